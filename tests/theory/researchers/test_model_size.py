"""The best model against the conditions that it meets, and against the model file."""

import pytest
import sympy

from takeoff.solve.run import Run
from takeoff.theory.derivation import side
from takeoff.theory.researchers.model_size import RESULT
from takeoff.theory.researchers.setting import COMPUTE, DATA, SIZE
from takeoff.theory.topics import derive
from tests.theory.researchers.values import at_defaults

GIVEN = RESULT.assumptions


def test_it_costs_what_there_is_with_balanced_data() -> None:
    size = derive("model-size").result.rhs
    cost = side(GIVEN, "cost").subs(DATA, side(GIVEN, "balance")).subs(SIZE, size)
    assert sympy.simplify(cost - side(GIVEN, "budget")) == 0


def test_the_data_is_in_proportion_to_the_size() -> None:
    size, data = (derive("model-size").step(name).equation.rhs for name in ("size", "data"))
    assert sympy.simplify(data / size - side(GIVEN, "balance").subs(SIZE, 1)) == 0


def test_it_is_that_of_the_model_file(supply: Run) -> None:
    derivation = derive("model-size")
    compute = at_defaults(derivation.step("training compute").equation)
    assert compute == pytest.approx(supply.outcome("training_compute"), rel=1e-12)
    assert compute == pytest.approx(1.577e28, rel=5e-4)
    assert at_defaults(derivation.result) == pytest.approx(supply.outcome("parameters"), rel=1e-12)
    assert at_defaults(derivation.step("size").equation, C=120.0) == pytest.approx(1.0, rel=1e-15)


def test_four_times_the_compute_is_twice_the_size() -> None:
    size = derive("model-size").step("size").equation.rhs
    assert sympy.simplify(size.subs(COMPUTE, 4 * COMPUTE) / size) == 2
