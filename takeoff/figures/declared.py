"""From a figure that a model file asks for to the picture, with an account of how it came about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matplotlib.figure import Figure

from takeoff.decide.along import best_along, labels
from takeoff.decide.declared import Declared, declared
from takeoff.decide.latest import latest_pauses
from takeoff.decide.pause import best_pause
from takeoff.decide.plane import best_over_plane
from takeoff.decide.scenarios import compare_scenarios
from takeoff.decide.slowdowns import NEVER, Comparison, compare
from takeoff.decide.worth import worth as worth_of
from takeoff.figures.along import along
from takeoff.figures.latest import latest
from takeoff.figures.limits import limits
from takeoff.figures.plane import plane
from takeoff.figures.portrait import portrait
from takeoff.figures.save import finding_of
from takeoff.figures.scenarios import scenarios
from takeoff.figures.slowdowns import provenance, slowdowns
from takeoff.figures.trajectories import trajectories
from takeoff.figures.worth import worth
from takeoff.solve.case import Case
from takeoff.solve.limits import limits as limits_of
from takeoff.version import package_version

Account = Mapping[str, Any]
Watch = Callable[[Sequence[Any]], Iterable[Any]]
Maker = Callable[[Declared, Watch], tuple[Figure, Account]]


@dataclass(frozen=True)
class Drawn:
    """A figure that a model asks for, drawn.

    Arguments:
        model: name of the model.
        name: of the figure.
        figure: the picture.
        provenance: what was asked of which model, and the runs' own account, for `save`.
    """

    model: str
    name: str
    figure: Figure
    provenance: Account

    @property
    def stem(self) -> str:
        """Name of its files, without ending."""
        return f"{self.model}-{self.name}"

    @property
    def finding(self) -> str:
        """The title, which says in a sentence what it shows."""
        return finding_of(self.figure)


def draw(case: Case, name: str, watch: Watch = iter) -> Drawn:
    """Draw a figure that a model asks for.

    Arguments:
        case: the model.
        name: of one of its figures.
        watch: passes what is computed on one by one, such as a progress bar.

    Raises:
        InputError: the model has no such figure.
        NoAnswer: the question that it asks has no answer.
        RunError: a run failed.
    """
    asked = declared(case, name)
    figure, account = MAKERS[asked.asked("kind")](asked, watch)
    meaning = case.meaning
    told = {
        "figure": name,
        "model": meaning.header.name,
        "model_sha256": meaning.spec.digest,
        "takeoff": package_version(),
        "asked": asked.part.model_dump(exclude_unset=True),
    }
    return Drawn(meaning.header.name, name, figure, {**told, **account})


def _trajectories(asked: Declared, watch: Watch) -> tuple[Figure, Account]:
    schedules = [asked.scheduled(text, control) for control, text in asked.asked("schedules").items()]
    case = asked.case.with_schedules({control: one for each in schedules for control, one in each.items()})
    run = case.run()
    return trajectories(run, asked.title), {"run": dict(run.provenance)}


def _comparison(asked: Declared) -> Comparison:
    """Never pausing and the slowdowns, these told apart by what was given of them."""
    found = compare(asked.case, asked.scheduled_all, asked.asked("maximise"), asked.asked("equal"), asked.over)
    never, *others = found.slowdowns
    named = [replace(one, label=label) for one, label in zip(others, labels(asked.scheduled_all), strict=True)]
    return replace(found, slowdowns=(never, *named))


def _slowdowns(asked: Declared, watch: Watch) -> tuple[Figure, Account]:
    comparison = _comparison(asked)
    return slowdowns(comparison, asked.title), provenance(comparison)


def _portrait(asked: Declared, watch: Watch) -> tuple[Figure, Account]:
    comparison = _comparison(asked)
    x, y, frontier, danger = (asked.asked(key) for key in ("x", "y", "frontier", "danger"))
    return portrait(comparison, x, y, frontier, danger, asked.title), provenance(comparison)


def _latest(asked: Declared, watch: Watch) -> tuple[Figure, Account]:
    [schedules], [(name, values)] = asked.scheduled_all, asked.values()
    found = latest_pauses(asked.case, schedules, asked.over, asked.asked("subject_to"), name, values, watch)
    runs = [dict(point.answer.run.provenance) for point in found.points if point.answer]
    return latest(found, asked.title), {"runs": runs}


def _scenarios(asked: Declared, watch: Watch) -> tuple[Figure, Account]:
    found = compare_scenarios(asked.case, asked.asked("maximise"), watch=watch)
    return scenarios(found, asked.title), found.provenance


def _worth(asked: Declared, watch: Watch) -> tuple[Figure, Account]:
    [schedules] = asked.scheduled_all
    best = best_pause(asked.case, schedules, asked.asked("maximise"), asked.over)
    return worth(worth_of(best, watch=watch), asked.title), {"run": dict(best.best.run.provenance)}


def _along(asked: Declared, watch: Watch) -> tuple[Figure, Account]:
    [(name, values)] = asked.values()
    schedules = [one for each in asked.scheduled_all for one in each.items()]
    found = best_along(asked.case, schedules, asked.over, asked.asked("maximise"), name, values, watch)
    return along(found, asked.title), found.provenance


def _map(asked: Declared, watch: Watch) -> tuple[Figure, Account]:
    [schedule] = [one for each in asked.scheduled_all for one in each.items()]
    x, y = asked.values()
    found = best_over_plane(asked.case, schedule, asked.over, asked.asked("maximise"), x, y, watch)
    return plane(found, asked.title), found.provenance


def _limits(asked: Declared, watch: Watch) -> tuple[Figure, Account]:
    runs = [asked.case.with_schedules(one).run() for one in asked.scheduled_all]
    named = [label or NEVER for label in labels(asked.scheduled_all)]
    found = [limits_of(run, asked.asked("of"), asked.asked("limits")) for run in watch(runs)]
    account = {label: dict(run.provenance) for label, run in zip(named, runs, strict=True)}
    return limits(found, named, asked.title), {"runs": account}


MAKERS: Mapping[str, Maker] = {
    "trajectories": _trajectories,
    "slowdowns": _slowdowns,
    "latest": _latest,
    "scenarios": _scenarios,
    "worth": _worth,
    "along": _along,
    "map": _map,
    "portrait": _portrait,
    "limits": _limits,
}
"""Kind of figure -> what draws it."""
