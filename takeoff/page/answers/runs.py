"""The runs that a view shows: never slowing down, its slowdown, a gradual one that leaves the same lead, the preset's."""

from __future__ import annotations

from dataclasses import dataclass

from takeoff.page.asked import control_of, never_case, preset_schedule, slowdown_of
from takeoff.page.view import View
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
    notes: list[str] = []
    runs = [Shown(NEVER, "never slowing down", "", case.run())]

    def add(name: str, title: str, schedule: Schedule) -> None:
        run = case.with_schedules({control_of(view): schedule}).run()
        runs.append(Shown(name, title, str(schedule), run))

    if slowdown := slowdown_of(view):
        add(PAUSE, slowdown.kind, slowdown)
    if preset := preset_schedule(view):
        add(PRESET, "as the scenario has it", preset)
    return runs, notes
