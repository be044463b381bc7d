"""The runs that a view shows: never slowing down, its slowdown, a gradual one of equal lead, and the preset's own."""

from __future__ import annotations

from dataclasses import dataclass

from takeoff.decide import slowdowns
from takeoff.errors import NoAnswer
from takeoff.page.answers.equal import gradual
from takeoff.page.asked import control_of, never_case, preset_schedule, slowdown_of
from takeoff.page.view import RAMP, View
from takeoff.schedules.schedule import Schedule
from takeoff.solve.run import Run

NEVER, PAUSE, GRADUAL, PRESET = "never", "pause", "gradual", "preset"


@dataclass(frozen=True)
class Shown:
    """A run that is shown.

    Arguments:
        id: "never", "pause", "gradual" or "preset".
        label: for readers.
        schedule: of the first control, as text; "" for never slowing down.
        run: the run.
    """

    id: str
    label: str
    schedule: str
    run: Run


def runs_of(view: View) -> tuple[list[Shown], list[str]]:
    """The runs, never slowing down first, and what there is to say of those that are not there.

    Arguments:
        view: what is shown.
    """
    case = never_case(view)
    runs, notes = [Shown(NEVER, slowdowns.NEVER, "", case.run())], list[str]()
    if slowdown := slowdown_of(view):
        runs.append(_shown(PAUSE, slowdown.kind, slowdown, view))
        if view.compare:
            _compared(view, runs, notes)
    if preset := preset_schedule(view):
        runs.append(_shown(PRESET, "as the scenario has it", preset, view))
    return runs, notes


def _shown(name: str, title: str, schedule: Schedule, view: View) -> Shown:
    run = never_case(view).with_schedules({control_of(view): schedule}).run()
    return Shown(name, title, str(schedule), run)


def _compared(view: View, runs: list[Shown], notes: list[str]) -> None:
    """Add the gradual slowdown of equal lead, or why there is none."""
    if view.kind == RAMP:
        notes.append("The slowdown that is shown is gradual itself.")
        return
    try:
        found = gradual(view)
    except NoAnswer as error:
        notes.append(str(error))
        return
    runs.append(Shown(GRADUAL, found.label, next(iter(found.schedule.values())), found.run))
