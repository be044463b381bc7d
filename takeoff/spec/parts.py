"""The parts that a model file may hold: frozen, strict, with an error for every unknown key."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from takeoff.spec.concept_parts import Concepts
from takeoff.spec.figure_parts import FigurePart
from takeoff.spec.part import Part
from takeoff.spec.readers import Dimensions, Equation, Equations, Over, Range, ScheduleText, Schema, Value, Values


class Time(Part):
    """The calendar of a model: unit, first date, last date (calendar years)."""

    unit: Literal["year"] = "year"
    start: float = 2026.0
    stop: float = 2045.0


class Header(Part):
    """Name, title and calendar of a model."""

    name: str
    title: str
    question: str = ""
    time: Time = Time()
    leaves_out: str = ""
    maps_to: str = ""


class Sector(Part):
    """Title of one file of a folder model."""

    title: str = ""


class Shown(Part):
    """A part that figures and tables show: with a label, a symbol in LaTeX, and a source."""

    label: str = ""
    symbol: str = ""
    source: str = ""


class Stock(Shown):
    """A stock: filled and drained by flows; on a log scale it is positive and integrated as its logarithm."""

    over: Over = ()
    unit: str
    start: Equations
    scale: Literal["linear", "log"] = "linear"


class Flow(Part):
    """A flow into a stock, out of a stock, or from one to another."""

    over: Over = ()
    into: str = ""
    out_of: str = ""
    rate: Equations


class Auxiliary(Shown):
    """A quantity computed from others at every moment."""

    over: Over = ()
    unit: str
    equation: Equations


class Parameter(Shown):
    """A number that a user may change."""

    over: Over = ()
    value: Values
    unit: str
    between: Range | None = None
    prior: str = ""
    headline: bool = False
    date: bool = False


class Control(Shown):
    """An input that a decision-maker moves."""

    unit: str
    between: Range = (0.0, 1.0)
    default: Value = 0.0


class Milestone(Part):
    """A condition whose first time matters; it may stop the run."""

    when: Equation
    stop: bool = False
    label: str = ""


class Event(Part):
    """A date or a condition at which stocks jump."""

    at: Equation = ""
    when: Equation = ""
    set: dict[str, Equation]


class Outcome(Part):
    """A scalar read off a finished run."""

    unit: str
    equation: Equation
    at: str = ""
    better: Literal["higher", "lower", ""] = ""
    label: str = ""


class Source(Part):
    """Where a number or an equation comes from."""

    title: str
    where: str = ""
    url: str = ""


class Table(Shown):
    """A lookup table: a quantity at rising values of another, read between them by `interpolate`."""

    x: list[float] = Field(strict=False)
    x_unit: str
    y: list[float] = Field(strict=False)
    unit: str
    between: Literal["linear", "geometric"] = "linear"


class Scenario(Part):
    """Changes made together: parameters by name, and schedules of controls."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Value]
    title: str = ""
    schedules: dict[str, ScheduleText] = {}

    @property
    def changes(self) -> dict[str, str | float]:
        """Parameters with their values, as given."""
        return dict(self.__pydantic_extra__)


class Mechanism(Part):
    """A part of the story that can be switched off: values with which it has no effect."""

    label: str = ""
    off: dict[str, Value]


class Improvement(Part):
    """A change for the better, whose worth can be asked for; the yardstick is what the worth of others is told in."""

    add: dict[str, Value] = {}
    multiply: dict[str, Value] = {}
    yardstick: bool = False
    label: str = ""


class Correlation(Part):
    """How two uncertain parameters go together: the correlation of their ranks."""

    of: list[str]
    rank: float = Field(strict=False)


class Panel(Part):
    """One panel of a model's figure: which quantities it shows, in order, or the lead of which race."""

    title: str
    show: list[str] = []
    race: str = ""
    scale: Literal["linear", "log"] = "linear"


class Race(Part):
    """Who is ahead of whom in what: a lead that reports tell in time."""

    leader: str
    follower: str
    label: str = ""


class Parts(BaseModel):
    """Everything a model says, part by part, in the order of its files."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    schema_: Schema = Field(alias="schema")
    model: Header
    dimensions: Dimensions = {}
    stocks: dict[str, Stock] = {}
    flows: dict[str, Flow] = {}
    auxiliaries: dict[str, Auxiliary] = {}
    parameters: dict[str, Parameter] = {}
    tables: dict[str, Table] = {}
    controls: dict[str, Control] = {}
    milestones: dict[str, Milestone] = {}
    events: dict[str, Event] = {}
    outcomes: dict[str, Outcome] = {}
    promises: dict[str, Equation] = {}
    sources: dict[str, Source] = {}
    scenarios: dict[str, Scenario] = {}
    mechanisms: dict[str, Mechanism] = {}
    improvements: dict[str, Improvement] = {}
    correlations: dict[str, Correlation] = {}
    panels: dict[str, Panel] = {}
    races: dict[str, Race] = {}
    concepts: Concepts = Concepts()
    figures: dict[str, FigurePart] = {}
