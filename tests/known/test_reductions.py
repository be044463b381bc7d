"""The flagship reduced step by step: each step is a limit of the one before, and the last is simple-timelines."""

from __future__ import annotations

import functools
import tomllib

import numpy as np
import pytest

import takeoff
from takeoff.model import Model
from takeoff.spec.find import find_model, model_paths, variant_paths

STEPS = ("without-rivals", "without-supervision", "without-alignment", "with-bottlenecks", "as-simple-timelines")
TIMES = [0.0, 0.7, 2.0, 3.5, 5.0, 7.0]


@functools.cache
def reduced(name: str) -> Model:
    """One of the reduced models."""
    return takeoff.load(f"reduced/{name}")


def test_they_are_found_by_name_and_do_not_crowd_the_list() -> None:
    assert set(variant_paths()) == {f"reduced/{name}" for name in STEPS}
    assert not set(variant_paths()) & set(model_paths())
    assert [reduced(name).name for name in STEPS] == list(STEPS)


def test_without_rivals_the_leader_goes_the_same_way() -> None:
    flagship, alone = takeoff.load("automating-alignment").run(), reduced("without-rivals").run()
    for name in ("capability[leader]", "alignment", "hazard[leader]"):
        assert alone.sample(name, TIMES) == pytest.approx(flagship.sample(name, TIMES), rel=1e-8, abs=1e-10)


def test_without_supervision_is_supervision_without_end() -> None:
    endless = reduced("without-rivals").run(review_capacity=1e6)
    without = reduced("without-supervision").run()
    for name in ("alignment", "hazard[leader]"):
        assert without.sample(name, TIMES) == pytest.approx(endless.sample(name, TIMES), rel=1e-6, abs=1e-10)


def test_without_alignment_is_alignment_that_takes_and_gives_nothing() -> None:
    idle = reduced("without-supervision").run(alignment_share_base=0, safe_gain=0)
    without = reduced("without-alignment").run()
    for name in ("capability[leader]", "hazard[leader]"):
        assert without.sample(name, TIMES) == pytest.approx(idle.sample(name, TIMES), rel=1e-8, abs=1e-10)


def test_bottlenecks_are_the_limit_of_a_falling_substitution() -> None:
    """The distance falls with one over the substitution."""
    exact = reduced("with-bottlenecks").run().outcome("end")
    away = [exact - reduced("without-alignment").run(task_substitution=rho).outcome("end") for rho in (-2.5, -5, -10)]
    assert away[0] > away[1] > away[2] > 0
    assert [away[0] / away[1], away[1] / away[2]] == pytest.approx([2, 2], abs=0.3)


@pytest.mark.parametrize("goal", [0.9, 0.99])
def test_with_all_of_them_it_is_simple_timelines(goal: float) -> None:
    flagship = reduced("as-simple-timelines").run(automation_goal=goal)
    simple = takeoff.load("simple-timelines").run(automation_goal=goal)
    assert flagship.milestones["research_automated"] == pytest.approx(simple.outcome("automation_time"), rel=1e-6)
    end = simple.outcome("automation_time")
    times = list(np.linspace(0, end * (1 - 1e-9), 23))
    for name in ("software", "automation"):
        assert flagship.sample(f"{name}[leader]", times) == pytest.approx(simple.sample(name, times), rel=1e-6)


def test_its_given_paths_are_those_of_simple_timelines() -> None:
    own, simple = (
        tomllib.loads(find_model(name).read_text(encoding="utf-8"))["tables"]
        for name in ("reduced/as-simple-timelines", "simple-timelines")
    )
    assert own == simple
