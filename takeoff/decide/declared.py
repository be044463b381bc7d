"""Figures that a model file asks for: what is drawn, of which case, with which schedules and values."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from takeoff.decide.latest import evenly
from takeoff.decide.space import Range
from takeoff.errors import InputError, brief, near
from takeoff.schedules.control import first_control
from takeoff.schedules.scenarios import shipped_schedule
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case, Given
from takeoff.spec.figure_parts import Asked, LimitsFigure


@dataclass(frozen=True)
class Declared:
    """A figure that a model asks for.

    Arguments:
        name: in [figures].
        part: what is asked.
        case: what is asked of, in the figure's scenario.
    """

    name: str
    part: Asked
    case: Case

    def asked(self, key: str, default: Any = "") -> Any:
        """What the file says under a key; the default where figures of this kind have no such key."""
        return getattr(self.part, key, default)

    @property
    def title(self) -> str | None:
        """The title given; None where the figure is to state its finding."""
        return self.part.title or None

    @property
    def control(self) -> str:
        """What is scheduled: the model's first control unless the figure names one that it has.

        Raises:
            InputError: the model has no control.
        """
        named: str = self.asked("control")
        return named if named in self.case.meaning.defaults else first_control(self.case.meaning)

    @property
    def over(self) -> Mapping[str, Range]:
        """Arguments that are searched, each with its range, None for all that is legal."""
        over: Mapping[str, Range] = self.asked("over", {})
        return over

    def scheduled(self, text: str, control: str = "") -> dict[str, Schedule]:
        """A schedule and its control, the figure's own unless one is given; in figures of limits, none for "".

        Raises:
            InputError: the text is no schedule.
        """
        if text == "" and isinstance(self.part, LimitsFigure):
            return {}
        return {control or self.control: shipped_schedule(text)}

    @functools.cached_property
    def scheduled_all(self) -> list[dict[str, Schedule]]:
        """Every schedule of the figure's control, in order."""
        texts = self.asked("schedules", None) or self.asked("slowdowns", None) or [self.asked("schedule")]
        return [self.scheduled(text) for text in texts]

    def values(self) -> list[tuple[str, list[Given]]]:
        """Parameters that the figure follows, each with its values at even distances.

        Raises:
            InputError: no such parameter, or an illegal value.
        """
        points = self.asked("points", [])
        counts = points if isinstance(points, list) else [points]
        return [
            (name, evenly(self.case, name, low, high, count))
            for (name, (low, high)), count in zip(self.asked("along", {}).items(), counts, strict=True)
        ]


def declared(case: Case, name: str) -> Declared:
    """A figure that a model asks for, by name.

    Arguments:
        case: the model.
        name: of one of its figures.

    Raises:
        InputError: it has no such figure.
    """
    known = case.meaning.spec.parts.figures
    if name not in known:
        raise InputError(f"the model has no figure '{brief(name)}'", near(name, known))
    part = known[name]
    return Declared(name, part, case.scenario(part.scenario) if part.scenario else case)
