"""Gradients where a run jumps, bends, starts or ends, each on a small model with a known answer."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

import takeoff
from takeoff.errors import InputError, RunError
from takeoff.solve.pieces import guard_of
from takeoff.solve.settings import DEFAULT
from tests.solve.small import Load, growing, loader

HEAD = """
schema = 1
[model]
name = "small"
title = "A small model"
time = { unit = "year", start = 2026.0, stop = 2036.0 }
[controls]
brake = { unit = "1", default = 0 }
other = { unit = "1", default = 0 }
[parameters]
pace = { value = 0.3, unit = "1/year" }
size = { value = 2, unit = "1" }
gift = { value = 5, unit = "1" }
date = { value = 4, unit = "year", date = true }
limit = { value = 7, unit = "1" }
unused = { value = 1, unit = "year" }
[outcomes]
x = { unit = "1", equation = "x" }
end = { unit = "month", equation = "t" }
used = { unit = "1/year", equation = "pace * size * gift * limit * exp(-date / unused)" }
"""

PACE, SIZE, GIFT, DATE, LIMIT, END = 0.3, 2.0, 5.0, 4.0, 7.0, 10.0


@pytest.fixture
def small(tmp_path: Path) -> Load:
    """A model from the text of its parts."""
    return loader(tmp_path, HEAD)


def stock(rate: str, start: str = "size", scale: str = "linear") -> str:
    return growing(rate, start, scale)


GROWTH = math.exp(PACE * END)
REST = math.exp(PACE * (END - DATE))
STOPPED = math.log(LIMIT / SIZE) / PACE

KNOWN = {
    "growth": (stock("pace * x"), {"size": GROWTH, "pace": SIZE * END * GROWTH, "horizon": SIZE * PACE * GROWTH}),
    "growth of a logarithm": (stock("pace * x", scale="log"), {"size": GROWTH, "horizon": SIZE * PACE * GROWTH}),
    "a jump at a date": (
        stock("pace * x") + '[events.e]\nat = "date"\nset = { x = "x + gift" }\n',
        {"date": -GIFT * PACE * REST, "gift": REST, "size": GROWTH},
    ),
    "a jump of a logarithm": (
        stock("pace * x", scale="log") + '[events.e]\nat = "date"\nset = { x = "x + gift * t / date" }\n',
        {"date": -GIFT * PACE * REST, "gift": REST, "size": GROWTH},
    ),
    "a jump on a condition": (
        stock("pace * size") + '[events.e]\nwhen = "x >= limit"\nset = { x = "x + gift * x / limit" }\n',
        {"gift": 1.0, "limit": 0.0, "pace": SIZE * END},
    ),
    "two events at one moment": (
        stock("pace * size")
        + '[events.a]\nat = "date"\nset = { x = "x * gift" }\n'
        + '[events.b]\nwhen = "x >= limit"\nset = { x = "x / limit" }\n',
        {"gift": (SIZE + PACE * SIZE * DATE) / LIMIT, "date": PACE * SIZE * (GIFT / LIMIT - 1)},
    ),
    "a bend of the state": (
        stock("pace * min(x, limit)"),
        {"size": LIMIT / SIZE, "limit": PACE * (END - STOPPED)},
    ),
    "a jump of the rate in the state": (
        stock("pace * gift * where(x >= limit, size, 1)"),
        {"size": PACE * GIFT * END - (LIMIT - SIZE) + SIZE, "limit": 1 - SIZE, "gift": PACE * SIZE * END},
    ),
    "a rate that jumps in time": (stock("pace * where(t >= date, gift, 1)"), {"date": PACE * (1 - GIFT)}),
    "the start": (stock("pace * initial(x)", "size**2"), {"size": 2 * SIZE * (1 + PACE * END)}),
    "rates of rates": (
        stock("rate_of(y) * size + rate_of(rate)", "0")
        + '[auxiliaries]\ny = { unit = "1", equation = "gift * pace * t" }\n'
        'rate = { unit = "1", equation = "(t / date)**2" }\n',
        {"gift": SIZE * PACE * END, "pace": SIZE * GIFT * END, "date": -2 * (END / DATE) ** 2 / DATE},
    ),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_gradients(small: Load, name: str) -> None:
    text, known = KNOWN[name]
    found = small(text).run().gradient("x", list(known))
    assert found == pytest.approx(known, rel=1e-8, abs=1e-8)


STOP = '[milestones.full]\nwhen = "x >= limit"\nstop = true\n[milestones.beyond]\nwhen = "x > 1e6"\n'


def test_a_stopping_milestone(small: Load) -> None:
    run = small(stock("pace * x", scale="log") + STOP).run()
    known = {"limit": 1 / (PACE * LIMIT), "size": -1 / (PACE * SIZE), "pace": -STOPPED / PACE, "horizon": 0.0}
    assert run.gradient("end", list(known)) == pytest.approx({n: 12 * v for n, v in known.items()}, rel=1e-8)
    assert run.gradient("x", ["limit", "size"]) == pytest.approx({"limit": 1, "size": 0}, abs=1e-9)


def test_the_horizon_ends_a_run_that_no_milestone_does(small: Load) -> None:
    run = small(stock("pace * x") + STOP).run(horizon=3)
    assert run.gradient("end", ["horizon", "limit"]) == {"horizon": 12, "limit": 0}


def test_an_event_that_ends_the_run(small: Load) -> None:
    text = stock("pace * x") + STOP + '[events.e]\nat = "date"\nset = { x = "x + gift" }\n'
    run = small(text).run(limit=9)
    assert run.gradient("end", ["date", "gift", "pace"]) == {"date": 12, "gift": 0, "pace": 0}
    grown = SIZE * math.exp(PACE * DATE)
    assert run.gradient("x", ["date", "gift"]) == pytest.approx({"date": PACE * grown, "gift": 1}, rel=1e-9)


AT = """
[milestones.full]
when = "x >= limit"
[milestones.beyond]
when = "x > 1e6"
[outcomes.then]
unit = "month"
equation = "t * x / limit"
at = "full"
[outcomes.beyond]
unit = "month"
equation = "t"
at = "beyond"
"""


def test_an_outcome_at_a_milestone(small: Load) -> None:
    run = small(stock("pace * size") + AT).run()
    reached = (LIMIT - SIZE) / (PACE * SIZE)
    known = {"limit": 1 / (PACE * SIZE), "pace": -reached / PACE, "size": -LIMIT / (PACE * SIZE**2)}
    assert run.gradient("then", list(known)) == pytest.approx({n: 12 * v for n, v in known.items()}, rel=1e-9)


def test_a_milestone_that_was_never_reached_has_no_derivative(small: Load) -> None:
    run = small(stock("pace * x") + AT).run()
    with pytest.raises(RunError, match="outcome 'beyond' has no derivative: 'beyond' was never reached"):
        run.gradient("beyond", ["limit"])
    assert run.gradient("x", ["size"])["size"] == pytest.approx(GROWTH)


def test_never_does_not_move(small: Load) -> None:
    run = small(stock("pace * x") + '[events.e]\nat = "date"\nset = { x = "0" }\n').run(date="never")
    assert run.gradient("x", ["date", "size"]) == pytest.approx({"date": 0, "size": GROWTH})


@pytest.mark.parametrize(("brake", "other"), [(3, 3), (3, 4), (4, 3)])
def test_two_schedules_that_turn_at_one_moment(small: Load, brake: float, other: float) -> None:
    run = small(stock("pace * ((1 - brake) + gift * (1 - other))")).run(
        brake=takeoff.abrupt(start=brake), other=takeoff.abrupt(start=other)
    )
    assert run.gradient("x", ["brake.start", "other.start"]) == pytest.approx(
        {"brake.start": PACE, "other.start": PACE * GIFT}, rel=1e-9
    )


def test_a_schedule_that_starts_at_once_moves_with_its_start(small: Load) -> None:
    run = small(stock("pace * (1 - brake)")).run(brake=takeoff.abrupt(start=0, stop=3))
    assert run.gradient("x", ["brake.start", "brake.stop", "brake.depth"]) == pytest.approx(
        {"brake.start": PACE, "brake.stop": -PACE, "brake.depth": -3 * PACE}, rel=1e-9
    )


def test_a_ramp_without_length(small: Load) -> None:
    run = small(stock("pace * (1 - brake)")).run(brake=takeoff.ramp(start=3, length=0))
    assert run.gradient("x", ["brake.start"])["brake.start"] == pytest.approx(PACE, rel=1e-9)


SINCE = """
[events.e]
at = "date"
set = { x = "x + gift" }
[outcomes.grown]
unit = "year"
equation = "since(x, limit / 2)"
[outcomes.leapt]
unit = "year"
equation = "since(x, 1.5 * limit / pace * pace)"
[outcomes.begun]
unit = "year"
equation = "since(x, size / 2)"
[outcomes.unreached]
unit = "year"
equation = "since(x, 100 * limit)"
[outcomes.own]
unit = "year"
equation = "since(x, x / 2)"
"""


def test_since(small: Load) -> None:
    """3.5 is grown into, 10.5 is leapt over at the date, 1 is passed at the start, 700 is never reached."""
    run = small(stock("pace * x") + SINCE).run(gift=9)
    wrt = ["limit", "size", "pace", "date", "horizon"]
    grown = math.log(LIMIT / 2 / SIZE) / PACE
    assert run.gradient("grown", wrt) == pytest.approx(
        {"limit": -1 / (PACE * LIMIT), "size": 1 / (PACE * SIZE), "pace": grown / PACE, "date": 0, "horizon": 1},
        rel=1e-8,
    )
    assert run.gradient("leapt", wrt) == {"limit": 0, "size": 0, "pace": 0, "date": -1, "horizon": 1}
    assert run.gradient("begun", wrt) == {"limit": 0, "size": 0, "pace": 0, "date": 0, "horizon": 1}
    assert run.gradient("unreached", wrt) == dict.fromkeys(wrt, 0)
    assert run.gradient("own", wrt)["pace"] == pytest.approx(-math.log(2) / PACE**2, rel=1e-8)


def test_a_level_that_another_since_gives(small: Load) -> None:
    """As many units as years since x passed 3, from the outcome before and within one: ln(level / 2) / pace."""
    text = """
