"""What happens to members on their way, on small models with known answers, and that no member touches another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.equations.scope import Key
from takeoff.errors import InputError
from takeoff.solve.batch.run_batch import BLOCK, Batch, integrate_batch
from takeoff.solve.case import Case
from takeoff.solve.settings import Settings
from tests.solve.batch.draws import Floats, agree, alone, case_of, drawn, told
from tests.solve.test_pieces import HEAD, stock

Load = Callable[[str], Case]


@pytest.fixture
def small(tmp_path: Path) -> Load:
    """The case of a model from the text of its parts, with an outcome `size` that reads the stock x."""

    def load(text: str) -> Case:
        path = tmp_path / "small.toml"
        path.write_text(HEAD + text, encoding="utf-8")
        return takeoff.load(path).case

    return load


def same(one: Batch, other: Batch) -> bool:
    """Whether two batches are the same to the last bit."""
    arrays = ("end", "milestones", "outcomes", "evaluations", "sampled")
    equal = all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in arrays)
    return equal and (one.stopped_by, one.failures) == (other.stopped_by, other.failures)


def picked(batch: Batch, places: list[int]) -> Batch:
    """Some members of a batch."""
    stopped, failures = (tuple(one[place] for place in places) for one in (batch.stopped_by, batch.failures))
    end, milestones, outcomes = batch.end[places], batch.milestones[places], batch.outcomes[places]
    return Batch(end, milestones, outcomes, stopped, failures, batch.evaluations[places], batch.sampled[places])


def test_members_depend_neither_on_their_order_nor_on_the_size_of_blocks() -> None:
    pause = takeoff.pause_when("progress", 1.2, 0.3, depth=0.8, resume_watch="alignment", resume_above=15_000)
    case = case_of("lead-and-pause", {"theft_rate": 0.2, "caution": pause})
    program = case.programs.program(case.kinds())
    values = {**{key: np.full(12, value) for key, value in case.values().items()}, **drawn(case, 12, 0.2)}
    table = np.array([values[key] for key in program.system.parameters]).T
    horizons = np.linspace(2.0, 9.0, 12)
    keys = [("progress", ()), ("caution", ())]

    def run(order: list[int], block: int) -> Batch:
        return integrate_batch(program, table[order], horizons[order], times=[0, 1.5, 8], quantities=keys, block=block)

    forward = run(list(range(12)), BLOCK)
    assert forward.evaluations.max() > forward.evaluations.min()
    for block in (1, 5):
        assert same(forward, run(list(range(12)), block))
    backward = run(list(range(11, -1, -1)), 5)
    assert same(picked(forward, list(range(11, -1, -1))), backward)


PRONE = """
[stocks.x]
unit = "1"
start = "1 / begin"
[stocks.y]
unit = "1"
start = "1"
scale = "log"
[flows.growth]
into = "x"
rate = "pace * (where(x >= wall, -1, 1) + explosion * x**8 + 1e-30 * sqrt(x + floor) + 1e-30 * log(ceiling - x))"
[flows.other]
into = "y"
rate = "pace * y * caution"
[milestones.enough]
when = "x >= goal"
stop = true
[milestones.high]
when = "x > 4"
[events.fall]
when = "x >= cliff"
set = { y = "y * (cliff - x)" }
[promises]
low = "x < tall"
[controls.caution]
unit = "1"
[parameters]
pace = { value = 1, unit = "1/year", source = "assumed" }
year = { value = 1, unit = "year", source = "assumed" }
begin = { value = 1, unit = "1", source = "assumed" }
wall = { value = 100, unit = "1", source = "assumed" }
explosion = { value = 0, unit = "1", source = "assumed" }
floor = { value = 0, unit = "1", source = "assumed" }
ceiling = { value = 1e9, unit = "1", source = "assumed" }
goal = { value = 1000, unit = "1", source = "assumed" }
cliff = { value = 1000, unit = "1", source = "assumed" }
tall = { value = 1e6, unit = "1", source = "assumed" }
"""
HOSTILE: dict[str, tuple[dict[str, float], str]] = {
    "blow-up": ({"explosion": 1, "goal": 1e300}, "no finite solution beyond 0.1"),
    "nan at the start": ({"floor": -2}, "no finite solution beyond 0 years"),
    "nan on the way": ({"ceiling": 3}, "no finite solution beyond 2 years"),
    "no start": ({"begin": 0}, "the start of the model gives no finite number"),
    "chatter": ({"wall": 3}, "switches back and forth at 2 years"),
    "an event that leaves nothing": ({"cliff": 2}, "an event sets 'y', which is on a log scale, to"),
    "a broken promise": ({"tall": 5}, "the promise 'low'"),
}


def test_hostile_members_fail_alone_and_in_their_own_words(small: Load) -> None:
    case = small(PRONE)
    good: list[dict[str, float]] = [{}, {"goal": 0}, {"goal": 3.5}, {"begin": 0.5}]
    mixed = [*good[:2], *(given for given, _ in HOSTILE.values()), *good[2:]]
    names = ["explosion", "floor", "ceiling", "begin", "wall", "cliff", "tall", "goal"]
    usual = {key[0]: value for key, value in case.values().items()}

    def values(members: list[dict[str, float]]) -> dict[str, list[float]]:
        return {name: [one.get(name, usual[name]) for one in members] for name in names}

    batch = case.batch(values(mixed))
    keyed: dict[Key, Floats] = {(name, ()): np.array(column) for name, column in values(mixed).items()}
    for member, (_, words) in enumerate(HOSTILE.values(), start=2):
        assert words in batch.failures[member]
        assert agree(alone(case, keyed, member), batch.failures[member])
        assert np.isnan(batch.outcomes[member]).all()
    assert 0.1 < batch.end[2] < 0.2
    places = [0, 1, len(mixed) - 2, len(mixed) - 1]
    assert same(picked(batch, places), case.batch(values(good)))
    assert [batch.stopped_by[place] for place in places] == ["", "enough", "enough", ""]
    assert batch.end[places] == pytest.approx([10, 0, 2.5, 10])


def test_a_member_that_needs_too_much_fails_and_says_so(small: Load) -> None:
    case = small(stock("pace * rush * (1 - x)", "0") + RUSH)
    settings = Settings(relative=1e-8, evaluations=2000)
    batch = case.batch({"rush": [1, 1e5, 2]}, settings=settings)
    assert [bool(reason) for reason in batch.failures] == [False, True, False]
    assert "more than 2,000 evaluations" in batch.failures[1]
    assert 0 < batch.end[1] < 10


RUSH = '[parameters.rush]\nvalue = 1\nunit = "1"\n'
SAW = """
[events.reset]
when = "x >= top"
set = { x = "0" }
[events.gift]
at = "gift_time"
set = { x = "x + 0.5" }
[milestones.half]
when = "x >= 2"
[outcomes.at_half]
unit = "year"
equation = "t"
at = "half"
[outcomes.waited]
unit = "year"
equation = "since(x, 3)"
[parameters.top]
value = 4
unit = "1"
[parameters.gift_time]
value = "never"
unit = "year"
date = true
"""


def test_events_milestones_and_samples(small: Load) -> None:
    """x is t, falls to 0 whenever it reaches the top, and rises by a half at the gift."""
    case = small(stock("pace") + SAW)
    given = {"top": [4, 2.5, 1], "gift_time": [np.inf, 2027, 9.75]}
    batch = case.batch(given, times=[0, 1, 2, 4, 8, 10, 11], quantities=["x"])
    assert batch.failures == ("", "", "")
    assert batch.sampled[0, :, 0] == pytest.approx([0, 1, 2, 0, 0, 2, np.nan], abs=1e-9, nan_ok=True)
    assert batch.sampled[1, [0, 1, 3], 0] == pytest.approx([0, 1.5, 2], abs=1e-9)
    assert batch.milestones[:, 0] == pytest.approx([2, 1.5, np.nan], nan_ok=True)
    assert batch.outcomes[:, 2] == pytest.approx([2, 1.5, np.nan], nan_ok=True)
    assert batch.outcomes[:, 3] == pytest.approx([7, 0, 0], abs=1e-9)
    keyed: dict[Key, Floats] = {
        (name, ()): np.array([2.5, 2.5]) if name == "top" else np.array([1.0, 1.0]) for name in given
    }
    assert agree(alone(case, keyed, 0), told(batch, 1))


def test_models_without_stocks_and_batches_without_members(small: Load) -> None:
    case = takeoff.load("researcher-supply").case
    program = case.programs.program(case.kinds())
    none = integrate_batch(program, np.empty((0, len(program.parameters))), np.empty(0))
    assert none.outcomes.shape == (0, len(program.system.outcomes))
    assert none.failures == ()


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"parameters": np.zeros((2, 1)), "horizons": np.ones(2)}, "shape"),
    ({"parameters": np.zeros((2, 3)), "horizons": np.ones(1)}, "shape"),
    ({"parameters": np.zeros((2, 3)), "horizons": np.array([1.0, np.inf])}, "horizon"),
    ({"parameters": np.zeros((2, 3)), "horizons": np.array([1.0, -1.0])}, "horizon"),
    ({"parameters": np.zeros((2, 3)), "horizons": np.ones(2), "times": [2, 1]}, "rise"),
]


@pytest.mark.parametrize(("given", "words"), WRONG)
def test_arrays_that_do_not_fit_are_refused(small: Load, given: dict[str, Any], words: str) -> None:
    case = small(stock("pace"))
    with pytest.raises(InputError, match=words):
        integrate_batch(case.programs.program(case.kinds()), **given)


def test_an_outcome_at_a_milestone_that_is_never_reached_has_no_value(small: Load) -> None:
    text = """
[milestones.large]
when = "x >= 5"
[outcomes.since_one]
unit = "year"
equation = "since(x, 1)"
at = "large"
"""
    batch = small(stock("pace") + text).batch({"horizon": np.array([4.0, 8.0])})
    assert batch.outcomes[:, 2] == pytest.approx([np.nan, 4.0], nan_ok=True)
