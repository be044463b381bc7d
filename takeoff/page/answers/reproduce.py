"""Reproduce: lines for the shell and for Python that give the numbers that are shown."""

from __future__ import annotations

import json
from typing import Any

from takeoff.errors import NoAnswer
from takeoff.page.answers.concepts import goal_of
from takeoff.page.asked import asked_slowdown, changes_of, preset_schedule, slowdown_of
from takeoff.page.served import served
from takeoff.page.view import View
from takeoff.schedules.control import control_if_any
from takeoff.schedules.schedule import Schedule, constant
from takeoff.solve.case import Given
from takeoff.spec.find import model_paths
from takeoff.tables.reproduce import command, repeated


def reproduce(view: View) -> dict[str, Any]:
    """Lines that give the same numbers: of every run, and of the best slowdown of the kind that is asked for.

    Arguments:
        view: what is shown.
    """
    meaning = served(view.path).meaning
    try:
        goal = goal_of(meaning) if meaning.defaults else ""
    except NoAnswer:
        goal = ""
    shell = [_line(view, "run", one) for one in _schedules(view)]
    shell += [_search_line(view, goal)] if goal else []
    return {"shell": shell, "python": _python(view, goal)}


def _schedules(view: View) -> list[Schedule | None]:
    """Of every run: never slowing down, the slowdown, that of the preset; None leaves the control as it is."""
    preset, level = preset_schedule(view), next(iter(served(view.path).meaning.defaults.values()), None)
    never = constant(level) if preset is not None and level is not None else None
    return [never, *filter(None, [slowdown_of(view), preset])]


def model_word(view: View) -> str:
    """What the model is called on the command line: its name, or its path if it is not a shipped one.

    Arguments:
        view: names the model.
    """
    return view.model if model_paths().get(view.model) == view.path else str(view.path)


def _line(view: View, verb: str, schedule: Schedule | None, options: tuple[str, ...] = ()) -> str:
    control = control_if_any(served(view.path).meaning)
    preset = ("--scenario", view.preset) if view.preset else ()
    return command(
        verb, model_word(view), changes_of(view), [f"{control}={schedule}"] if schedule else [], (*preset, *options)
    )


def _search_line(view: View, goal: str) -> str:
    schedule, over = asked_slowdown(view)
    words = repeated("--over", over)
    return _line(view, "pause", schedule, ("--maximise", goal, *words))


def _python(view: View, goal: str) -> str:
    """A program; every text in it is written as JSON, which is how Python writes it too."""
    control = control_if_any(served(view.path).meaning)
    shown = [f"model.run({control}={_quoted(str(one))})" if one else "model.run()" for one in _schedules(view)]
    lines = ["import takeoff", "", f"model = takeoff.load({_quoted(model_word(view))})"]
    lines += [f"model = model.scenario({_quoted(view.preset)})"] if view.preset else []
    lines += [f"model = model.change(**{_changes(changes_of(view))})"] if changes_of(view) else []
    lines += [f"for run in [{', '.join(shown)}]:"]
    lines += ["    print({name: amount.value for name, amount in run.outcomes.items()})"]
    if goal:
        schedule, over = asked_slowdown(view)
        asked = f"{_quoted(goal)}, takeoff.{_call(schedule)}, over={_quoted_list(over)}"
        lines += [f"best = model.best_pause({asked})", "print(best.best.parameters, best.gain)"]
    return "\n".join([*lines, ""])


def _call(schedule: Schedule) -> str:
    """A schedule as the call that makes it: abrupt(depth=0.5), ramp(length="2.0 year", depth=1.0)."""
    arguments = (f"{name}={_quoted(value)}" for name, value in schedule.arguments.items())
    return f"{schedule.kind}({', '.join(arguments)})"


def _changes(changes: dict[str, Given]) -> str:
    return f"{{{', '.join(f'{_quoted(name)}: {_quoted(value)}' for name, value in changes.items())}}}"


def _quoted_list(names: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


def _quoted(value: Given) -> str:
    return json.dumps(value)
