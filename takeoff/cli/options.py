"""Options that verbs share, and how their texts are read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from takeoff.errors import InputError, brief

if TYPE_CHECKING:
    from takeoff.model import Model
    from takeoff.schedules.schedule import Schedule

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Given = TypeVar("Given")
Span = tuple[float | str, float | str] | None

_NUMBER = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_UNIT = r"[A-Za-z(][^.=]*?"
_RANGE = re.compile(rf"\s*([^=]*[^=\s])\s*=\s*({_NUMBER})\s*({_UNIT})?\s*\.\.\s*({_NUMBER})\s*({_UNIT})?\s*")

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    help="Form of the results on stdout.",
)


def _named(context: click.Context, parameter: click.Parameter, model: str) -> str:
    if not model.strip():
        raise InputError("the MODEL is empty", "a name that 'takeoff list' shows, or a path")
    return model


model_argument = click.argument("model", callback=_named)


def case_options(function: Decorated) -> Decorated:
    """MODEL, --scenario, --set and --schedule."""
    for option in (
        click.option(
            "--schedule",
            "schedules",
            multiple=True,
            metavar="CONTROL=KIND(ARG=VALUE, ...)",
            help='How a control moves: "caution=ramp(start=3 year, length=2 year)", or a number.',
        ),
        click.option(
            "--set",
            "changes",
            multiple=True,
            metavar="NAME=VALUE",
            help='Change a parameter: a number in its own unit, or "NUMBER UNIT".',
        ),
        click.option("--scenario", help="Apply a named set of changed values first."),
        model_argument,
    ):
        function = option(function)
    return function


def changed_model(name: str, scenario: str | None, changes: Sequence[str]) -> Model:
    """Load a model and apply --scenario and --set.

    Raises:
        TakeoffError: a bad model, name or value.
    """
    from takeoff.model import load

    changed = once("--set", map(_pair, changes))
    model = load(name)
    if scenario is not None:
        model = model.scenario(scenario)
    return model.change(**changed)


def read_schedules(texts: Iterable[str]) -> list[tuple[str, Schedule]]:
    """Read every --schedule as (control, schedule), in order.

    Raises:
        InputError: not CONTROL=SCHEDULE.
    """
    from takeoff.schedules.text import read_schedule_text

    return [(control, read_schedule_text(text)) for control, text in map(_pair, texts)]


def read_over(texts: Iterable[str]) -> dict[str, Span]:
    """Read every --over as argument -> range.

    Raises:
        InputError: not NAME or NAME=LOW..HIGH UNIT, or a name given twice.
    """
    return once("--over", map(_over, texts))


def once(option: str, pairs: Iterable[tuple[str, Given]]) -> dict[str, Given]:
    """Names and what they were given, each name once.

    Arguments:
        option: for the message.
        pairs: in the order of the command line.

    Raises:
        InputError: a name is given twice.
    """
    found: dict[str, Given] = {}
    for name, given in pairs:
        if name in found:
            raise InputError(f"{option} gives '{brief(name)}' twice", "leave one of them out")
        found[name] = given
    return found


def _over(text: str) -> tuple[str, Span]:
    if "=" not in text and text.strip():
        return text.strip(), None
    match = _RANGE.fullmatch(text)
    form = 'such as --over "start=1..6 year", or --over start'
    if match is None:
        raise InputError(f"'{brief(text)}' is not a range to search over", form)
    name, low, low_unit, high, high_unit = match.groups(default="")
    if low_unit and not high_unit:
        raise InputError(f"the upper end of '{brief(text)}' has no unit", form)
    return name.strip(), (f"{low} {low_unit or high_unit}".strip(), f"{high} {high_unit}".strip())


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise InputError(f"'{brief(text)}' is not of the form NAME=VALUE")
    return name.strip(), value.strip()


def as_json(record: Any) -> str:
    """A record as JSON text: no number that JSON does not have."""
    return json.dumps(record, indent=2, allow_nan=False)


def show(text: str, line: str, form: str) -> None:
    """Print a result to stdout and the line that reproduces it: below a table, else on stderr."""
    click.echo(text)
    click.echo(f"{chr(10) if form == 'table' else ''}reproduce: {line}", err=form != "table")
