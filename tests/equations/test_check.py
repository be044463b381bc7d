"""The unit check: what passes, and the sentence that each kind of disagreement gets."""

import pytest

from takeoff.equations import units as u
from takeoff.equations.check import ANY, check_equation
from takeoff.equations.scope import Quantity, Scope
from takeoff.equations.syntax import Equation, parse_equation
from takeoff.errors import Place

UNITS = {
    "share": "1",
    "compute": "FLOP",
    "speed": "FLOP/s",
    "wait": "year",
    "steps": "OOM",
    "part": "percent",
    "skill": "1",
}
QUANTITIES = {
    name: Quantity(
        name, "auxiliaries", u.parse_unit(unit), ("actor",) if name == "skill" else (), Place("m/a.toml", line)
    )
    for line, (name, unit) in enumerate(UNITS.items(), start=1)
} | {"rate": Quantity("rate", "parameters", u.parse_unit("1/year"), (), Place("m/a.toml", 9))}
DIMENSIONS = {"actor": ("leader", "follower"), "site": ("here", "there")}


def problems(text: str, unit: str | None, context: str = "rates", *bound: str) -> list[str]:
    equation = parse_equation(text, Place("here", 1), "x")
    assert isinstance(equation, Equation)
    wanted = None if unit is None else ANY if unit == "any" else u.parse_unit(unit)
    found = check_equation(equation, Scope(QUANTITIES, DIMENSIONS, context, bound, frozenset({"broken"})), wanted)
    return [problem.message.removeprefix("x: ") + (f" | {problem.hint}" if problem.hint else "") for problem in found]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("compute / wait", "FLOP/s"),
        ("speed * wait + 0", "FLOP"),
        ("0", "FLOP"),
        ("0 * wait", "year"),
        ("-(+compute)", "FLOP"),
        ("part + share", "1"),
        ("share**share", "1"),
        ("part**2", "1"),
        ("wait**2 / wait", "year"),
        ("compute**0.5 * sqrt(compute)", "FLOP"),
        ("0**2", "1"),
        ("sqrt(0)", "year"),
        ("oom(share)", "OOM"),
        ("from_oom(steps)", "1"),
        ("where(wait > 0, compute, 0)", "FLOP"),
        ("min(wait, t, 0)", "year"),
        ("clip(wait, 0, t)", "year"),
        ("step(wait)", "1"),
        ("ramp(wait)", "year"),
        ("soft_min(wait, t, 3)", "year"),
        ("ces(share, compute, compute, -1)", "FLOP"),
        ("sum(skill[actor], actor)", "1"),
        ("sum(wait, actor) / count(actor)", "year"),
        ("initial(compute)", "FLOP"),
        ("rate_of(compute)", "FLOP/s"),
        ("skill[leader]", "1"),
        ("broken * compute", "any"),
    ],
)
def test_what_fits(text: str, unit: str) -> None:
    assert problems(text, unit) == []


@pytest.mark.parametrize("text", ["wait > 0", "0 < share <= 1 and not (wait >= t or speed < 0)", "0 < 0"])
def test_conditions_that_fit(text: str) -> None:
    assert problems(text, None) == []


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("compute", "year", "the declared unit is year, but the equation gives FLOP | compute is in FLOP (a.toml:2)"),
        (
            "wait + compute",
            "any",
            "cannot add year and FLOP | wait is in year (a.toml:4), compute is in FLOP (a.toml:2)",
        ),
        ("wait - 1", "any", "cannot subtract year and 1 | wait is in year (a.toml:4)"),
        ("exp(wait)", "any", "what exp takes must be a plain number (unit 1), got year | wait is in year (a.toml:4)"),
        ("share**wait", "any", "an exponent must be a plain number (unit 1), got year | wait is in year (a.toml:4)"),
        (
            "wait**share",
            "any",
            "a power that is not a literal number needs a base without unit, got year | wait is in year (a.toml:4)",
        ),
        ("max(wait, 1)", "any", "cannot take max of year and 1 | wait is in year (a.toml:4)"),
        (
            "soft_min(1, 1, wait)",
            "any",
            "the sharpness must be a plain number (unit 1), got year | wait is in year (a.toml:4)",
        ),
        ("where(1 < 2, wait, 1)", "any", "cannot choose between year and 1 | wait is in year (a.toml:4)"),
        ("from_oom(share)", "any", "what from_oom takes must be in OOM, got 1 | share is in 1 (a.toml:1)"),
        ("oom(wait)", "any", "what oom takes must be a plain number (unit 1), got year | wait is in year (a.toml:4)"),
        (
            "ces(wait, 1, 1, 1)",
            "any",
            "the automated share must be a plain number (unit 1), got year | wait is in year (a.toml:4)",
        ),
        ("step(nothing)", "any", "unknown name 'nothing'"),
        ("leader", "any", "'leader' is an index; it stands in brackets only"),
        ("share[leader]", "any", "'share' has no index | write share"),
        ("skill[here]", "any", "unknown member 'here' of actor | known are: follower, leader"),
        (
            "sum(skill[actor], actors)",
            "any",
            "sum(x, dimension) needs a dimension of the model | did you mean 'actor'?",
        ),
        ("rate_of(rate)", "any", "rate_of takes the name of a stock or an auxiliary"),
        ("initial(2 * wait)", "any", "initial takes the name of a stock or an auxiliary"),
        ("not 1 < 2", "any", "a condition cannot stand where a number is needed | where(condition, a, b) chooses"),
    ],
)
def test_what_does_not_fit(text: str, unit: str, said: str) -> None:
    found = problems(text, unit)
    assert len(found) == 1
    assert found[0] == said or (said.startswith("unknown name") and found[0].startswith(said))


@pytest.mark.parametrize(
    ("text", "context", "said"),
    [
        ("t", "starts", "time does not run yet here; only numbers known at the start may be used"),
        ("initial(wait)", "starts", "initial cannot be used before the start"),
        ("wait", "dates", "'wait' is one of [auxiliaries]; only parameters may be used here"),
        ("since(wait, 1)", "rates", "since may be used in outcomes only"),
        ("since(wait, 1)", "outcomes", "the level must be in year, got 1"),
    ],
)
def test_contexts(text: str, context: str, said: str) -> None:
    assert problems(text, "any", context) == [said]


def test_since_and_bound_dimensions() -> None:
    assert problems("since(wait, 2 * t)", "year", "outcomes") == []
    assert problems("skill[actor]", "1", "rates", "actor") == []
    assert problems("position(actor)", "1", "rates", "actor") == []
    assert problems("position(actor)", "1") != []


def test_long_sums_are_refused() -> None:
    wide = {"d": tuple(f"m{number}" for number in range(60))}
    equation = parse_equation("sum(sum(wait, d), d)", Place("here", 1), "x")
    assert isinstance(equation, Equation)
    (problem,) = check_equation(equation, Scope(QUANTITIES, wide, "rates"), ANY)
    assert "3,600 terms, at most 2,500" in problem.message
