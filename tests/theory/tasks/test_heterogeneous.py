"""Tasks of different weight: a direct search, equal weights, and tasks that only differ in how many there are."""

import numpy
import pytest
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, minimize

from takeoff.theory.topics import derive

WEIGHTS = numpy.array([3.0, 0.5, 1.0, 2.0, 0.2, 1.5])


def derived(weights: NDArray[numpy.float64], count: int, ai: float, human: float, power: float) -> float:
    """The formula's output when the first `count` tasks are automated."""
    pull = weights ** (1 / (1 - power))
    return derive("task-weights").evaluate(
        W=float(pull.sum()), f=float(pull[:count].sum() / pull.sum()), m=ai, h=human, rho=power
    )


def searched(count: int, ai: float, human: float, power: float) -> float:
    """Output of the best placement that SLSQP finds."""
    tasks = len(WEIGHTS)

    def loss(placed: NDArray[numpy.float64]) -> float:
        labour = placed[count:] + numpy.append(placed[:count], numpy.zeros(tasks - count))
        return -float(numpy.sum(WEIGHTS * labour**power) ** (1 / power))

    row = numpy.append(numpy.ones(count), numpy.zeros(tasks))
    start: NDArray[numpy.float64] = numpy.append(numpy.full(count, ai / count), numpy.full(tasks, human / tasks))
    found = minimize(
        loss,
        start,
        method="SLSQP",
        bounds=Bounds(numpy.where(numpy.arange(start.size) < 2 * count, 0.0, 1e-6)),
        constraints=[LinearConstraint(numpy.array([row, 1 - row]), [ai, human], [ai, human])],
        options={"maxiter": 1000, "ftol": 1e-14},
    )
    return -float(found.fun)


@pytest.mark.parametrize("power", [-2.0, 0.5])
@pytest.mark.parametrize(
    ("count", "ai"), [pytest.param(3, 1.0, id="AI scarce"), pytest.param(3, 40.0, id="AI abundant")]
)
def test_no_placement_of_labour_does_better(count: int, ai: float, power: float) -> None:
    found = searched(count, ai, 6.0, power)
    assert found == pytest.approx(derived(WEIGHTS, count, ai, 6.0, power), rel=1e-6)


@pytest.mark.parametrize("power", [-2.0, 0.5])
@pytest.mark.parametrize("ai", [0.5, 50.0])
def test_equal_weights_give_the_law_of_equal_tasks(ai: float, power: float) -> None:
    """N tasks of weight 1/N: the same labour in all is 1/N of what the mean over an interval gives."""
    weights = numpy.full(10, 0.1)
    law = derive("task-output").evaluate(f=0.4, m=ai, h=3.0, rho=power)
    assert 10 * derived(weights, 4, ai, 3.0, power) == pytest.approx(law, rel=1e-12)


def test_a_task_split_in_two_of_half_its_pull_changes_nothing() -> None:
    pull = WEIGHTS ** (1 / 3)
    split = numpy.append([pull[0] / 2, pull[0] / 2], pull[1:]) ** 3
    assert derived(split, 4, 9.0, 6.0, -2.0) == pytest.approx(derived(WEIGHTS, 3, 9.0, 6.0, -2.0), rel=1e-12)
