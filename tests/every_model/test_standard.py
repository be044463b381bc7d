"""What holds for every shipped model."""

from __future__ import annotations

import functools
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.integrate import solve_ivp

import takeoff
from takeoff.model import Model
from takeoff.solve.reading import variables
from takeoff.solve.settings import Settings
from takeoff.spec.find import model_paths

NAMES = tuple(model_paths())


@pytest.fixture(scope="module", params=NAMES)
def model(request: pytest.FixtureRequest) -> Model:
    return takeoff.load(request.param)


def test_there_are_models() -> None:
    assert {"automating-alignment", "lead-and-pause", "researcher-supply"} <= set(NAMES)


def test_the_name_is_that_of_the_file(model: Model) -> None:
    assert model.name in NAMES


def test_everything_says_what_it_means(model: Model) -> None:
    parts = model.meaning.spec.parts
    quantities = ("stocks", "auxiliaries", "parameters", "controls")
    told = (*quantities, "milestones", "events", "outcomes", "improvements", "mechanisms")
    for section in told:
        assert all(part.meaning for part in getattr(parts, section).values()), section


def test_a_model_that_leaves_something_out_says_how_it_maps_onto_others(model: Model) -> None:
    header = model.meaning.header
    assert bool(header.leaves_out) == bool(header.maps_to)
    assert header.leaves_out or model.name in ("exponential", "hyperbolic", "logistic")


def test_every_parameter_has_a_source_and_legal_bounds(model: Model) -> None:
    for name, part in model.meaning.spec.parts.parameters.items():
        assert part.source, name
        assert part.between is None or part.between[0] < part.between[1], name


def test_it_runs_and_keeps_its_promises(model: Model) -> None:
    run = model.run()
    assert run.outcomes
    assert all(amount.value is None or math.isfinite(amount.value) for amount in run.outcomes.values())


def test_every_scenario_runs(model: Model) -> None:
    for name in model.scenarios:
        assert model.scenario(name).run().outcomes


def test_tolerance_does_not_matter(model: Model) -> None:
    fine = model.run()
    coarse = replace(model.case, settings=Settings(relative=1e-8, absolute=1e-11)).run()
    for name, amount in fine.outcomes.items():
        assert coarse.outcomes[name].value == pytest.approx(amount.value, rel=2e-6, abs=1e-9), name


def _rates(rates: Any, modes: tuple[int, ...], t: float, y: Any) -> Any:
    return rates(t, y.tolist(), modes)


def test_a_second_solver_agrees(model: Model) -> None:
    """scipy's LSODA on every piece, from the state that our own integration had at its start.

    Compared a hundredth of the piece before its end: at the very end of a blow-up any two solvers differ.
    """
    run = model.run()
    program, trajectory = run.program, run.trajectory
    if not program.variables:
        pytest.skip("a model without stocks has nothing to integrate")
    rates = program.rates.bind(trajectory.fixed)
    for piece in trajectory.pieces:
        late = piece.start + 0.99 * (piece.end - piece.start)
        solution = solve_ivp(
            functools.partial(_rates, rates, piece.modes),
            (piece.start, late),
            piece.begin,
            method="LSODA",
            rtol=1e-10,
            atol=1e-12,
        )
        ours = np.array(variables(program, piece.at(late)))
        assert solution.y[:, -1] == pytest.approx(ours, rel=1e-6, abs=1e-8)
