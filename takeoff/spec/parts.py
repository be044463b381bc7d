"""The parts that a model file may hold: frozen, strict, with an error for every unknown key."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

EVERY = ""
"""Key of an equation that serves every member of its dimension."""

LARGEST = 1e300
"""Larger numbers are refused; they overflow in the first product."""

MOST_MEMBERS = 200
"""Most members of a dimension."""

Number = int | float


def _number(value: Any) -> Number:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("a number is needed")
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError("the number is too large")
    return value


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError("an equation is text in quotes, or a number")
    return value if isinstance(value, str) else repr(_number(value))


def _by_member(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        return {EVERY: value}
    if EVERY in value:
        raise ValueError("a member needs a name")
    return value


def _equations(value: Any) -> dict[str, str]:
    return {member: _text(equation) for member, equation in _by_member(value).items()}


def _value(value: Any) -> str | Number:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError("a value is a number, a number with a unit in quotes, an equation of numbers, or 'never'")
    return value if isinstance(value, str) else _number(value)


def _schedule(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError("a schedule is text in quotes, such as 'abrupt(start=3 year)', or a number")
    return value if isinstance(value, str) else repr(_number(value))


def _values(value: Any) -> dict[str, str | Number]:
    return {member: _value(one) for member, one in _by_member(value).items()}


def _dimensions(value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("'over' names a dimension, or a list of them")
    if len(set(names)) < len(names):
        raise ValueError("'over' names each dimension once")
    return tuple(names)


def _counted(value: Any) -> Any:
    """Members of dimensions that are given as a count: task = 3 means task_1, task_2, task_3."""
    if not isinstance(value, dict):
        return value
    counts = {name: n for name, n in value.items() if type(n) is int and 1 <= n <= MOST_MEMBERS}
    return {**value, **{name: counted_members(name, n) for name, n in counts.items()}}


def counted_members(dimension: str, count: int) -> list[str]:
    """Names of the members of a dimension that is given as a count."""
    return [f"{dimension.rstrip('_')}_{position}" for position in range(1, count + 1)]


def _members(value: Any) -> Any:
    if isinstance(value, (int, float)):
        raise ValueError(
            f"a dimension has a list of members, or how many there are: a whole number up to {MOST_MEMBERS}"
        )
    return value


def _schema(value: Any) -> int:
    if isinstance(value, bool) or value != 1:
        raise ValueError("must be 1, the only version of the file format")
    return 1


def _range(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("a range is two numbers: [lowest, highest]")
    low, high = (float(_number(end)) for end in value)
    if not low <= high:
        raise ValueError("a range is two numbers, the lower one first")
    return low, high


Equation = Annotated[str, BeforeValidator(_text)]
Equations = Annotated[dict[str, str], BeforeValidator(_equations)]
Value = Annotated[str | float, BeforeValidator(_value)]
ScheduleText = Annotated[str, BeforeValidator(_schedule)]
Values = Annotated[dict[str, str | float], BeforeValidator(_values)]
Schema = Annotated[Literal[1], BeforeValidator(_schema)]
Range = Annotated[tuple[float, float], BeforeValidator(_range)]
Over = Annotated[tuple[str, ...], BeforeValidator(_dimensions)]
Members = Annotated[list[str], BeforeValidator(_members)]
Dimensions = Annotated[dict[str, Members], BeforeValidator(_counted)]


class Part(BaseModel):
    """What all parts share: they never change, know no other keys, and may say what they mean."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    meaning: str = ""


class Time(Part):
    """The calendar of a model: unit, first date, last date (calendar years)."""

    unit: Literal["year"] = "year"
    start: float = 2026.0
    stop: float = 2045.0


class Header(Part):
    """Name, title and calendar of a model."""

    name: str
    title: str
    time: Time = Time()


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


class Improvement(Part):
    """A change for the better, whose worth can be asked for; the yardstick is what the worth of others is told in."""

    add: dict[str, Value] = {}
    multiply: dict[str, Value] = {}
    yardstick: bool = False
    label: str = ""


class Panel(Part):
    """One panel of a model's figure: which quantities it shows, in order."""

    title: str
    show: list[str]
    scale: Literal["linear", "log"] = "linear"


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
    improvements: dict[str, Improvement] = {}
    panels: dict[str, Panel] = {}
