"""The option --latest of `takeoff pause`: the latest pause that meets bounds, along a parameter if one is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takeoff.cli.notes import note_idle
from takeoff.cli.options import Asked, Sought, as_json, show
from takeoff.cli.progress import progress
from takeoff.cli.saving import save_figure
from takeoff.cli.texts import once, read_range, read_schedules

if TYPE_CHECKING:
    from takeoff.decide.latest import LatestPauses
    from takeoff.solve.case import Case, Given


def answer_latest(
    asked: Asked, sought: Sought, bounds: tuple[str, ...], along: str | None, points: int, limits: list[str], form: str
) -> None:
    """Find and show the latest pause that meets all bounds.

    Arguments:
        asked: the model, its changes and schedules.
        sought: one argument to search over; an outcome to maximise is shown beside those of the bounds.
        bounds: what is met.
        along: what --along gives, if anything.
        points: values of that parameter.
        limits: the bounds as words of the line that reproduces the answer.
        form: "table", "json" or "csv".

    Raises:
        TakeoffError: a wrong question, or one without an answer.
    """
    from takeoff.decide.bounds import require_outcome
    from takeoff.decide.latest import latest_pauses
    from takeoff.decide.pause import split_schedules

    case, over = asked.case(), sought.ranges()
    shown = require_outcome(sought.maximise, case.meaning) if sought.maximise is not None else ""
    searched, held = split_schedules(once("--schedule", read_schedules(asked.schedules)), over)
    name, values = _values(case, along, points)
    watch = progress("latest pauses")
    found = latest_pauses(case.with_schedules(held), searched, over, bounds, name, values, watch)
    note_idle(case.meaning, asked.changes, [bound.outcome for bound in found.bounds])
    words = [*sought.options(), *limits, "--latest"]
    line = asked.line("pause", words + (["--along", along, "--points", str(points)] if along else []))
    if sought.figure:
        from takeoff.figures import latest

        save_figure(latest(found), sought.figure, {**_first_run(found), "command": line})
    show(_text(found, shown, form), line, form)


def _values(case: Case, along: str | None, points: int) -> tuple[str, list[Given]]:
    from takeoff.decide.latest import evenly

    if along is None:
        return "", []
    name, (low, high) = read_range(along, "a range of a parameter", 'such as --along "lead=0.5..3 year"')
    return name, evenly(case, name, low, high, points)


def _first_run(found: LatestPauses) -> dict[str, object]:
    return next((dict(point.never.provenance) for point in found.points if point.never is not None), {})


def _text(found: LatestPauses, shown: str, form: str) -> str:
    from takeoff.tables.latest import latest_header, latest_rows, latest_words
    from takeoff.tables.layout import csv_table
    from takeoff.tables.records import latest_record

    if form == "json":
        return as_json(latest_record(found))
    return csv_table(latest_header(found), latest_rows(found)) if form == "csv" else latest_words(found, shown)
