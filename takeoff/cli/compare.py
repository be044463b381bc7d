"""`takeoff compare`: slowdowns side by side, at an equal outcome if one is named."""

from __future__ import annotations

import click

from takeoff.cli.options import as_json, case_options, changed_model, format_option, read_over, read_schedules, show


@click.command("compare")
@case_options
@click.option("--maximise", required=True, metavar="OUTCOME", help="What slowdowns are ranked by.")
@click.option("--equal", default="", metavar="OUTCOME", help="What further schedules must share with the first.")
@click.option("--over", multiple=True, metavar="ARG[=LOW..HIGH UNIT]", help="An argument to search or to solve for.")
@click.option("--figure", default="", metavar="PATH", help="Also draw them: PATH.svg and PATH.png.")
@format_option
def command(
    model: str, scenario: str | None, changes: tuple[str, ...], schedules: tuple[str, ...],
    maximise: str, equal: str, over: tuple[str, ...], figure: str, form: str,
) -> None:
    """Compare schedules in a MODEL with never pausing and with each other.

    Arguments that the first schedule leaves open maximise the outcome; those of the others are solved so that they
    share --equal with it.
    """
    from takeoff.decide.slowdowns import alternatives, compare
    from takeoff.tables.layout import csv_table
    from takeoff.tables.records import comparison_record
    from takeoff.tables.reproduce import command as reproduce
    from takeoff.tables.words import comparison_words

    case = changed_model(model, scenario, changes).case
    compared, held = alternatives(read_schedules(schedules))
    comparison = compare(case.with_schedules(held), compared, maximise, equal, read_over(over))
    if form == "json":
        text = as_json(comparison_record(comparison))
    elif form == "csv":
        names = tuple(comparison.slowdowns[0].run.outcomes)
        rows = [(one.label, *(one.run.outcomes[name].value for name in names)) for one in comparison.slowdowns]
        text = csv_table(("slowdown", *names), rows)
    else:
        text = comparison_words(comparison)
    options = ["--maximise", maximise, *(["--equal", equal] if equal else [])]
    options += [word for one in over for word in ("--over", one)] + (["--figure", figure] if figure else [])
    line = reproduce("compare", model, case.changes, schedules, options)
    if figure:
        from takeoff.figures import save, slowdowns

        save(slowdowns(comparison), figure, {**comparison.slowdowns[-1].run.provenance, "command": line})
    show(text, line, form)
