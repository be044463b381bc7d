"""Which limit binds when: elasticities against closed forms, against differences, and where there are none."""

from __future__ import annotations

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.solve.limits import Limits
from takeoff.solve.reading import variables
from takeoff.solve.run import Run

FLAGSHIP = ("ai_alignment_labour", "review_limit", "alignment_people", "serial_speedup")


@pytest.fixture(scope="module")
def by_hand() -> Run:
    return takeoff.load("lead-and-pause").run(caution=takeoff.abrupt(start=2.5), supervision_limit=1e5)


@pytest.fixture(scope="module")
def flagship() -> Run:
    """AI labour is scarce, so that every limit binds at some time."""
    return takeoff.load("automating-alignment").run(caution=takeoff.abrupt(start=4), inference_share=2e-4)


def test_elasticities_equal_the_closed_form_on_both_sides_of_a_jump(by_hand: Run) -> None:
    """Labour is P0 exp(g s) times the share until the stop, and what can be supervised from then on."""
    found = by_hand.limits("alignment_labour", ["progress", "alignment_share", "supervision_limit"])
    free, stopped = by_hand["caution"] == 0, found.time > 2028.5 + 1e-9
    assert found.time[free][-1] == 2028.5 and np.count_nonzero(stopped) > 10
    assert found["progress"][free] == pytest.approx(1.5 * by_hand["progress"][free], rel=1e-12)
    assert found.elasticities[1:, free] == pytest.approx(np.array([[1.0], [0.0]]) + 0 * found.time[free])
    assert found.elasticities[:, stopped] == pytest.approx(np.array([[0.0], [0.0], [1.0]]) + 0 * found.time[stopped])
    assert set(found.binding()[stopped]) == {2} and found.binding()[free][-1] == 0


def by_differences(run: Run, of: str, name: str, moments: list[int]) -> list[float]:
    """Elasticity from two evaluations of the equations, with one quantity a little smaller and larger."""
    symbol, target = (run.program.symbol((one, ())) for one in (name, of))
    line, step, found = run.program.system.all_assignments()[symbol], 1e-5, []
    less, more = (
        run.program.inside({symbol: line * (1 + sign * step)}, [target]).bind(run.trajectory.fixed) for sign in (-1, 1)
    )
    steps = list(run.trajectory.moments(4))
    for t, state, modes in (steps[place] for place in moments):
        low, high = (one(t, variables(run.program, state), modes)[0] for one in (less, more))
        found.append((np.log(high) - np.log(low)) / (np.log1p(step) - np.log1p(-step)))
    return found


def test_the_limits_of_the_flagship_equal_differences_and_make_up_the_whole(flagship: Run) -> None:
    found = flagship.limits("alignment_pace", FLAGSHIP)
    moments = np.linspace(0, len(found.time) - 1, 9).astype(int).tolist()
    for name in FLAGSHIP:
        expected = by_differences(flagship, "alignment_pace", name, moments)
        assert found[name][moments] == pytest.approx(np.array(expected), abs=1e-8), name
    assert found.elasticities.sum(axis=0) == pytest.approx(np.ones(len(found.time))), "no limit is missing"
    assert found["serial_speedup"] == pytest.approx(np.full(len(found.time), 0.5)), "its exponent"
    assert {0, 1, 2} <= set(_others(found).binding().tolist())


def _others(found: Limits) -> Limits:
    return Limits(found.run, found.of, found.names[:3], found.time, found.elasticities[:3])


def test_a_limit_that_acts_through_another_of_the_list_counts_there_alone(flagship: Run) -> None:
    alone = flagship.limits("alignment_pace", ["ai_labour[leader]"])
    both = flagship.limits("alignment_pace", ["ai_labour[leader]", "ai_alignment_labour"])
    assert both["ai_alignment_labour"] == pytest.approx(alone["ai_labour[leader]"])
    assert not both["ai_labour[leader]"].any()


def test_the_pace_is_the_rate_at_which_alignment_work_grows(flagship: Run) -> None:
    pace, work, time = flagship["alignment_pace"], flagship["alignment"], flagship.time
    gained = float(np.sum((pace[1:] + pace[:-1]) / 2 * np.diff(time)))
    assert gained == pytest.approx(work[-1] - work[0], rel=1e-3)


def test_there_is_no_elasticity_of_nothing(by_hand: Run) -> None:
    found = by_hand.limits("alignment", ["alignment"])
    assert np.isnan(found["alignment"][0]) and found.binding()[0] == -1
    assert found["alignment"][1:][found.time[1:] > 2026] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("of", "names", "message"),
    [
        ("alignment_labor", ["progress"], "did you mean 'alignment_labour'"),
        ("alignment_labour", ["progres"], "did you mean 'progress'"),
        ("alignment_labour", [], "no limits to compare"),
    ],
)
def test_a_wrong_question_is_refused(by_hand: Run, of: str, names: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        by_hand.limits(of, names)


def test_only_limits_asked_for_can_be_read(by_hand: Run) -> None:
    with pytest.raises(InputError, match="'hazard' is not among the limits"):
        by_hand.limits("alignment_labour", ["progress"])["hazard"]
