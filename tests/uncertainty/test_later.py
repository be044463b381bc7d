"""Deciding later: what waiting is worth by the closed form of each draw, and what it cannot be told of."""

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.schedules.schedule import Schedule, abrupt, logistic, ramp
from takeoff.solve.case import Case
from takeoff.uncertainty.choice import choice
from takeoff.uncertainty.decision import Decision
from takeoff.uncertainty.later import deciding_later, have_starts

from .by_hand import best_start, work


def test_waiting_for_everything_by_hand(decision: Decision) -> None:
    """Each draw's work falls after its best start: the best that begins at t or later begins at the later of both."""
    later = decision.later
    assert later is not None
    assert [one.date for one in later.waits] == pytest.approx(decision.table.axes[0])
    starts, best = best_start(decision.choice), decision.expected.best.mean
    expected = [work(decision.choice, np.maximum(starts, one.date)).mean() - best for one in later.waits]
    assert [one.everything for one in later.waits] == pytest.approx(expected, rel=1e-4, abs=best * 1e-5)


def test_it_begins_with_the_value_of_information_and_falls(decision: Decision) -> None:
    later = decision.later
    assert later is not None
    values = [one.everything for one in later.waits]
    assert values[0] == pytest.approx(decision.perfect_information)
    assert values == sorted(values, reverse=True)
    assert all(value >= 0 for one, value in zip(later.waits, values, strict=True) if one.date <= later.planned)
    assert later.planned < later.latest < later.waits[-1].date
    assert values[-1] == pytest.approx(-decision.expected.best.gain(decision.expected.never)[0])


def test_one_input_known_later(decision: Decision) -> None:
    later = decision.later
    assert later is not None
    some = [one.some for one in later.waits if one.some is not None]
    assert len(some) == len(later.waits)
    assert some[0] == decision.information["productivity_growth"]
    assert all(
        one.some.fitted <= one.everything + 1e-6 * decision.expected.best.mean for one in later.waits if one.some
    )


def test_unknown_inputs_are_refused(decision: Decision) -> None:
    with pytest.raises(InputError, match="no input 'leed' is drawn(.|\n)*did you mean 'lead'"):
        deciding_later(decision.table, decision.expected, decision.bests, ["leed"])


@pytest.mark.parametrize(
    ("schedule", "over", "told"),
    [(ramp(start=1), "length", True), (abrupt(start=1), "depth", True), (logistic(width=1), "middle", False)],
)
def test_only_schedules_with_a_start_can_wait(spread: Case, schedule: Schedule, over: str, told: bool) -> None:
    asked = choice(spread, {"caution": schedule}, "size", {over: (0.5, 1)}, 4, 1, {"excess": "fixed"})
    assert have_starts(asked) == told


def test_a_start_that_is_given_is_the_only_date(spread: Case) -> None:
    model = takeoff.Model(spread)
    found = model.pause_under_uncertainty("at_twice", 32, 1, abrupt(start=0.5), {"depth": (0, 0.4)}, GROWING)
    assert found.later is not None
    assert [one.date for one in found.later.waits] == [0.5]
    assert found.later.planned == 0.5


GROWING = {"growth": "uniform(0.6, 0.9)", "excess": "fixed"}
