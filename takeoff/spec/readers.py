"""What a model file may write for a key: each way of writing is read into one form, or refused with a reason."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator

from takeoff.spec.ranges import Span, read_span

EVERY = ""
"""Key of an equation that serves every member of its dimension."""

LARGEST = 1e300
"""Larger numbers are refused; they overflow in the first product."""

MOST_MEMBERS = 200
"""Most members of a dimension."""

FEWEST_POINTS, MOST_POINTS = 2, 60
"""Fewest and most values of a parameter that a figure follows."""

MOST_LISTED = 6
"""Most schedules, bounds or limits of a figure: as many as lines can be told apart."""

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


def _span(value: Any) -> Span | None:
    if value == "":
        return None
    return _closed_span(value)


def _closed_span(value: Any) -> Span:
    span = read_span(value) if isinstance(value, str) else None
    if span is None:
        raise ValueError("a range is text such as '0.5..3 year'")
    return span


def _points(value: Any) -> int:
    if type(value) is not int or not FEWEST_POINTS <= value <= MOST_POINTS:
        raise ValueError(f"a whole number from {FEWEST_POINTS} to {MOST_POINTS} is needed")
    return value


def _listed(value: list[str]) -> list[str]:
    if not 1 <= len(value) <= MOST_LISTED:
        raise ValueError(f"a list of 1 to {MOST_LISTED} is needed")
    return value


def _one(value: dict[str, Any]) -> dict[str, Any]:
    if len(value) != 1:
        raise ValueError("one name with its range is needed")
    return value


def _two(value: dict[str, Any] | list[Any]) -> Any:
    if len(value) != 2:
        raise ValueError("two are needed, the first along x")
    return value


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
SearchRange = Annotated[Span | None, BeforeValidator(_span)]
ParameterRange = Annotated[Span, BeforeValidator(_closed_span)]
Ranges = dict[str, SearchRange]
OneRange = Annotated[Ranges, AfterValidator(_one)]
OneParameter = Annotated[dict[str, ParameterRange], AfterValidator(_one)]
TwoParameters = Annotated[dict[str, ParameterRange], AfterValidator(_two)]
Points = Annotated[int, BeforeValidator(_points)]
TwoPoints = Annotated[list[Points], AfterValidator(_two)]
Listed = Annotated[list[str], AfterValidator(_listed)]
Schedules = Annotated[list[ScheduleText], AfterValidator(_listed)]
