"""Figures that a model file may ask for: what each kind takes, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from takeoff.spec.part import Part
from takeoff.spec.readers import (
    Listed,
    OneParameter,
    OneRange,
    Points,
    Ranges,
    Schedules,
    ScheduleText,
    TwoParameters,
    TwoPoints,
)


class Asked(Part):
    """What figures of all kinds may say: a title instead of their finding, and the scenario that they are drawn in."""

    title: str = ""
    scenario: str = ""


class Slowed(Asked):
    """What figures of schedules of one control may say besides: which control, the model's first unless given."""

    control: str = ""


class TrajectoriesFigure(Asked):
    """One run over time, its phases shaded."""

    kind: Literal["trajectories"]
    schedules: dict[str, ScheduleText] = {}


class SlowdownsFigure(Slowed):
    """Slowdowns side by side, at an equal outcome if one is named; arguments left open are chosen to be best."""

    kind: Literal["slowdowns"]
    slowdowns: Schedules
    maximise: str
    over: Ranges = {}
    equal: str = ""


class LatestFigure(Slowed):
    """The latest slowdown that meets bounds, along a parameter."""

    kind: Literal["latest"]
    schedule: ScheduleText
    over: OneRange
    subject_to: Listed
    along: OneParameter
    points: Points = 11


class ScenariosFigure(Asked):
    """What slowdowns give in every scenario."""

    kind: Literal["scenarios"]
    maximise: str


class WorthFigure(Slowed):
    """What improvements are worth, each with the slowdown chosen anew."""

    kind: Literal["worth"]
    schedule: ScheduleText
    over: Ranges
    maximise: str


class AlongFigure(Slowed):
    """What more of a parameter is worth, with the slowdown chosen anew at each of its values."""

    kind: Literal["along"]
    along: OneParameter
    points: Points = 11
    schedules: Schedules
    over: Ranges
    maximise: str


class MapFigure(Slowed):
    """What the best slowdown adds, over two parameters."""

    kind: Literal["map"]
    along: TwoParameters
    points: TwoPoints = [11, 11]
    schedule: ScheduleText
    over: Ranges
    maximise: str


class PortraitFigure(Slowed):
    """Paths of slowdowns through the plane of two quantities, with what is safe and what is dangerous."""

    kind: Literal["portrait"]
    x: str
    y: str
    frontier: str = ""
    danger: str = ""
    slowdowns: Schedules
    over: Ranges = {}
    maximise: str


class LimitsFigure(Slowed):
    """Which of several limits binds when, under each schedule."""

    kind: Literal["limits"]
    of: str
    limits: Listed
    schedules: Schedules


FigurePart = Annotated[
    TrajectoriesFigure
    | SlowdownsFigure
    | LatestFigure
    | ScenariosFigure
    | WorthFigure
    | AlongFigure
    | MapFigure
    | PortraitFigure
    | LimitsFigure,
    Field(discriminator="kind"),
]
