"""Schedules through nodes: exact values, any number of nodes, compiled once for each number, cheap at sixty."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import takeoff
from takeoff.errors import InputError, RunError
from takeoff.model import Model
from takeoff.schedules.bound import bind
from takeoff.schedules.schedule import Schedule
from tests.schedules.conftest import HORIZON

LEVELS = st.lists(st.floats(0, 1), min_size=4, max_size=4)
TIMES = st.lists(st.one_of(st.floats(0, 12), st.integers(0, 12).map(float)), min_size=4, max_size=4).map(sorted)


def spent(model: Model, schedule: Schedule) -> float:
    return model.run(caution=schedule).outcome("spent")


@settings(max_examples=25)
@given(TIMES, LEVELS)
def test_lines_between_nodes(tiny: Model, times: list[float], levels: list[float]) -> None:
    grid = np.unique([0.0, HORIZON, *(t for t in times if t < HORIZON)])
    middles = (grid[1:] + grid[:-1]) / 2
    expected = float(np.dot(np.diff(grid), np.interp(middles, times, levels)))
    assert spent(tiny, takeoff.piecewise(list(zip(times, levels, strict=True)))) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=25)
@given(TIMES, LEVELS)
def test_stairs(tiny: Model, times: list[float], levels: list[float]) -> None:
    ends = [*times[1:], math.inf]
    expected = sum(x * max(min(b, HORIZON) - min(a, HORIZON), 0) for a, b, x in zip(times, ends, levels, strict=True))
    assert spent(tiny, takeoff.staircase(list(zip(times, levels, strict=True)))) == pytest.approx(expected, abs=1e-9)


def test_levels_are_held_and_nodes_are_hit_exactly(tiny: Model) -> None:
    run = tiny.run(caution=takeoff.piecewise({"2 year": 0.1, "3 year": 0.7, 2030: 0.3}))
    assert run.sample("caution", [0.0, 1.9, 2.0, 3.0, 4.0, 9.0]).tolist() == [0.1, 0.1, 0.1, 0.7, 0.3, 0.3]
    assert run.sample("caution", [2.5, 3.75]) == pytest.approx([0.4, 0.4])


def test_equal_times_make_a_jump_and_a_node_may_never_come(tiny: Model) -> None:
    jump = takeoff.piecewise([(4, 0.0), (4, 1.0), ("never", 0.0)])
    assert tiny.run(caution=jump).sample("caution", [3.999, 4.0, 9.0]).tolist() == [0.0, 1.0, 1.0]
    assert spent(tiny, jump) == pytest.approx(6.0, abs=1e-12)


def test_a_staircase_of_one_stair_is_abrupt(tiny: Model) -> None:
    stair, abrupt = takeoff.staircase({"3 year": 0.5}), takeoff.abrupt("3 year", 0.5)
    assert spent(tiny, stair) == pytest.approx(spent(tiny, abrupt), abs=1e-14) == pytest.approx(3.5, abs=1e-14)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (takeoff.piecewise([(3, 0), (2, 1)]), "schedule 'piecewise': time_2 = 2 year is before time_1 = 3 year"),
        (takeoff.staircase([(1, 0), (1, 1), (0.5, 1)]), "schedule 'staircase': time_3 = 0.5 year is before time_2 = 1"),
        (takeoff.piecewise([(1, 0)]), "schedule 'piecewise' needs 'time_2' (year)"),
        (takeoff.piecewise([(1, 0), (2, None)]), "schedule 'piecewise' needs 'level_2' (1)"),
        (takeoff.piecewise([(1, 0), (2, 2)]), "schedule 'piecewise', argument 'level_2': 2 is outside 0 to 1"),
        (takeoff.schedule("piecewise", time_1=1, level_01=1), "schedule 'piecewise' has no argument 'level_01'"),
        (takeoff.schedule("piecewise", time_201=1), "schedule 'piecewise' has at most 200 of 'node', got 201"),
        (takeoff.schedule("piecewise", time_99999999=1), "schedule 'piecewise' has no argument 'time_99999999'"),
        (takeoff.schedule("ramp", start_1=1), "schedule 'ramp' has no argument 'start_1'"),
        (takeoff.abrupt(3, stop=2), "schedule 'abrupt' needs start <= stop (begins before it ends), got start = 3 ye"),
    ],
)  # fmt: skip
def test_nodes_that_do_not_fit(tiny: Model, given: Schedule, said: str) -> None:
    with pytest.raises(InputError) as caught:
        tiny.run(caution=given)
    assert str(caught.value).startswith(said)


def test_what_a_search_moves(tiny: Model) -> None:
    """A pause that a search ends before it begins is none; nodes that it puts out of order are a failed run."""
    abrupt, line = takeoff.abrupt(stop=2), takeoff.piecewise([(None, 0), (2, 1)])
    assert bind(abrupt, tiny.meaning).values(abrupt, {"start": 3.0})["start"] == 3.0
    with pytest.raises(RunError, match=r"time_2 = 2 year is before time_1 = 3 year"):
        bind(line, tiny.meaning).values(line, {"time_1": 3.0})


def test_a_node_is_searched_like_any_argument(tiny: Model) -> None:
    nodes = takeoff.piecewise([(1, 0), (3, None), (5, 0)])
    best = tiny.best_pause("spent", nodes, {"level_2": (0.0, 0.5)}, control="caution")
    assert best.best.parameters["level_2"].value == pytest.approx(0.5)
    assert best.best.run.outcome("spent") == pytest.approx(1.0)


def test_sixty_nodes_are_compiled_once_and_stay_cheap(flagship: Model) -> None:
    nodes = takeoff.piecewise([(f"{i / 5} year", 0.3 + 0.2 * (i % 2)) for i in range(60)])
    case = flagship.with_schedules(caution=nodes).case
    program, run = case.programs.program(case.kinds()), case.run()
    changed = flagship.with_schedules(caution=nodes.with_arguments(level_30=0.9, time_31="6.1 year")).case
    assert changed.run().program is program
    assert len(run.trajectory.pieces) < 70
    assert run.trajectory.evaluations < 2_500
    shorter = flagship.with_schedules(caution=takeoff.piecewise([(1, 0), (2, 1)])).case
    assert shorter.programs.program(shorter.kinds()) is not program
