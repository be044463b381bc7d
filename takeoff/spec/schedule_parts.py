"""The parts that a schedule file may hold: those of a model where they are alike, and what only schedules have."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from takeoff.spec.part import Part
from takeoff.spec.parts import Auxiliary, Event, Flow, Parameter, Stock
from takeoff.spec.readers import MOST_MEMBERS, Equation, Schema, Values


class ScheduleHeader(Part):
    """Name and equation of a schedule."""

    name: str
    equation: Equation


class Repeated(Part):
    """A dimension with as many members as a user gives arguments for."""

    fewest: int = Field(1, ge=1, le=MOST_MEMBERS)
    most: int = Field(MOST_MEMBERS, ge=1, le=MOST_MEMBERS)


class Watched(Part):
    """A quantity of the model that is named when the schedule is used; in any unit, unless one is declared."""

    unit: str = ""
    unit_of: str = ""
    default: str = ""


class ScheduleParameter(Parameter):
    """A schedule's argument; without a value it must be given, or searched."""

    value: Values = {}
    unit: str = ""
    unit_of: str = ""


class Rows(Part):
    """A table whose rows are arguments: `y` at rising `x`."""

    x: str
    y: str
    between: Literal["linear", "steps"] = "linear"


class Solved(Part):
    """The caution, between 0 and 1, at which an equation is 0."""

    zero: Equation


class ScheduleParts(BaseModel):
    """A schedule file: an equation for a control with parameters of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    schema_: Schema = Field(alias="schema")
    schedule: ScheduleHeader
    dimensions: dict[str, Repeated] = {}
    quantities: dict[str, Watched] = {}
    parameters: dict[str, ScheduleParameter] = {}
    tables: dict[str, Rows] = {}
    stocks: dict[str, Stock] = {}
    flows: dict[str, Flow] = {}
    auxiliaries: dict[str, Auxiliary] = {}
    solved: dict[str, Solved] = {}
    events: dict[str, Event] = {}
    promises: dict[str, Equation] = {}
