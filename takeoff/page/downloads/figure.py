"""The figure of the slowdowns that are shown, as a file that says how it came about."""

from __future__ import annotations

from takeoff.decide.slowdowns import Comparison, Slowdown
from takeoff.page.answers.concepts import goal_of, lead_of
from takeoff.page.answers.reproduce import reproduce
from takeoff.page.answers.runs import GRADUAL, NEVER, PAUSE, Shown, runs_of
from takeoff.page.asked import control_of
from takeoff.page.downloads.download import Download
from takeoff.page.view import View

MEDIA = {"svg": "image/svg+xml", "pdf": "application/pdf", "png": "image/png"}


def figure(view: View, form: str) -> Download:
    """The figure as a file.

    Arguments:
        view: what is shown.
        form: "svg", "pdf" or "png".

    Raises:
        NoAnswer: the model names no goal.
    """
    from takeoff.figures import provenance, slowdowns
    from takeoff.figures.save import figure_bytes

    compared = comparison(view)
    how = {**provenance(compared), "commands": reproduce(view)["shell"]}
    return Download(figure_bytes(slowdowns(compared), form, how), MEDIA[form], f"{view.model}.{form}")


def comparison(view: View) -> Comparison:
    """The slowdowns that are shown, never slowing down first, ranked by the goal.

    Arguments:
        view: what is shown.

    Raises:
        NoAnswer: the model names no goal.
    """
    runs = runs_of(view)[0]
    meaning = runs[0].run.meaning
    equal = lead_of(meaning) if [one.id for one in runs] == [NEVER, PAUSE, GRADUAL] else ""
    return Comparison(tuple(_slowdown(view, one) for one in runs), goal_of(meaning), equal)


def _slowdown(view: View, one: Shown) -> Slowdown:
    return Slowdown(one.label, {control_of(view): one.schedule} if one.schedule else {}, one.run)
