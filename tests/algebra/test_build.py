"""Systems of small models: order, starts, sums over members, rates and Jacobian against central differences."""

import math
from pathlib import Path

import pytest
import sympy

from takeoff.algebra.build import build
from takeoff.algebra.symbols import marked, spoken, symbol_of
from takeoff.errors import ModelError
from takeoff.solve.program import Program
from tests.algebra.conftest import RACE, closed, fixed_of, meaning_of

ARGUMENTS = {"middle": 2.0, "width": 0.7, "depth": 0.8}
POINT = (1.3, [math.log(2.2), math.log(1.1), 0.9])
SIZE = 1e-5


def rates(program: Program, t: float, variables: list[float]) -> list[float]:
    fixed, _ = fixed_of(program, ARGUMENTS)
    answer: list[float] = program.rates.bind(fixed)(t, variables, modes(program, t, variables))
    return answer


def modes(program: Program, t: float, variables: list[float]) -> list[float]:
    fixed, _ = fixed_of(program, ARGUMENTS)
    return [float(root >= 0) for root in program.signs.bind(fixed)(t, variables)]


def quantity(program: Program, name: str, t: float, variables: list[float]) -> float:
    fixed, _ = fixed_of(program, ARGUMENTS)
    symbol = program.symbol((name, ()))
    answer: list[float] = program.quantity(symbol).bind(fixed)(t, variables, modes(program, t, variables))
    return answer[0]


def test_states_are_in_file_order_and_on_their_scale(race: Program) -> None:
    states = race.system.states
    assert [state.key for state in states] == [("skill", ("leader",)), ("skill", ("follower",)), ("work", ())]
    assert [state.log for state in states] == [True, True, False]


def test_starts(race: Program) -> None:
    _, variables = fixed_of(race, ARGUMENTS)
    assert variables == pytest.approx([math.log(2), math.log(2) - 0.15, 0.5], rel=1e-14)


def test_rates_by_hand(race: Program) -> None:
    t, variables = POINT
    leader, follower, work = math.exp(variables[0]), math.exp(variables[1]), variables[2]
    caution = 0.8 / (1 + math.exp(-(t - 2) / 0.7))
    total = leader + follower
    pace = 0.3 / (1 + math.exp(-work / 0.5))
    learning = [
        pace * skill**0.5 * (1 - position * skill / total * caution) for position, skill in ((1, leader), (2, follower))
    ]
    human = 1 + t / 0.5
    assert leader < 0.5 * (leader + human)
    working = (leader + human) * (1 + total**-3.0) ** (-1 / 3)
    leaking = 0.3 * (leader - follower) / 2
    expected = [learning[0] / leader, (learning[1] + leaking) / follower, working]
    assert rates(race, t, variables) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("name", "of"), [("climb", ("total", "gap")), ("bend", ("climb",))])
def test_rate_of_against_central_differences(race: Program, name: str, of: tuple[str, ...]) -> None:
    t, variables = POINT
    slopes = rates(race, t, variables)
    above, below = (
        sum(
            quantity(race, one, t + step, [v + step * slope for v, slope in zip(variables, slopes, strict=True)])
            for one in of
        )
        for step in (SIZE, -SIZE)
    )
    assert quantity(race, name, t, variables) == pytest.approx((above - below) / (2 * SIZE), rel=1e-6)


def test_closing_adds_the_arguments_after_the_parameters(race: Program) -> None:
    names = [key[0] for key in race.system.parameters]
    assert names == ["growth", "lead", "horizon", "caution.middle", "caution.width", "caution.depth"]
    assert not race.system.controls


def test_a_quantity_called_time_is_not_the_time(tmp_path: Path) -> None:
    text = """
[stocks.size]
unit = "1"
start = "0"
[flows.f]
into = "size"
rate = "1 / time * t / time"
[parameters.time]
value = 2
unit = "year"
"""
    program = Program(closed(meaning_of(text, tmp_path)))
    fixed, _ = fixed_of(program, {})
    assert program.rates.bind(fixed)(3.0, [0.0], []) == pytest.approx([3 / 4])


MUTUAL = """
[auxiliaries]
a = { unit = "1", equation = "initial(b)" }
b = { unit = "1", equation = "initial(a)" }
"""

CIRCLES = {
    "starts": '[stocks]\na = { unit = "1", start = "b" }\nb = { unit = "1", start = "a" }\n',
    "initial": MUTUAL,
    "own rate": '[auxiliaries]\na = { unit = "1/year", equation = "(1 + t * b) / h" }\n'
    'b = { unit = "1/year", equation = "rate_of(a) * h" }\n[parameters.h]\nvalue = 1\nunit = "year"\n',
    "rates of each other": '[stocks.s]\nunit = "1"\nstart = "0"\n[flows.f]\ninto = "s"\nrate = "rate_of(a)"\n'
    '[auxiliaries.a]\nunit = "1"\nequation = "2 * s"\n',
}


@pytest.mark.parametrize("name", CIRCLES)
def test_quantities_that_need_each_other_through_time_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="need each other"):
        build(meaning_of(CIRCLES[name], tmp_path))


def test_equations_without_a_value_are_refused_together(tmp_path: Path) -> None:
    text = '[auxiliaries]\na = { unit = "1", equation = "log(t - t)" }\nb = { unit = "1", equation = "sqrt(-1)" }\n'
    with pytest.raises(ModelError) as caught:
        build(
            meaning_of(
                text.replace("log(t - t)", "1 / (a0 - a0)") + '[parameters.a0]\nvalue = 1\nunit = "1"\n', tmp_path
            )
        )
    assert [problem.message for problem in caught.value.problems] == [
        "auxiliaries.a.equation: has no finite value",
        "auxiliaries.b.equation: gives no real number",
    ]


def test_conditions(tmp_path: Path) -> None:
    text = """
[auxiliaries.x]
unit = "1"
equation = "where(1 < t / h and not (t / h >= 3 or t / h <= 2), 1, where(0 < t / h <= 1, 2, 3)) + step(t / h - 4)"
[parameters.h]
value = 1
unit = "year"
"""
    program = Program(closed(meaning_of(text, tmp_path)))
    fixed, _ = fixed_of(program, {})
    point = program._outside([program.symbol(("x", ()))]).bind(fixed)
    assert [point(t, [])[0] for t in (0.0, 0.5, 1.0, 1.5, 2.5, 3.0, 4.0)] == [3, 2, 2, 3, 1, 3, 4]


def test_symbols_are_told_as_equations_write_them() -> None:
    leader = symbol_of(("skill", ("leader",)))
    assert spoken(leader) == "skill[leader]"
    assert spoken(marked(marked(symbol_of(("x", ())), "rate"), "start")) == "start of rate of x"


def test_the_model_text_is_closed_by_every_kind(tmp_path: Path) -> None:
    meaning = meaning_of(RACE, tmp_path)
    for kind in ("constant", "abrupt", "ramp", "logistic", "exponential"):
        symbols = closed(meaning, kind).all_assignments()
        assert symbol_of(("caution", ())) in symbols
        assert all(isinstance(symbol, sympy.Symbol) for symbol in symbols)
