"""The option --worth of `takeoff pause`: what improvements are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takeoff.cli.options import as_json, show
from takeoff.cli.progress import progress
from takeoff.cli.saving import save_figure

if TYPE_CHECKING:
    from takeoff.decide.pause import BestPause
    from takeoff.decide.worth import Worths


def show_worth(best: BestPause, figure: str | None, line: str, form: str) -> None:
    """Search again with every improvement, and show what each is worth.

    Arguments:
        best: the answer to the question.
        figure: what --figure gives, if anything.
        line: that reproduces the answer.
        form: "table", "json" or "csv".

    Raises:
        InputError: the model has no improvements.
    """
    from takeoff.decide.worth import worth

    worths = worth(best, watch=progress("what improvements are worth"))
    if figure:
        from takeoff.figures import worth as drawn

        save_figure(drawn(worths), figure, {**best.best.run.provenance, "command": line})
    show(_text(worths, form), line, form)


def _text(worths: Worths, form: str) -> str:
    from takeoff.tables.layout import csv_table
    from takeoff.tables.pauses import pause_words
    from takeoff.tables.records import pause_record, worth_record
    from takeoff.tables.worth import worth_header, worth_rows, worth_words

    if form == "json":
        return as_json({**pause_record(worths.base), "worth": worth_record(worths)})
    if form == "csv":
        return csv_table(worth_header(worths), worth_rows(worths))
    return f"{pause_words(worths.base)}\n\n{worth_words(worths)}"
