"""One run over time: its panels, with the phases of caution and what follows its milestones shaded."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from takeoff.decide.slowdowns import Comparison, Slowdown
from takeoff.equations.words import milestone_label, sentence
from takeoff.figures.panels import draw_panels
from takeoff.figures.phases import Phase, phases
from takeoff.solve.run import Run


def trajectories(run: Run, title: str | None = None) -> Figure:
    """Draw a run over calendar years, with one panel for each of the model's.

    Arguments:
        run: a finished run.
        title: the default states what the run ends in.

    Raises:
        InputError: the model has nothing to draw.
    """
    rows = phases(run)
    alone = Comparison((Slowdown("", {}, run),), "")
    return draw_panels(alone, _finding(run, rows) if title is None else title, _subtitle(run), run.start, rows)


def _finding(run: Run, rows: Sequence[Sequence[Phase]]) -> str:
    """What ends the run and when, what else happened, and how long each control was on."""
    parts = run.meaning.spec.parts.milestones
    reached = {name: date for name in parts if (date := run.when(name)) is not None and date > run.start}
    dated = [
        (parts[name].stop, f"{milestone_label(run.meaning, name)} in {date:.1f}")
        for name, date in sorted(reached.items(), key=lambda one: one[1])
    ]
    last = [text for stops, text in dated if stops] or [f"Nothing ends the run before {run.end:.1f}"]
    text = "; ".join([*last, *(text for stops, text in dated if not stops), *(_duration(run, row) for row in rows)])
    return sentence(text)


def _duration(run: Run, row: Sequence[Phase]) -> str:
    """How long a control is on: "caution on from 2027.7 to 2030.2"."""
    until = f" to {row[-1].end:.1f}" if row[-1].end < run.end else ""
    return f"{row[0].of} on from {row[0].start:.1f}{until}"


def _subtitle(run: Run) -> str:
    schedules = "".join(f" {control} = {schedule}." for control, schedule in run.provenance["schedule"].items())
    return f"{run.meaning.header.title}.{schedules}"
