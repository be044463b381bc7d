"""Derivatives equation by equation: what is kept of a chain, and its numbers against central differences."""

import math
from pathlib import Path

import numpy as np
import pytest
import sympy

from takeoff.algebra.derivatives import Partial, chain, time_derivatives
from takeoff.algebra.symbols import TIME, marked
from takeoff.equations.order import Circle
from takeoff.solve.program import Program
from tests.algebra.conftest import RACE, closed, fixed_of, meaning_of

ARGUMENTS = {"middle": 2.0, "width": 0.7, "depth": 0.8}
T, VARIABLES = 1.3, [math.log(2.2), math.log(1.1), 0.9]
X, Y, A, B, C, D = sympy.symbols("x y a b c d", real=True)
LINES = {A: X**2, B: A * Y, C: sympy.Integer(3), D: C * sympy.exp(B) - A}


def test_each_equation_is_differentiated_once_by_what_it_reads() -> None:
    found = chain(LINES, [D, X + C], (X, Y))
    assert (found.count, found.places) == (4, (2, 3))
    assert found.partials == (
        Partial(0, 0, True, 2 * X),
        Partial(1, 0, False, Y),
        Partial(1, 1, True, A),
        Partial(2, 0, False, sympy.Integer(-1)),
        Partial(2, 1, False, C * sympy.exp(B)),
        Partial(3, 0, True, sympy.Integer(1)),
    )


def test_only_what_moves_has_rows() -> None:
    found = chain(LINES, [D, C], (Y,))
    assert [(one.row, one.source, one.is_input) for one in found.partials] == [(0, 0, True), (1, 0, False)]
    assert found.count == 3
    assert found.reads(Y)
    assert not chain({**LINES, B: A}, [D], (Y,)).reads(Y)


def test_a_switch_read_at_a_point_does_not_move() -> None:
    switch = sympy.Piecewise((1, sympy.Ge(X, 0, evaluate=False)), (0, True), evaluate=False)
    assert chain({A: switch}, [A * Y], (X,)).partials == ()


@pytest.fixture(scope="module")
def race(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder: Path = tmp_path_factory.mktemp("race")
    return Program(closed(meaning_of(RACE, folder)))


def test_rates_by_everything_against_central_differences(race: Program) -> None:
    """Two rates of rates stand in the equations: their derivatives are second and third ones."""
    targets = [*(state.rate for state in race.system.states), race.symbol(("climb", ())), race.symbol(("bend", ()))]
    symbols = (TIME, *race.variables, *race.fixed)
    fixed, _ = fixed_of(race, ARGUMENTS)
    signs = race.signs.bind(fixed)(T, VARIABLES)
    modes = [float(root >= 0) for root in signs]
    values, moved = race.tangent_inside(targets, symbols).bind(fixed)(np.eye(len(symbols)), T, VARIABLES, modes)
    plain = race.inside({}, targets)
    point = np.array([T, *VARIABLES, *fixed])
    assert values == pytest.approx(plain.bind(fixed)(T, VARIABLES, modes), rel=1e-14)
    for place, row in enumerate(moved):
        step = 1e-5 * max(1.0, abs(point[place])) * (np.arange(len(point)) == place)
        above, below = (
            np.array(plain.bind(one[4:].tolist())(one[0], one[1:4].tolist(), modes))
            for one in (point + step, point - step)
        )
        assert row == pytest.approx((above - below) / (2 * step[place]), rel=1e-6, abs=1e-8), symbols[place]


def test_the_jacobian_is_that_of_the_variables(race: Program) -> None:
    fixed, _ = fixed_of(race, ARGUMENTS)
    modes = [float(root >= 0) for root in race.signs.bind(fixed)(T, VARIABLES)]
    found = race.slopes.bind(fixed)(np.eye(3), T, VARIABLES, modes)[1]
    symbols = (TIME, *race.variables)
    rates = [state.rate for state in race.system.states]
    wider = race.tangent_inside(rates, symbols).bind(fixed)(np.eye(4), T, VARIABLES, modes)[1]
    assert found == pytest.approx(wider[1:], rel=1e-14)


def test_rates_of_rates() -> None:
    wanted = [B, marked(B, "rate")]
    found = time_derivatives({A: TIME**2, B: A * X}, {X: sympy.Integer(2)}, wanted)
    rate = found[marked(B, "rate")]
    assert rate.xreplace({marked(A, "rate"): 2 * TIME, A: TIME**2}) == 2 * TIME * X + 2 * TIME**2


def test_rates_that_need_each_other_are_refused() -> None:
    lines = {A: TIME * marked(B, "rate"), B: TIME * marked(A, "rate")}
    with pytest.raises(Circle):
        time_derivatives(lines, {}, [A, B])
