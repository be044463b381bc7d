"""`takeoff plan`: the best schedule of all, and what simple ones lose against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from takeoff.cli import completing
from takeoff.cli.notes import note_direction, note_idle
from takeoff.cli.options import OUTCOMES, Asked, account, as_json, bounds_option, case_options, format_option, show
from takeoff.cli.progress import progress
from takeoff.cli.saving import check_figure
from takeoff.cli.texts import once, read_schedules
from takeoff.errors import InputError, brief
from takeoff.tables.reproduce import repeated

if TYPE_CHECKING:
    from takeoff.decide.plan import Plan


@click.command("plan")
@case_options
@click.option("--maximise", required=True, metavar="OUTCOME", shell_complete=OUTCOMES, help="What the schedule is for.")
@click.option(
    "--control",
    metavar="NAME",
    shell_complete=completing.of_model("controls"),
    help="What is scheduled; else the model's first control.",
)
@bounds_option
@click.option("--nodes", default="10,20,40,60", show_default=True, help="Numbers of nodes, from few to many.")
@click.option("--against", multiple=True, metavar="KIND", help="A simple schedule to hold it against; else all.")
@click.option("--figure", metavar="PATH", help="Also draw the answer: PATH.svg and PATH.png.")
@format_option
def command(
    asked: Asked,
    maximise: str,
    control: str | None,
    bounds: tuple[str, ...],
    nodes: str,
    against: tuple[str, ...],
    figure: str | None,
    form: str,
) -> None:
    """Find the best schedule of a control in a MODEL, of any shape.

    The control moves in straight lines between nodes, whose levels are climbed with exact gradients. The answer tells
    how it converged, how far it is from Pontryagin's condition, and what abrupt, ramp, logistic and exponential
    schedules lose against it. --schedule holds other controls.
    """
    from takeoff.decide.plan import SIMPLE, best_plan
    from takeoff.schedules.control import control_if_any

    check_figure(figure)
    case = asked.case()
    scheduled = control_if_any(case.meaning) if control is None else control
    held = once("--schedule", read_schedules(asked.schedules))
    if scheduled in held:
        raise InputError(f"'{scheduled}' is what is searched for", "--schedule holds other controls")
    kinds, counts = against or tuple(SIMPLE), _counts(nodes)
    found = best_plan(case.with_schedules(held), scheduled, maximise, bounds, counts, kinds, progress("searching"))
    note_direction(case.meaning, maximise)
    note_idle(case.meaning, asked.changes, [maximise, *(bound.outcome for bound in found.bounds)])
    options = ["--maximise", maximise, *(["--control", control] if control is not None else [])]
    options += repeated("--subject-to", bounds)
    options += ["--nodes", nodes] + repeated("--against", against)
    line = asked.line("plan", [*options, *(["--figure", figure] if figure else [])])
    if figure:
        from takeoff.cli.compare import draw_slowdowns

        draw_slowdowns(found.comparison(), figure, line)
    show(_text(found, line, form), line, form)


def _counts(text: str) -> list[int]:
    try:
        return [int(one) for one in text.split(",")]
    except ValueError:
        raise InputError(f"'{brief(text)}' are no numbers of nodes", "such as --nodes 10,20,40,60") from None


def _text(found: Plan, line: str, form: str) -> str:
    from takeoff.tables.layout import csv_table
    from takeoff.tables.plans import plan_header, plan_record, plan_rows, plan_words

    if form == "json":
        return as_json({**plan_record(found), "provenance": account(found.never.meaning, line)})
    return csv_table(plan_header(found), plan_rows(found)) if form == "csv" else plan_words(found)
