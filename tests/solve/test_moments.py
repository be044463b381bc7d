"""Many moments of a run read together are what they are one by one, at every border and with every number of stocks."""

import numpy as np
import pytest

import takeoff
from takeoff.solve.generate import NotFinite
from takeoff.solve.guard import numbers
from takeoff.solve.reading import FEW, values_at, variables
from takeoff.solve.run import Run
from takeoff.solve.trajectory import Moments


@pytest.fixture(scope="module")
def run() -> Run:
    return takeoff.load("lead-and-pause").run(caution="abrupt(start=2.5)", supervision_limit=1e5)


def test_all_moments_are_those_one_after_the_other(run: Run) -> None:
    together, apart = run.trajectory.all_moments(3), list(run.trajectory.moments(3))
    assert len(together) == len(apart) > FEW
    for (t, state, modes), (time, single, mode) in zip(together, apart, strict=True):
        assert (t, modes) == (time, mode) and state == pytest.approx(single, rel=1e-14, abs=1e-300)


def test_moments_at_times_are_those_after_a_border(run: Run) -> None:
    times = [0.0, 1.0, 2.5, 2.4999999, 2.500001, run.trajectory.end]
    together = run.trajectory.at_all(times)
    for place, t in enumerate(times):
        state, modes = run.trajectory.at(t)
        assert together.states[:, place] == pytest.approx(state, rel=1e-14, abs=1e-300)
        assert tuple(together.modes[:, place]) == modes


def test_values_are_those_one_by_one(run: Run) -> None:
    read = run.program.quantities
    one_by_one = read.bind(run.trajectory.fixed)
    for moments in (run.trajectory.all_moments(4), run.trajectory.at_all([0.0, 1.0])):
        apart = [numbers(one_by_one, t, variables(run.program, state), modes) for t, state, modes in moments]
        together = values_at(run.program, read, run.trajectory.fixed, moments)
        assert together == pytest.approx(np.array(apart).T, rel=1e-14, abs=1e-300)


def test_a_date_that_never_comes_is_infinite_and_what_is_no_number_is_told() -> None:
    run = takeoff.load("automating-alignment").run(horizon=2)
    assert np.all(run["theft_time"] == np.inf) and len(run.time) > FEW
    moments = run.trajectory.all_moments()
    spoilt = Moments(moments.times, np.full_like(moments.states, np.nan), moments.modes)
    with pytest.raises(NotFinite):
        values_at(
            run.program, run.program.several((run.program.symbol(("alignment", ())),)), run.trajectory.fixed, spoilt
        )


def test_a_model_without_stocks_is_read_too() -> None:
    run = takeoff.load("researcher-supply").run()
    assert {name: len(values) for name, values in run.table([0.0] * 20).items()} == dict.fromkeys(run.table(), 20)
