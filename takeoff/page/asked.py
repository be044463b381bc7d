"""What a view runs: the model with its changes, never slowing down, and the slowdown that it shows."""

from __future__ import annotations

import math
from dataclasses import replace

from takeoff.equations.values import NEVER
from takeoff.page.served import served
from takeoff.page.view import ABRUPT, BY_DEPTH, View
from takeoff.schedules.control import control_if_any, first_control
from takeoff.schedules.scenarios import scenario_schedules
from takeoff.schedules.schedule import Schedule, abrupt, ramp
from takeoff.solve.case import Case, Given


def case_of(view: View) -> Case:
    """The model as the view changes it, its first control as the preset schedules it.

    A parameter that is changed wins over the preset, and a mechanism that is off over both.

    Arguments:
        view: what is shown.
    """
    case = served(view.path)
    if view.preset:
        case = case.scenario(view.preset)
    return case.change(changes_of(view))


def changes_of(view: View) -> dict[str, Given]:
    """Parameters that the view changes besides its preset; what switches a mechanism off wins.

    Arguments:
        view: what is shown.
    """
    case = served(view.path)
    given: dict[str, Given] = {name: NEVER if math.isinf(value) else value for name, value in view.parameters}
    mechanisms = case.meaning.spec.parts.mechanisms
    off = {name: value for one in view.off for name, value in mechanisms[one].off.items()}
    return dict(case.change(given).change(off).changes)


def control_of(view: View) -> str:
    """The control that slows down.

    Raises:
        InputError: the model has none.
    """
    return first_control(served(view.path).meaning)


def never_case(view: View) -> Case:
    """The case in which the first control is not scheduled: never slowing down; schedules of others stay."""
    case = case_of(view)
    first = control_if_any(case.meaning)
    return replace(case, schedules={name: one for name, one in case.schedules.items() if name != first})


def shown_case(view: View) -> Case:
    """The case with the slowdown that is shown, or never slowing down while its start is not known."""
    case, slowdown = never_case(view), slowdown_of(view)
    return case if slowdown is None else case.with_schedules({control_of(view): slowdown})


def preset_schedule(view: View) -> Schedule | None:
    """How the preset itself schedules the first control; None where it does not."""
    if not view.preset:
        return None
    meaning = served(view.path).meaning
    return scenario_schedules(meaning, view.preset).get(control_if_any(meaning))


def slowdown_of(view: View) -> Schedule | None:
    """The slowdown that is shown; None while its start is not known."""
    if view.start is None:
        return None
    return open_slowdown(view, view.kind).with_arguments(start=years(view.start))


def open_slowdown(view: View, kind: str) -> Schedule:
    """A slowdown of the depth and length that are shown, its start left open.

    Arguments:
        view: what is shown.
        kind: "abrupt" or "ramp".
    """
    if kind == ABRUPT:
        return abrupt(depth=view.depth)
    return ramp(length=years(view.length), depth=view.depth)


def asked_slowdown(view: View) -> tuple[Schedule, tuple[str, ...]]:
    """The slowdown that `pause` searches, and the arguments that it moves.

    Arguments:
        view: what is shown, and which slowdown is asked for.
    """
    if view.slowdown == BY_DEPTH:
        return abrupt(), ("start", "depth")
    return open_slowdown(view, view.slowdown), ("start",)


def years(value: float) -> str:
    """A time, as schedules take it."""
    return f"{value!r} year"
