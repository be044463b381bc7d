"""What is shown as a scenario: a table for the model's file, or a file of its own beside the others of its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping

from takeoff.equations.values import spelled
from takeoff.page.asked import case_of, never_case, preset_schedule, slowdown_of
from takeoff.page.downloads.download import Download
from takeoff.page.served import served
from takeoff.page.view import View
from takeoff.schedules.control import control_if_any
from takeoff.solve.case import Given

NAME = "from-the-page"
"""Name of the scenario, with a number where the model has one of that name."""


def scenario(view: View) -> Download:
    """The scenario as TOML.

    Arguments:
        view: what is shown.
    """
    return Download(scenario_text(view).encode(), "application/toml; charset=utf-8", f"{view.model}-scenario.toml")


def scenario_text(view: View) -> str:
    """The scenario as TOML: all changed values, and the schedules of all controls that are not at their defaults.

    Arguments:
        view: what is shown.
    """
    case, meaning = case_of(view), served(view.path).meaning
    first = control_if_any(meaning)
    chosen = slowdown_of(view) or preset_schedule(view)
    schedules = {name: str(one) for name, one in never_case(view).schedules.items()}
    schedules |= {first: str(chosen)} if chosen else {}
    title = f"{meaning.header.title}, as it was shown on the page"
    lines = [
        f"# A scenario of the model {view.model}: add it to the model's file.",
        f"[scenarios.{_free(meaning.spec.parts.scenarios)}]",
        f"title = {_text(title)}",
        *(f"{_text(name)} = {_value(given)}" for name, given in case.changes.items()),
        *(f"schedules.{name} = {_text(text)}" for name, text in schedules.items()),
    ]
    return "\n".join([*lines, ""])


def _free(taken: Mapping[str, object]) -> str:
    """A name that the model has not given to a scenario."""
    names = [NAME, *(f"{NAME}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _value(given: Given) -> str:
    return _text(given) if isinstance(given, str) else spelled(given)


def _text(text: str) -> str:
    """A string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
