"""Stretches in which one limit binds: in order, told apart from steady limits, without what has no duration."""

import numpy as np
import pytest

import takeoff
from takeoff.solve.binding import Binding, lasting
from takeoff.solve.limits import Limits

NAMES = ("progress", "alignment_share", "supervision_limit")


@pytest.fixture(scope="module")
def found() -> list[Limits]:
    """Progress binds from 1/g on, when its elasticity g s passes 1; supervision from the stop on."""
    model = takeoff.load("lead-and-pause").change(supervision_limit=1e5)
    return [
        lasting(run.limits("alignment_labour", NAMES)) for run in (model.run(), model.run(caution="abrupt(start=2.5)"))
    ]


def test_stretches_follow_each_other_from_start_to_end(found: list[Limits]) -> None:
    binding = Binding(found)
    stopped = binding.stretches(found[1])
    assert [NAMES[one.limit] for one in stopped] == ["alignment_share", "progress", "supervision_limit"]
    assert [one.start for one in stopped] == pytest.approx([2026, 2026 + 1 / 1.5, 2028.5], abs=1e-3)
    assert [one.end for one in stopped[:-1]] == [one.start for one in stopped[1:]] and stopped[-1].end == 2029.5
    assert binding.span == (2026.0, 2029.5) and binding.steady == {}


def test_limits_that_do_not_move_are_steady_unless_all_are(found: list[Limits]) -> None:
    alone = Binding(found[:1])
    assert alone.steady == {1: pytest.approx(1.0), 2: 0.0}
    assert [NAMES[one.limit] for one in alone.stretches(found[0])] == ["progress"]
    still = Limits(found[0].run, "alignment_labour", NAMES[1:], found[0].time, found[0].elasticities[1:])
    assert Binding([still]).steady == {}


def test_what_has_no_duration_is_left_out() -> None:
    run = takeoff.load("lead-and-pause").run()
    times = np.array([2026.0, 2027.0, 2027.0, 2027.0, 2028.0])
    kept = lasting(Limits(run, "x", ("y",), times, np.array([[1.0, 2.0, 3.0, 4.0, 5.0]])))
    assert kept.time.tolist() == [2026, 2027, 2027, 2028] and kept["y"].tolist() == [1, 2, 4, 5]
