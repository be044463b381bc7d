"""Errors come back whole from another process."""

import pickle

import pytest

from takeoff.errors import InputError, Misfit, ModelError, NoAnswer, Place, Problem, RunError, TakeoffError
from takeoff.page.query import Refused
from takeoff.solve.generate import NotFinite

PROBLEMS = [Problem("the later one", Place("a.toml", 9)), Problem("the first", Place("a.toml", 2), hint="mend it")]


PLAIN = [kind("no", hint="say yes") for kind in (InputError, RunError, Misfit, NoAnswer)]


@pytest.mark.parametrize(
    "error",
    [ModelError(PROBLEMS), *PLAIN, Refused("v", "no", "say yes"), NotFinite("0/0")],
    ids=lambda one: type(one).__name__,
)
def test_an_error_survives_a_process(error: TakeoffError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(again) is type(error)
    assert (str(again), again.exit_code) == (str(error), error.exit_code)
    assert vars(again) == vars(error)


def test_problems_are_told_in_the_order_of_the_file() -> None:
    assert str(ModelError(PROBLEMS)) == "a.toml:2: the first\n  hint: mend it\na.toml:9: the later one"
