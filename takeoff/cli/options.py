"""Options that verbs share, and how their texts are read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from takeoff.errors import InputError

if TYPE_CHECKING:
    from takeoff.model import Model
    from takeoff.schedules.schedule import Schedule

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Span = tuple[float | str, float | str] | None

_RANGE = re.compile(r"\s*(.+?)\s*\.\.\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*(.*?)\s*")

format_option = click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="Form of the results on stdout."
)
model_argument = click.argument("model")


def case_options(function: Decorated) -> Decorated:
    """MODEL, --scenario, --set and --schedule."""
    for option in (
        click.option("--schedule", "schedules", multiple=True, metavar="CONTROL=KIND(ARG=VALUE, ...)",
                     help='How a control moves: "caution=ramp(start=3 year, length=2 year)", or a number.'),
        click.option("--set", "changes", multiple=True, metavar="NAME=VALUE",
                     help='Change a parameter: a number in its own unit, or "NUMBER UNIT".'),
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

    model = load(name)
    if scenario:
        model = model.scenario(scenario)
    return model.change(**{key: _number_or_text(value) for key, value in map(_pair, changes)})


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
        InputError: not NAME or NAME=LOW..HIGH UNIT.
    """
    return dict(map(_over, texts))


def _over(text: str) -> tuple[str, Span]:
    if "=" not in text:
        return text.strip(), None
    name, span = _pair(text)
    match = _RANGE.fullmatch(span)
    if match is None:
        raise InputError(f"'{text[:80]}' is not a range to search over", 'such as --over "start=1..6 year", or --over start')
    low, high, unit = match.groups()
    return name, (f"{low} {unit}".strip(), f"{high} {unit}".strip())


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise InputError(f"'{text[:80]}' is not of the form NAME=VALUE")
    return name.strip(), value.strip()


def _number_or_text(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def as_json(record: Any) -> str:
    """A record as JSON text: no number that JSON does not have."""
    return json.dumps(record, indent=2, allow_nan=False)


def show(text: str, line: str, form: str) -> None:
    """Print a result to stdout and the line that reproduces it: below a table, else on stderr."""
    click.echo(text)
    click.echo(f"{chr(10) if form == 'table' else ''}reproduce: {line}", err=form != "table")
