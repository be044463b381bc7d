"""What it is worth to know an input, against closed forms; an input that does not matter is worth nothing."""

import math

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import qmc

from takeoff.errors import InputError
from takeoff.uncertainty.decision import Decision
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.information import partial, perfect


def normal(draws: int, inputs: int) -> Floats:
    points = qmc.Sobol(inputs, rng=np.random.default_rng(1)).random(draws)
    return np.asarray(ndtri(np.clip(points, 1e-9, 1 - 1e-9)))


def test_to_do_something_or_nothing() -> None:
    """Y = 0 or a x + z: to know a standard normal x is worth E max(0, a x) = a/sqrt(2 pi)."""
    x, z = normal(2048, 2).T
    outcomes = np.column_stack([np.zeros(2048), 0.7 * x + z])
    found = partial(outcomes, outcomes[:, 0], x[:, None])
    exact = 0.7 / math.sqrt(2 * math.pi)
    assert found.fitted == pytest.approx(exact, rel=0.02)
    assert abs(found.tested - exact) < 3 * found.error
    everything = math.sqrt(0.7**2 + 1) / math.sqrt(2 * math.pi)
    assert perfect(outcomes.max(axis=1), outcomes[:, 0]) == pytest.approx(everything, rel=0.02)


@pytest.fixture(scope="module")
def aims() -> tuple[Floats, Floats]:
    """Y[d] = -(d - x - 0.5 z)^2 for many d, and inputs x, z and one that does not matter."""
    inputs = normal(1024, 3)
    aims = np.linspace(-4, 4, 81)
    return -((aims - inputs[:, :1] - 0.5 * inputs[:, 1:2]) ** 2), inputs


@pytest.mark.parametrize(("places", "exact"), [([0], 1.0), ([1], 0.25), ([0, 1], 1.25), ([0, 1, 2], 1.25)])
def test_to_know_an_aim_is_worth_the_variance_that_it_explains(
    aims: tuple[Floats, Floats], places: list[int], exact: float
) -> None:
    outcomes, inputs = aims
    found = partial(outcomes, outcomes[:, 40], inputs[:, places])
    assert found.fitted == pytest.approx(exact, rel=0.05)
    assert found.tested == pytest.approx(found.fitted, abs=0.05)


def test_what_does_not_matter_is_worth_nothing(aims: tuple[Floats, Floats]) -> None:
    outcomes, inputs = aims
    found = partial(outcomes, outcomes[:, 40], inputs[:, [2]])
    assert (found.fitted, found.tested) == (0.0, 0.0)


def test_ties_and_infinite_values_are_ranked(aims: tuple[Floats, Floats]) -> None:
    outcomes, inputs = aims
    never = np.where(inputs[:, 0] > 0, np.inf, inputs[:, 0])
    found = partial(outcomes, outcomes[:, 40], never[:, None])
    half = 1 / math.sqrt(2 * math.pi)
    exact = 1 - (0.5 - 2 * half**2)
    assert found.fitted == pytest.approx(exact, rel=0.05)


def test_too_few_draws_are_refused(aims: tuple[Floats, Floats]) -> None:
    outcomes, inputs = aims
    with pytest.raises(
        InputError, match="20 draws are too few to tell what one input is worth(.|\n)*it takes 30 or more"
    ):
        partial(outcomes[:20], outcomes[:20, 40], inputs[:20, [0]])


def test_the_only_uncertain_input_is_worth_everything(lead_alone: Decision) -> None:
    found = lead_alone.information["lead"]
    assert found.fitted == pytest.approx(lead_alone.perfect_information, rel=0.05)
    assert found.tested == pytest.approx(lead_alone.perfect_information, rel=0.02)


def test_inputs_are_worth_less_than_everything(decision: Decision) -> None:
    assert max(one.fitted for one in decision.information.values()) < decision.perfect_information