[outcomes.grown]
unit = "1"
equation = "since(x, gift - size) * 1.5 * pace"
[outcomes.second]
unit = "year"
equation = "since(x, grown)"
[outcomes.nested]
unit = "year"
equation = "since(x, since(x, gift - size) * 1.5 * pace)"
"""
    run = small(stock("pace * x") + text).run()
    first = math.log((GIFT - SIZE) / SIZE) / PACE
    level = 1.5 * PACE * (END - first)
    assert run.outcome("grown") == pytest.approx(level)
    assert run.outcome("second") == run.outcome("nested") == pytest.approx(END - math.log(level / SIZE) / PACE)
    moved = -1.5 / (GIFT - SIZE)
    for name in ("second", "nested"):
        assert run.gradient(name, ["gift"])["gift"] == pytest.approx(-moved / level / PACE, rel=1e-8)


COMPUTED = """
[parameters.twice]
value = "2 * pace * max(size, 1)"
unit = "1/year"
[parameters.squared]
value = "twice**2 / pace"
unit = "1/year"
"""


def test_computed_parameters_follow_and_are_moved_as_if_given(small: Load) -> None:
    model = small(stock("squared + twice", "gift") + COMPUTED)
    run = model.run()
    twice = 2 * PACE * SIZE
    squared = {"pace": 4 * SIZE**2 * END, "size": 8 * PACE * SIZE * END}
    known = {"pace": squared["pace"] + 2 * SIZE * END, "size": squared["size"] + 2 * PACE * END}
    known |= {"twice": (2 * twice / PACE + 1) * END, "squared": END}
    assert run.gradient("x", list(known)) == pytest.approx(known, rel=1e-9)
    given = model.run(twice=1)
    assert given.gradient("x", ["pace", "size", "twice"]) == pytest.approx(
        {"pace": -END / PACE**2, "size": 0, "twice": (2 / PACE + 1) * END}, rel=1e-9
    )


def test_what_a_search_sets_moves_computed_parameters(small: Load) -> None:
    case = small(stock("squared + twice", "gift") + COMPUTED).case
    searched = replace(case, exact={("pace", ()): 2 * PACE})
    assert searched.values() == case.change({"pace": 2 * PACE}).values()
    assert searched.run().gradient("x", ["pace"]) == case.change({"pace": 2 * PACE}).run().gradient("x", ["pace"])


def test_a_jump_that_takes_other_switches_along(small: Load) -> None:
    """The brake takes the inner bend across at once: both turn with the schedule."""
    text = (
        stock("pace * where(y >= 1, gift, 1)")
        + '[auxiliaries]\ny = { unit = "1", equation = "brake * size * t / date" }\n'
    )
    run = small(text).run(brake=takeoff.abrupt(start=5))
    assert run.outcome("x") == pytest.approx(SIZE + PACE * (5 + 5 * GIFT))
    assert run.gradient("x", ["brake.start", "size"]) == pytest.approx({"brake.start": PACE * (1 - GIFT), "size": 1})


def test_a_switch_that_another_takes_just_across(small: Load) -> None:
    """At x = limit, y leaps from far below 0 to just above it: both turn where x crosses."""
    inner = '[auxiliaries]\ny = { unit = "1", equation = "1e5 * step(x - limit) - 1e5 + size" }\n'
    run = small(stock("pace * where(y >= 0, gift, 1)", "gift") + inner).run()
    first = (LIMIT - GIFT) / PACE
    assert run.outcome("x") == pytest.approx(LIMIT + PACE * GIFT * (END - first))
    known = {"limit": 1 - GIFT, "gift": PACE * (END - first) + GIFT, "size": 0}
    assert run.gradient("x", list(known)) == pytest.approx(known, rel=1e-9, abs=1e-9)


def test_a_condition_that_is_only_grazed_has_no_derivative(small: Load) -> None:
    """x reaches the limit with speed 0, at half time."""
    rate = "5 * pace * ((t - horizon / 2) / horizon)**4 * 3.2"
    text = stock(rate.replace("horizon", "(10 * unused)"), "limit - pace * unused") + STOP
    run = small(text).run()
    assert run.outcome("end") == pytest.approx(60, rel=1e-2)
    with pytest.raises(RunError, match="a condition is only grazed at"):
        run.gradient("end", ["limit"])


def test_a_formula_without_a_finite_derivative(small: Load) -> None:
    run = small(stock("pace", "0") + '[outcomes.root]\nunit = "1"\nequation = "sqrt(gift)"\n').run(gift=0)
    with pytest.raises(RunError, match="outcome 'root' has no finite derivative"):
        run.gradient("root", ["gift"])
    assert run.gradient("x", ["gift"]) == {"gift": 0}


def test_unknown_names_are_told_with_the_nearest(small: Load) -> None:
    run = small(stock("pace * x")).run(brake=takeoff.abrupt(start=5))
    with pytest.raises(InputError, match="did you mean 'brake.start'"):
        run.gradient("x", ["brake.strat"])
    with pytest.raises(InputError, match="no outcome 'y'"):
        run.gradient("y")


def test_all_parameters_unless_some_are_named(small: Load) -> None:
    run = small(stock("pace * x")).run(brake=takeoff.abrupt(start=5))
    found = run.gradient("x")
    assert list(found)[:7] == ["pace", "size", "gift", "date", "limit", "unused", "horizon"]
    assert {"brake.start", "brake.stop", "other.level"} < set(found)
    assert found["pace"] == pytest.approx(SIZE * END * GROWTH)
    assert found["brake.stop"] == 0
    assert run.gradient("x", []) == {}


def test_derivatives_that_run_away_are_told_by_the_largest_stock(small: Load) -> None:
    """What is integrated then holds the stock, and its derivatives after it."""
    program = small(stock("pace", "gift")).run().program
    error = guard_of(program, DEFAULT).stuck(1.0, [2.0, 1e9, 1e12], "the step became too small")
    assert "no finite solution beyond 1 years" in str(error)
    assert "largest there: 'x'" in str(error)
