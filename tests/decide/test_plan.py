"""The best schedule: against closed forms, against simple schedules, its certificate, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import takeoff
from takeoff.decide.nodes import Line, refined, sampled
from takeoff.decide.plan import Plan
from takeoff.errors import InputError, NoAnswer
from takeoff.model import Model
from takeoff.theory.defaults import defaults
from takeoff.theory.pause.setting import MODEL_NAMES, NOTATION
from takeoff.theory.topics import derive

GOAL = Path(__file__).parents[1] / "theory" / "pause" / "goal.toml"
TWO_PAUSES = 10.702
"""Best goal of two full stops in the case of `two-pauses`; the best single one gives 9.422."""


def merits(plan: Plan) -> list[float]:
    return [stage.run.outcome(plan.maximised) for stage in plan.stages]


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


@pytest.fixture(scope="module")
def one_stop(model: Model) -> Plan:
    return model.plan("alignment", nodes=(6, 12, 20), against=())


@pytest.fixture(scope="module")
def two_stops() -> Plan:
    model = takeoff.load(GOAL).change(productivity_growth=4, hazard_level=0.5, supervision_limit=1e15)
    return model.plan("goal", nodes=(8, 16), against=("abrupt",))


def test_output_that_is_linear_in_caution_wants_one_full_stop(one_stop: Plan, model: Model) -> None:
    start = float(derive("best-stop").result.rhs.subs(defaults("lead-and-pause", MODEL_NAMES, NOTATION)))
    best = model.run(caution=takeoff.abrupt(start=start)).outcome("alignment")
    assert best * (1 - 1e-3) < merits(one_stop)[-1] <= best * (1 + 1e-9)
    at_a_jump = model.plan("alignment", nodes=(8,), against=("abrupt",))
    assert best * (1 - 1e-6) < merits(at_a_jump)[-1] <= best * (1 + 1e-9)
    assert at_a_jump.best.certificate.left < 1e-4 * best
    levels = one_stop.best.line.at(np.array([0.0, start - 0.05, start + 0.05, 3.5]))
    assert levels == pytest.approx([0, 0, 1, 1], abs=1e-6)


def test_hazard_may_want_two_stops_where_a_single_one_is_a_trap(two_stops: Plan) -> None:
    simple = two_stops.simple["abrupt"].run.outcome("goal")
    assert simple < 9.7 < merits(two_stops)[-1] < TWO_PAUSES + 1e-3
    assert merits(two_stops)[-1] == pytest.approx(TWO_PAUSES, rel=3e-3)
    levels = two_stops.best.line.at(np.array([0.5, 2.0, 3.4]))
    assert levels == pytest.approx([1, 0, 1], abs=1e-6)


@pytest.mark.parametrize("name", ["one_stop", "two_stops"])
def test_more_nodes_are_never_worse_and_leave_less(name: str, request: pytest.FixtureRequest) -> None:
    plan: Plan = request.getfixturevalue(name)
    assert merits(plan) == sorted(merits(plan))
    left = [stage.certificate.left for stage in plan.stages]
    assert left == sorted(left, reverse=True)
    assert all(stage.certificate.residual >= 0 for stage in plan.stages)


def test_what_is_left_bounds_what_the_next_stage_finds(one_stop: Plan) -> None:
    for earlier, later in zip(one_stop.stages, one_stop.stages[1:], strict=False):
        found = later.run.outcome("alignment") - earlier.run.outcome("alignment")
        assert 0 <= found <= 3 * earlier.certificate.left


def test_the_switching_function_is_the_gain_of_a_little_more_caution(one_stop: Plan, model: Model) -> None:
    told, step = one_stop.stages[0].certificate, 1e-4
    place = int(np.argmax(np.where(told.line.levels < 1e-6, told.line.times, -1)))
    levels = told.line.levels.copy()
    levels[place] += step
    run = told.line.with_levels(levels).case(model.case, "caution").run()
    gain = run.outcome("alignment") - one_stop.stages[0].run.outcome("alignment")
    weight = told.line.weights(run.trajectory.end)[place]
    assert gain / (step * weight) == pytest.approx(told.switching[place], rel=1e-3)


def test_the_schedule_it_tells_gives_what_it_promises(one_stop: Plan, model: Model) -> None:
    again = model.run(caution=one_stop.schedule()).outcome("alignment")
    assert again == pytest.approx(merits(one_stop)[-1], rel=1e-12)


def test_a_bound_is_met_and_binds(model: Model) -> None:
    free = model.plan("alignment", nodes=(6,), against=())
    limit = 0.7 * free.best.run.outcome("caution_time")
    plan = model.plan("alignment", [f"caution_time <= {limit!r} year"], nodes=(6,), against=())
    assert plan.best.run.outcome("caution_time") == pytest.approx(limit, rel=1e-6)
    assert plan.best.run.outcome("caution_time") <= limit
    assert merits(plan)[-1] < merits(free)[-1]
    assert plan.best.certificate.left < 0.2 * merits(plan)[-1]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"maximise": "alinment"}, "no outcome 'alinment'"),
        ({"nodes": (20, 10)}, "nodes are rising numbers from 3 to 100"),
        ({"nodes": ()}, "nodes are rising numbers"),
        ({"nodes": (4.5,)}, "nodes are rising numbers"),
        ({"nodes": ("4",)}, "nodes are rising numbers"),
        ({"nodes": (2,)}, "nodes are rising numbers"),
        ({"against": ("constant",)}, "'constant' is no simple schedule"),
        ({"control": "cauton"}, "no control 'cauton'"),
        ({"subject_to": ["hazard < lots"]}, "the bound on 'hazard'"),
    ],
)
def test_what_is_refused(model: Model, asked: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        model.plan(**{"maximise": "alignment", "against": (), **asked})  # type: ignore[arg-type]


def test_bounds_that_nothing_meets(model: Model) -> None:
    with pytest.raises(NoAnswer, match="no schedule was found that satisfies end <= 3"):
        model.plan("alignment", ["end <= 3 year"], nodes=(4,), against=("abrupt",))


def test_refining_keeps_the_line_and_goes_where_it_jumps() -> None:
    line = Line(np.array([0.0, 1.0, 1.1, 4.0]), np.array([0.0, 0.0, 1.0, 1.0]))
    finer = refined(line, 20)
    grid = np.linspace(0, 4, 401)
    assert finer.at(grid) == pytest.approx(line.at(grid), abs=1e-12)
    assert len(finer.times) == 20
    assert np.count_nonzero((finer.times > 0.9) & (finer.times < 1.2)) > 6


@pytest.mark.parametrize("seed", range(5))
def test_where_nodes_go_does_not_hang_on_rounding(seed: int) -> None:
    times = np.array([0.0, 0.7, 1.4, 1.75, 1.925, 2.1, 2.275, 2.45, 2.8, 3.15, 3.325, 3.5])
    line = Line(times, (times > 3).astype(float))
    noise = 1e-12 * np.random.default_rng(seed).standard_normal((2, len(times)))
    rounded = Line(line.times + noise[0], line.levels + noise[1])
    assert refined(rounded, 20).times == pytest.approx(refined(line, 20).times, abs=1e-9)


@pytest.mark.parametrize("end", [2.0, 3.0, 5.0])
def test_weights_are_the_time_that_levels_stand_for(end: float) -> None:
    line = Line(np.linspace(0, 3, 5), np.array([0.2, 0.4, 0.1, 0.9, 0.7]))
    grid = np.linspace(0, end, 300_001)
    assert line.weights(end).sum() == pytest.approx(end, rel=1e-9)
    assert line.weights(end) @ line.levels == pytest.approx(np.trapezoid(line.at(grid), grid), rel=1e-6)


def test_a_sampled_schedule_keeps_its_jumps(model: Model) -> None:
    run = model.run(caution=takeoff.abrupt(start=1.2, depth=0.7, stop=2.9))
    line = sampled(run, "caution", 9)
    assert line.at(np.array([0.5, 1.1998, 1.2001, 2.8998, 2.9001])) == pytest.approx([0, 0, 0.7, 0.7, 0], abs=1e-9)
    assert len(line.times) <= 9
    assert (np.diff(line.times) > 0).all()
