"""How the texts of options are read: pairs, schedules, ranges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from takeoff.errors import InputError, brief
from takeoff.spec.ranges import read_span

if TYPE_CHECKING:
    from takeoff.schedules.schedule import Schedule

Given = TypeVar("Given")
Span = tuple[float | str, float | str] | None

EXAMPLES = {
    "--prior": 'such as --prior "lead=3 to 18 month", or --prior lead=fixed',
    "--schedule": 'such as --schedule "caution=ramp(start=3 year, length=2 year)"',
    "--set": 'such as --set "lead=6 month"',
}
"""Option -> how it is written, for hints."""


def read_schedules(texts: Iterable[str]) -> list[tuple[str, Schedule]]:
    """Read every --schedule as (control, schedule), in order.

    Raises:
        InputError: not CONTROL=SCHEDULE.
    """
    from takeoff.schedules.text import read_schedule_text

    pairs = (_pair("--schedule", text) for text in texts)
    return [(control, read_schedule_text(text)) for control, text in pairs]


def read_compared(texts: Iterable[str]) -> tuple[list[dict[str, Schedule]], dict[str, Schedule]]:
    """Read every --schedule: those of the control that is compared, one after the other, and those that hold for all.

    Arguments:
        texts: as given, in order.

    Raises:
        InputError: not CONTROL=SCHEDULE, or two schedules that would hold for all.
    """
    from takeoff.decide.slowdowns import alternatives

    given = read_schedules(texts)
    compared, _ = alternatives(given)
    return compared, once("--schedule", [(control, one) for control, one in given if control not in compared[0]])


def read_named(option: str, texts: Iterable[str]) -> dict[str, str]:
    """Read every NAME=VALUE of an option as name -> value.

    Arguments:
        option: one of `EXAMPLES`.
        texts: as given, in order.

    Raises:
        InputError: not of that form, or a name given twice.
    """
    return once(option, (_pair(option, text) for text in texts))


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
    return read_range(text, "a range to search over", 'such as --over "start=1..6 year", or --over start')


def read_range(text: str, what: str, form: str) -> tuple[str, tuple[str, str]]:
    """Read NAME=LOW..HIGH UNIT as a name and two texts with units.

    Arguments:
        text: as given.
        what: it is, for the message.
        form: how it is written, for the hint.

    Raises:
        InputError: not of that form.
    """
    name, _, inner = text.partition("=")
    try:
        span = read_span(inner)
    except ValueError as error:
        raise InputError(f"the upper end of '{brief(text)}' has no unit", form) from error
    if span is None or not name.strip():
        raise InputError(f"'{brief(text)}' is not {what}", form)
    return name.strip(), span


def _pair(option: str, text: str) -> tuple[str, str]:
    """Split NAME=VALUE."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise InputError(f"'{brief(text)}' is not of the form NAME=VALUE", EXAMPLES[option])
    return name.strip(), value.strip()
