"""The latest pause that meets bounds, in words and as a table: when, what it gives there, and where there is none."""

from __future__ import annotations

from collections.abc import Iterable

from takeoff.decide.latest import Latest, LatestPauses
from takeoff.decide.slowdowns import NEVER
from takeoff.equations.words import outcome_label
from takeoff.solve.run import Amount
from takeoff.tables.amounts import amount_text
from takeoff.tables.dates import date
from takeoff.tables.layout import Row, text_table
from takeoff.tables.pauses import argument_text, solved_text
from takeoff.tables.runs import side_by_side

NONE, NEEDLESS = "no pause meets them", "none is needed"


def latest_words(found: LatestPauses, maximised: str = "") -> str:
    """The latest pause that meets all bounds, at each value of the parameter if there is one.

    Arguments:
        found: the latest pauses.
        maximised: an outcome to show beside those of the bounds.
    """
    if not found.along:
        return _one(found, found.points[0])
    notes = [f"At {found.along} {amount_text(p.at)}: {p.reason}." for p in found.points if p.at and p.reason]
    gaps = [
        f"At {found.along} {amount_text(p.at)}: {_where(p.intervals)}."
        for p in found.points
        if p.at and p.intervals[1:]
    ]
    return "\n".join([finding(found), "", _table(found, maximised), *([""] if notes + gaps else []), *notes, *gaps])


def finding(found: LatestPauses) -> str:
    """How the latest pause moves, in a sentence."""
    bounds = " and ".join(bound.text for bound in found.bounds)
    what = f"The {_latest(found)} that meets {bounds}"
    answered = [point for point in found.points if point.answer is not None]
    first, last = answered[0], answered[-1]
    if first is last:
        return f"{what} is {_told(found, first)}{_at(found, first)}."
    verb = "moves from" if _value(found, first) != _value(found, last) else "stays at"
    end = f" to {_told(found, last)}{_at(found, last)}" if verb == "moves from" else ""
    missing = len(found.points) - len(answered)
    none = f" At {missing} of {len(found.points)} values no pause meets it." if missing else ""
    return f"{what} {verb} {_told(found, first)}{_at(found, first)}{end}.{none}"


def latest_header(found: LatestPauses) -> Row:
    """Names of the columns of `latest_rows`."""
    outcomes = found.case.meaning.outcome_units
    return (*([found.along] if found.along else []), found.argument, "earliest", "needless", *outcomes, "reason")


def latest_rows(found: LatestPauses) -> list[Row]:
    """The latest pause at every value, the start of its interval, and all outcomes, in declared units."""
    names = list(found.case.meaning.outcome_units)
    return [
        (
            *([point.at.value if point.at else None] if found.along else []),
            _value(found, point),
            point.intervals[-1][0].value if point.intervals else None,
            "yes" if point.needless else "",
            *(None if point.answer is None else point.answer.run.outcomes[name].value for name in names),
            point.reason,
        )
        for point in found.points
    ]


def _one(found: LatestPauses, point: Latest) -> str:
    """The answer where nothing is followed."""
    if point.answer is None or point.never is None:  # such a question has no answer, and was refused
        return point.reason
    name = found.name
    pauses = [
        f"{control} {solved_text(schedule, {name: point.answer.parameters[found.argument]}, found.case.meaning)}"
        for control, schedule in found.schedules.items()
    ]
    bounds = " and ".join(bound.text for bound in found.bounds)
    lines = [
        f"Latest pause that meets {bounds}: {'; '.join(pauses)}.",
        f"All bounds are met with {name} {_where(point.intervals)}.",
    ]
    if point.needless:
        lines.append("Never pausing meets them too.")
    return "\n".join([*lines, "", side_by_side({"latest pause": point.answer.run, NEVER: point.never})])


def _where(intervals: Iterable[tuple[Amount, Amount]]) -> str:
    """Intervals as text: "from 0 to 1.5 years, and from 2 to 3 years"."""
    return ", and ".join(f"from {amount_text(low)} to {amount_text(high)}" for low, high in intervals)


def _table(found: LatestPauses, maximised: str) -> str:
    run = next(point.answer.run for point in found.points if point.answer)
    names = list(dict.fromkeys([*(bound.outcome for bound in found.bounds), *([maximised] if maximised else [])]))
    units = [f" [{unit}]" if (unit := run.outcomes[name].unit) != "1" else "" for name in names]
    at = next(point.at for point in found.points if point.at)
    answer = next(point.answer for point in found.points if point.answer)
    unit = answer.parameters[found.argument].unit
    header = (
        f"{found.along} [{at.unit}]".removesuffix(" [1]"),
        f"{_latest(found)} [{unit}]".removesuffix(" [1]"),
        *(["date"] if found.dated else []),
        *(f"{outcome_label(run.meaning, name)}{unit}" for name, unit in zip(names, units, strict=True)),
    )
    return text_table(header, [_row(found, point, names) for point in found.points])


def _row(found: LatestPauses, point: Latest, names: list[str]) -> Row:
    value = _value(found, point)
    dated = NONE if value is None else NEEDLESS if point.needless else date(found.case.start + value)
    outcomes = (None if point.answer is None else point.answer.run.outcomes[name].value for name in names)
    return (point.at.value if point.at else None, value, *([dated] if found.dated else []), *outcomes)


def _latest(found: LatestPauses) -> str:
    name = found.name
    return f"latest {name}" if found.dated else f"largest {name}"


def _value(found: LatestPauses, point: Latest) -> float | None:
    return None if point.answer is None else point.answer.parameters[found.argument].value


def _told(found: LatestPauses, point: Latest) -> str:
    return argument_text(found.bound, found.name, point.answer.parameters[found.argument]) if point.answer else ""


def _at(found: LatestPauses, point: Latest) -> str:
    return f" at {found.along} {amount_text(point.at)}" if point.at else ""
