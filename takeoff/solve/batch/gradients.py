"""Derivatives of the outcomes of many members, each as `Run.gradient` tells it of one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from takeoff.equations import units as u
from takeoff.equations.scope import Key, label
from takeoff.errors import InputError, TakeoffError, brief, near
from takeoff.solve.batch.drawn import Drawable, Drawn
from takeoff.solve.batch.methods import Unspeakable, say
from takeoff.solve.gradient import Origin
from takeoff.solve.program import Program

if TYPE_CHECKING:
    from takeoff.solve.case import Case

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Gradients:
    """Derivatives of outcomes of many members, in the order in which the members were given.

    Arguments:
        outcomes: names.
        parameters: labels.
        values: by member, outcome and parameter, of the outcome's declared unit by the parameter's; nan where the
            outcome's milestone was never reached, and for a member that failed.
        failures: why a member has none, "" where it has.
    """

    outcomes: tuple[str, ...]
    parameters: tuple[str, ...]
    values: Floats
    failures: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """Members, and which derivatives are asked for.

    Arguments:
        program: the compiled system.
        origin: what derivatives need besides.
        table: parameters in inside units, a row for each, a column for each member.
        horizons: longest durations [year].
        outcomes: names.
        wanted: parameters.
    """

    program: Program
    origin: Origin
    table: Floats
    horizons: Floats
    outcomes: tuple[str, ...]
    wanted: tuple[Key, ...]


Found = Mapping[int, Floats | str]
"""Member -> derivatives by outcome and parameter in inside units, or why there are none."""


def gradients(case: Case, values: Drawable, outcomes: Sequence[str], wrt: Sequence[str] | None = None) -> Gradients:
    """Derivatives of outcomes of many members by some parameters.

    With heyoka, members go together; without it, or where a model has no series, they go one by one.

    Measured with 128 members, by processor time: together a member takes, its run included, 11 ms on the flagship under
    an abrupt stop for 13 outcomes by all 72 parameters, and 2 ms for one by three; `Run.gradient` takes 21 and 34 times
    as long, its run not counted. On lead-and-pause it takes 35 times as long, on simple-timelines 27 times. The first
    call for a model and some parameters takes up to 4 s to write and compile their equations.

    Arguments:
        case: what is not drawn; its settings say how accurately members run.
        values: as for `Case.batch`.
        outcomes: names.
        wrt: parameters; all unless given.

    Raises:
        InputError: an unknown name, values that are not one for each member, or a schedule that lacks an argument.
    """
    drawn = Drawn(case, values)
    parameters = {label(key): key for key in drawn.places}
    wanted = tuple(parameters) if wrt is None else tuple(wrt)
    _check("outcome", outcomes, case.meaning.outcome_units)
    _check("parameter", wanted, parameters)
    keys, origin = tuple(parameters[name] for name in wanted), case.origin()
    origin = replace(origin, given=origin.given | drawn.drawn)
    kept = drawn.kept
    asked = Asked(drawn.program, origin, drawn.table[:, kept], drawn.horizons[kept], tuple(outcomes), keys)
    found, reasons = _together(asked), list(drawn.reasons)
    numbers = np.full((len(reasons), len(outcomes), len(keys)), np.nan)
    for place, member in enumerate(kept.tolist()):
        told = found[place] if place in found else _alone(case, drawn, member, outcomes, wanted)
        if isinstance(told, str):
            reasons[member] = told
        else:
            numbers[member] = told
    return Gradients(tuple(outcomes), wanted, numbers, tuple(reasons))


def _check(what: str, names: Sequence[str], known: Mapping[str, object]) -> None:
    for name in names:
        if name not in known:
            raise InputError(f"the case has no {what} '{brief(name)}'", near(name, known))


def _together(asked: Asked) -> Found:
    """Derivatives in inside units, of members that can go together."""
    try:
        from takeoff.solve.fast.gradients import together
    except ImportError:
        say("gradients: members one by one; with heyoka (takeoff[fast]) they would go together")
        return {}
    try:
        found = together(asked)
    except Unspeakable as reason:
        say(f"gradients: members one by one, because {reason}")
        return {}
    say("gradients: members together, by variational equations that heyoka integrates")
    units = asked.program.system.meaning.outcome_units
    outcomes = np.array([u.scale(units[name].unit) for name in asked.outcomes])[:, None]
    scales = np.array([asked.origin.scales[key] for key in asked.wanted]) / outcomes
    return {member: told if isinstance(told, str) else told * scales for member, told in found.items()}


def _alone(case: Case, drawn: Drawn, member: int, outcomes: Sequence[str], wrt: Sequence[str]) -> Floats | str:
    """Derivatives of one member in declared units by itself, or why there are none."""
    exact = {key: float(drawn.table[drawn.places[key], member]) for key in drawn.drawn}
    try:
        run = replace(case, exact={**case.exact, **exact}).run()
        rows = [
            [math.nan] * len(wrt) if run.outcomes[name].value is None else list(run.gradient(name, wrt).values())
            for name in outcomes
        ]
    except TakeoffError as error:
        return str(error)
    return np.array(rows).reshape(len(outcomes), len(wrt))
