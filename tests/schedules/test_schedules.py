"""Schedules: as text, as kinds with arguments, as files."""

import math

import pytest

from takeoff.equations.meaning import Meaning
from takeoff.equations.understand import understand
from takeoff.errors import InputError
from takeoff.schedules import schedule as s
from takeoff.schedules.bound import bind
from takeoff.schedules.find import find_kind, kind_names
from takeoff.schedules.text import read_schedule_text
from takeoff.spec.find import find_model
from takeoff.spec.read import read_model


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return understand(read_model(find_model("lead-and-pause")))


def values(given: s.Schedule, meaning: Meaning, **searched: float) -> dict[str, float]:
    return bind(given, meaning).values(given, searched)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abrupt", s.abrupt()),
        ("abrupt()", s.abrupt()),
        (" ramp ( start = 3 year , length=2 year,depth=0.5 ) ", s.ramp("3 year", "2 year", "0.5")),
        ("logistic(middle=2030.5)", s.logistic("2030.5")),
        ("exponential(start=1, time=log(3))", s.exponential("1", "log(3)")),
        ("0.5", s.constant("0.5")),
        (" 1 ", s.constant("1")),
        ("my-kind(a=1)", s.schedule("my-kind", a="1")),
        ("../My Files/own.toml (a = 1)", s.schedule("../My Files/own.toml", a="1")),
        ("own.toml", s.schedule("own.toml")),
        ("hold(watch=x[a, b], limit=y)", s.hold("x[a, b]", "y")),
        ("ramp(start=max(1, 2), length=1)", s.ramp("max(1, 2)", "1")),
        ("piecewise(time_1=1, level_1=0, time_2=2, level_2=1)", s.piecewise([("1", "0"), ("2", "1")])),
    ],
)
def test_text(text: str, expected: s.Schedule) -> None:
    assert read_schedule_text(text) == expected


@pytest.mark.parametrize("expected", [s.abrupt("3 year", 0.5), s.constant(1), s.ramp(1, "6 month")])
def test_text_round_trip(expected: s.Schedule) -> None:
    read = read_schedule_text(str(expected))
    assert (read.kind, dict(read.arguments)) == (expected.kind, {n: str(v) for n, v in expected.arguments.items()})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'' is not a schedule"),
        ("abrupt(", "'abrupt(' is not a schedule"),
        ("Abrupt", "'Abrupt' is not a schedule"),
        ("abrupt(3)", "'3' is not an argument of a schedule"),
        ("abrupt(start=)", "'start=' is not an argument of a schedule"),
        ("Own.json(start=1)", "'Own.json(start=1)' is not a schedule"),
        ("abrupt(start=1,)", "'' is not an argument of a schedule"),
        ("abrupt(start=1, start=2)", "argument 'start' is given twice"),
        ("abrupt(" + "a" * 20_000 + ")", "a schedule has at most 20,000 characters"),
        ("\x1b[2J", "'?[2J' is not a schedule"),
    ],
)
def test_text_that_is_no_schedule(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_schedule_text(text)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("name", kind_names())
def test_a_kind_is_sound(name: str) -> None:
    kind = find_kind(name)
    assert kind.name == name and kind.meaning
    assert kind.signature().startswith(f"{name}(")
    assert callable(getattr(s, name))


def test_values_and_defaults(meaning: Meaning) -> None:
    assert values(s.abrupt(start=2030.5, depth="50 percent"), meaning) == {"start": 4.5, "depth": 0.5, "stop": math.inf}
    assert values(s.ramp("6 month"), meaning, length=2.0) == {"start": 0.5, "length": 2.0, "depth": 1.0}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (s.schedule("abrupt", start=1, speed=2), "schedule 'abrupt' has no argument 'speed'"),
        (s.abrupt(), "schedule 'abrupt' needs 'start' (year)"),
        (s.abrupt(-1), "schedule 'abrupt', argument 'start': -1 is before the start of the model, 2026"),
        (s.abrupt(2020), "schedule 'abrupt', argument 'start': 2020 is before the start of the model, 2026"),
        (s.abrupt(1, "3 token"), "schedule 'abrupt', argument 'depth': 3 token is in token, but the unit is 1"),
        (s.abrupt(1, "never"), "schedule 'abrupt', argument 'depth': 'never' is for dates only"),
        (s.constant("x"), "schedule 'constant', argument 'level': 'x': only numbers"),
    ],
)
def test_arguments_that_do_not_fit(given: s.Schedule, said: str, meaning: Meaning) -> None:
    with pytest.raises(InputError) as caught:
        values(given, meaning)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("name", "hint"), [("rampe", "did you mean 'ramp'?"), ("", "known are: "), ("../x", "known are: ")]
)
def test_an_unknown_kind(name: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        find_kind(name)
    assert hint in str(caught.value)


def test_a_schedule_is_a_value() -> None:
    first = s.ramp(1, 2)
    changed = first.with_arguments(depth=0.5)
    assert (dict(first.arguments), changed.arguments["depth"]) == ({"start": 1, "length": 2}, 0.5)
    with pytest.raises(TypeError):
        first.arguments["start"] = 3  # type: ignore[index]
