"""The table: every draw under every schedule, the same draws for all, failures kept and counted."""

import numpy as np
import pytest

from takeoff.errors import InputError, RunError
from takeoff.schedules.schedule import abrupt
from takeoff.solve.case import Case
from takeoff.uncertainty.choice import choice
from takeoff.uncertainty.decision import Decision
from takeoff.uncertainty.options import options

from .by_hand import drawn, work

FIXED = {"excess": "fixed"}
GROWING = {"excess": "fixed", "growth": "uniform(0.5, 1.5)"}
"""In half of the draws, the size ends above what is promised."""


def test_every_cell_is_that_of_the_closed_form(decision: Decision) -> None:
    table = decision.table
    expected = np.stack([work(table.choice, float(start)) for (start,) in table.points], axis=1)
    assert table.outcomes == pytest.approx(expected, rel=1e-6)
    assert table.choice.never.outcomes == pytest.approx(work(table.choice, np.inf), rel=1e-6)
    assert table.failures == {}


def test_between_two_dates_lie_equal_shares_of_the_time_that_all_draws_run(decision: Decision) -> None:
    given = drawn(decision.choice)
    ends = given["danger_progress"] + given["lead"]
    [axis] = decision.table.axes
    assert axis[-1] == pytest.approx(ends.max(), abs=1e-6)
    passed = np.diff([np.minimum(date, ends).mean() for date in axis])
    assert passed == pytest.approx(passed.mean(), rel=0.02)


def test_failures_are_kept_counted_and_too_many_refused(spread: Case) -> None:
    asked = choice(spread, {"caution": abrupt()}, "size", {"start": None}, 24, 5, GROWING)
    table = options(asked, 5)
    late = table.outcomes[:, -1]
    assert np.array_equal(np.isnan(late), np.isnan(asked.never.outcomes))
    assert np.isfinite(table.outcomes[:, 0]).all()
    lost = int(np.isnan(table.outcomes).sum() + np.isnan(asked.never.outcomes).sum())
    assert sum(table.failures.values()) == lost > 0
    with pytest.raises(RunError, match="they would bias the rest; of what failed, most so: the promise 'small'"):
        table.complete  # noqa: B018 - refuses


def test_a_few_draws_that_fail_are_left_out(spread: Case) -> None:
    asked = choice(spread, {"caution": abrupt()}, "size", {"start": None}, 64, 5)
    table = options(asked, 3)
    assert 0 < 64 - len(table.complete) < 4
    assert np.isfinite(table.outcomes[table.complete]).all()


def test_several_arguments_are_crossed(spread: Case) -> None:
    over = {"start": (1, 3), "depth": None}
    table = options(choice(spread, {"caution": abrupt()}, "size", over, 4, 5, FIXED), 3)
    assert table.points.tolist() == [[start, depth] for start in (1, 2, 3) for depth in (0, 0.5, 1)]
    assert table.steps.tolist() == [[1, 0.5]] * 9
    given = drawn(table.choice)
    size = np.exp(given["growth"] * (2 + 2 * 0.5))
    assert table.outcomes[:, table.points.tolist().index([2, 0.5])] == pytest.approx(size, rel=1e-6)


@pytest.mark.parametrize(
    ("count", "priors", "message"),
    [
        (1, FIXED, "1 draws are too few for a choice under uncertainty"),
        (8, {"growth": "fixed", "excess": "fixed"}, "nothing to draw"),
        (8, {"caution.start": "1 to 2"}, "nothing to draw is called 'caution.start'"),
    ],
)
def test_what_is_refused(spread: Case, count: int, priors: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        choice(spread, {"caution": abrupt()}, "size", {"start": None}, count, 1, priors)


def test_an_outcome_without_a_value_in_any_draw(spread: Case) -> None:
    with pytest.raises(RunError, match="no draw gives 'at_twice' a value"):
        choice(spread.change({"horizon": 0.1}), {"caution": abrupt()}, "at_twice", {"start": None}, 4, 1, FIXED)
