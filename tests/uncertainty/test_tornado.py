"""A tornado moves one input at a time, in the unit of the answer; the answer may be the best pause itself."""

import math

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.schedules.schedule import abrupt
from takeoff.solve.case import Case
from takeoff.tables.sensitivity import sensitivity_record, tornado_words
from takeoff.uncertainty.answers import outcome_question, pause_question
from takeoff.uncertainty.inputs import draws
from takeoff.uncertainty.tornado import Tornado, tornado


@pytest.fixture(scope="module")
def swings(spread: Case) -> Tornado:
    case = spread.change({"growth": 0.5})
    drawn = draws(case, 1, {"growth": "uniform(0.2, 0.8)", "excess": "uniform(-0.1, 0.3)"})
    return tornado(case, drawn, outcome_question(case, "size"))


def test_swings_are_those_of_the_closed_form(swings: Tornado) -> None:
    found = {one.input.name: one for one in swings.swings}
    assert swings.base == pytest.approx(math.exp(0.5 * 4), rel=1e-6)
    assert found["growth"].values == pytest.approx((0.23, 0.77))
    assert found["growth"].answers == pytest.approx((math.exp(0.92), math.exp(3.08)), rel=1e-6)
    low, high = (-0.08, 0.28)
    expected = tuple((1 - excess * 2) ** (-1 / excess) for excess in (low, high))
    assert found["excess"].answers == pytest.approx(expected, rel=1e-6)
    assert [one.size for one in swings.swings] == sorted((one.size for one in found.values()), reverse=True)


def test_words_say_which_assumption_dominates(spread: Case, swings: Tornado) -> None:
    words = tornado_words(swings, spread.meaning)
    assert words.startswith("size: 7.3891 at present values.")
    assert "notice: 'growth' is assumed, without a source, and has " in words
    assert sensitivity_record(swings, spread.meaning)["swings"][0]["input"] == swings.swings[0].input.name


def test_an_end_without_an_answer_has_no_swing(spread: Case) -> None:
    case = spread.change({"growth": 0.5})
    found = tornado(case, draws(case, 1, {"excess": "uniform(0.1, 0.9)"}), outcome_question(case, "size"))
    assert math.isinf(found.swings[0].size)
    assert np.isnan(found.swings[0].answers[1])
    assert sensitivity_record(found, spread.meaning)["swings"][0]["swing"] is None


def test_the_date_of_the_best_pause_by_its_closed_form() -> None:
    case = takeoff.load("lead-and-pause").case
    fixed = dict.fromkeys(draws(case, 1).names, "fixed")
    drawn = draws(case, 1, fixed | {"lead": "uniform(0.5, 1.5)"})
    question = pause_question(case, {"caution": abrupt()}, "alignment", {"start": None}, "start")
    found = tornado(case, drawn, question)
    before_the_end = (1 - 0.05 / 0.9) / 1.5
    assert found.swings[0].answers == pytest.approx((3 + 0.55 - before_the_end, 3 + 1.45 - before_the_end), abs=1e-4)
    assert question.unit == "year"


def test_only_what_is_searched_can_be_told() -> None:
    case = takeoff.load("lead-and-pause").case
    with pytest.raises(InputError, match="'depth' is not searched over"):
        pause_question(case, {"caution": abrupt()}, "alignment", {"start": None}, "depth")
