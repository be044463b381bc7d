"""States between the ends of long steps: what `since` is located on."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from takeoff.solve.between import state_at
from takeoff.solve.case import Case
from takeoff.solve.settings import Settings
from tests.solve.batch.draws import Told, alone, case_of, drawn
from tests.solve.small import growing, loader

HEAD = """
schema = 1
[model]
name = "small"
title = "Small"
meaning = "A stock that grows as exp(t)."
time = { start = 2026.0, stop = 2036.0 }
[parameters.pace]
value = 1
unit = "1/year"
[parameters.level]
value = 2
unit = "1"
[outcomes.ago]
unit = "year"
equation = "since(x, level)"
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return replace(loader(tmp_path, HEAD)(growing("pace * x", "1")).case, settings=Settings(longest_step=0.5))


def test_since_is_as_exact_as_the_steps(case: Case) -> None:
    """A level is reached at its logarithm."""
    for level in (2.5, 5, 7, 20):
        run = case.change({"level": level}).run()
        assert run.outcome("ago") == pytest.approx(run.trajectory.end - math.log(level), abs=4e-11)


@pytest.mark.parametrize("member", [262, 612])
def test_a_level_may_be_reached_in_a_piece_that_lasts_no_longer_than_rounding_does(member: int) -> None:
    """A milestone at the same level begins a piece just before it is reached."""
    phases = case_of("takeoff-phases", {})
    found = alone(phases, drawn(phases, 1000), member)
    assert isinstance(found, Told)
    until_researcher, until_genius, *_ = found.outcomes
    assert until_researcher == pytest.approx(found.milestones[0], rel=1e-12)
    assert until_genius == pytest.approx(found.milestones[1] - found.milestones[0], rel=1e-9)


def test_a_state_is_that_of_the_solution_and_at_the_ends_of_steps_that_of_the_run(case: Case) -> None:
    run = case.run()
    (piece,) = run.trajectory.pieces
    for before, after in pairwise(piece.times()):
        middle = (before + after) / 2
        found = state_at(run.program, run.trajectory, piece, middle)[0]
        assert found == pytest.approx(math.exp(middle), rel=1e-9)
        assert state_at(run.program, run.trajectory, piece, after)[0] == piece.at(after)[0]
