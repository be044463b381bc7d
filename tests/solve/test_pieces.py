"""Jumps, kinks, events, milestones and blow-up, each on a small model with a known answer."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from takeoff.errors import RunError
from takeoff.solve.settings import Settings
from tests.solve.small import Load, growing, loader

HEAD = """
schema = 1
[model]
name = "small"
title = "A small model"
time = { unit = "year", start = 2026.0, stop = 2036.0 }
[outcomes.size]
unit = "1"
equation = "x"
[outcomes.used]
unit = "1"
meaning = "Every parameter must be used somewhere."
equation = "pace * year"
"""


@pytest.fixture
def small(tmp_path: Path) -> Load:
    """A model from the text of its parts, with an outcome `size` that reads the stock x."""
    return loader(tmp_path, HEAD)


def stock(rate: str, start: str = "0", scale: str = "linear") -> str:
    return f"""{growing(rate, start, scale)}[parameters.pace]
value = 1
unit = "1/year"
[parameters.year]
value = 1
unit = "year"
"""


KINKS = [
    ("pace * step(t - 3.3 * year)", 6.7),
    ("pace * where(t < 3.3 * year, 2, 5)", 2 * 3.3 + 5 * 6.7),
    ("pace * ramp(t - 4 * year) / year", 18.0),
    ("pace * max(t / year, 3)", 9 + (100 - 9) / 2),
    ("pace * min(t / year, 3)", 4.5 + 21),
    ("pace * abs(t / year - 4)", 8 + 18),
    ("pace * clip(t / year, 2, 5)", 4 + 10.5 + 25),
    ("pace * where(t >= 2 * year and t < 3 * year or t > 9.5 * year, 1, 0)", 1.5),
    ("pace * where(not t > 4 * year, 1, 0)", 4.0),
]


@pytest.mark.parametrize(("rate", "size"), KINKS)
@pytest.mark.parametrize("relative", [1e-3, 1e-10])
def test_jumps_and_kinks_are_exact_at_any_tolerance(small: Load, rate: str, size: float, relative: float) -> None:
    case = replace(small(stock(rate)).case, settings=Settings(relative=relative, absolute=relative))
    assert case.run().outcome("size") == pytest.approx(size, rel=1e-12)


def test_a_kink_in_the_state_is_located(small: Load) -> None:
    """x grows exponentially to 2, then at the constant rate 2: 2 + 2 (10 - ln 2)."""
    run = small(stock("pace * min(x, 2)", start="1")).run()
    assert run.outcome("size") == pytest.approx(2 + 2 * (10 - math.log(2)), rel=1e-9)


def test_two_crossings_within_one_step_are_seen(small: Load) -> None:
    """A bump that is above 0.999 for a moment only."""
    text = stock("pace * where(1 - (t / year - 5.02)**2 > 0.999, 1, 0)")
    run = small(text).run()
    assert run.outcome("size") == pytest.approx(2 * math.sqrt(0.001), rel=1e-9)


def test_identical_quantities_do_not_chatter(small: Load) -> None:
    text = (
        stock("pace * max(x - y, 0) + pace", start="1")
        + """
[stocks.y]
unit = "1"
start = "1"
[flows.same]
into = "y"
rate = "pace"
"""
    )
    run = small(text).run()
    assert run.outcome("size") == pytest.approx(11, rel=1e-12)
    assert len(run.trajectory.pieces) < 5


def test_a_bare_switch_on_its_own_threshold_is_an_error_with_advice(small: Load) -> None:
    with pytest.raises(RunError, match=r"switches back and forth at 1 years") as caught:
        small(stock("pace * where(x >= 1, -1, 1)")).run()
    assert "stays true" in str(caught.value)


def test_log_stocks_and_linear_stocks_agree(small: Load) -> None:
    linear, log = (small(stock("pace * x * (1 - x / 5)", "1", scale)).run() for scale in ("linear", "log"))
    assert log.outcome("size") == pytest.approx(linear.outcome("size"), rel=1e-9)


def test_an_event_at_a_date_jumps_once(small: Load) -> None:
    text = stock("pace") + '[events.gift]\nat = "3 * year"\nset = { x = "x + 100" }\n'
    run = small(text).run()
    assert run.outcome("size") == pytest.approx(110, rel=1e-12)
    assert run.sample("x", [2.999999, 3.0]) == pytest.approx([2.999999, 103], rel=1e-12)


def test_an_event_on_a_condition_fires_each_time_it_becomes_true(small: Load) -> None:
    text = stock("pace") + '[events.reset]\nwhen = "x >= 4"\nset = { x = "0" }\n'
    assert small(text).run().outcome("size") == pytest.approx(2, abs=1e-9)


def test_events_see_the_state_before_any_of_them_sets_it(small: Load) -> None:
    text = (
        stock("pace")
        + """
[stocks.y]
unit = "1"
start = "50"
[flows.fade]
out_of = "y"
rate = "0 * pace * y"
[events.swap]
at = "5 * year"
set = { x = "y", y = "x" }
"""
    )
    run = small(text).run()
    assert run.outcome("size") == pytest.approx(55, rel=1e-12)
    assert run["y"][-1] == pytest.approx(5, rel=1e-12)


def test_milestones_are_exact_and_true_at_the_start_means_zero(small: Load) -> None:
    text = (
        stock("pace * x", "1")
        + """
[milestones.double]
when = "x >= 2"
[milestones.always]
when = "x > 0"
[milestones.unreached]
when = "x > 1e9"
[milestones.enough]
when = "x >= 100"
stop = true
"""
    )
    run = small(text).run()
    assert run.milestones["double"] == pytest.approx(math.log(2), abs=1e-9)
    assert run.milestones["always"] == 0
    assert run.milestones["unreached"] is None
    assert run.when("enough") == pytest.approx(2026 + math.log(100), abs=1e-9)
    assert run.outcome("size") == pytest.approx(100, rel=1e-9)


def test_a_date_is_as_exact_as_the_steps(small: Load) -> None:
    """x = exp(t) reaches a level at its logarithm; interpolants of steps this long are off by 1.6e-10."""
    text = '[parameters.level]\nvalue = 2\nunit = "1"\n[milestones.there]\nwhen = "x >= level"'
    model = small(stock("pace * x", "1") + text)
    for level in (2.5, 5, 7, 20):
        run = replace(model.change(level=level).case, settings=Settings(longest_step=0.5)).run()
        assert run.milestones["there"] == pytest.approx(math.log(level), abs=4e-11)


def test_a_run_that_ends_where_it_starts_is_one_moment(small: Load) -> None:
    run = small(stock("pace * x", "1") + '[milestones.enough]\nwhen = "x >= 1"\nstop = true\n').run()
    assert (run.end, run.table()["x"].tolist(), run["x"].tolist()) == (2026.0, [1.0], [1.0])
    assert run.at(2026.0)["x"].value == 1.0 and run.sample("x", [2026.0, 2027.0])[0] == 1.0


def test_a_milestone_that_an_event_reaches_has_the_date_of_the_event(small: Load) -> None:
    text = (
        stock("pace")
        + """
[events.gift]
at = "3 * year"
set = { x = "50" }
[milestones.fifty]
when = "x >= 50"
stop = true
"""
    )
    run = small(text).run()
    assert run.milestones == {"fifty": 3}
    assert run.outcome("size") == 50


def test_since_counts_from_the_first_crossing(small: Load) -> None:
    text = (
        stock("pace * cosine", "0")
        + """
[auxiliaries.cosine]
unit = "1"
equation = "1 - 0.2 * t / year"
[outcomes.since_two]
unit = "year"
equation = "since(x, 2)"
[outcomes.since_start]
unit = "month"
equation = "since(x, 0)"
[outcomes.since_never]
unit = "year"
equation = "since(x, 50)"
"""
    )
    run = small(text).run()
    first = 5 - math.sqrt(25 - 20)
    assert run.outcome("since_two") == pytest.approx(10 - first, abs=1e-9)
    assert run.outcome("since_start") == pytest.approx(120, abs=1e-9)
    assert run.outcome("since_never") == 0


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_blow_up_is_told_with_its_time(small: Load, scale: str) -> None:
    with pytest.raises(RunError, match=r"1(\.0|\.00000)? years|0\.99999\d* years") as caught:
        small(stock("pace * x**2", "1", scale)).run()
    assert "hint" in str(caught.value)


@pytest.mark.parametrize(
    "rate", ["pace / (x - 1)", "pace * log(0 - 1 - x**2)", "pace * (0 - 1 - x**2)**0.5", "pace * exp(exp(10 + x))"]
)
def test_no_number_is_an_error_not_an_endless_run(small: Load, rate: str) -> None:
    with pytest.raises(RunError):
        small(stock(rate, "1")).run()


def test_a_log_stock_must_start_above_zero(small: Load) -> None:
    with pytest.raises(RunError, match="gives no finite number"):
        small(stock("pace * x", "0", "log")).run()


def test_budgets_end_a_run(small: Load) -> None:
    case = small(stock("pace * x", "1")).case
    with pytest.raises(RunError, match="more than 50 evaluations"):
        replace(case, settings=Settings(evaluations=50)).run()


def test_reading_a_finished_run_costs_nothing_of_its_budget(small: Load) -> None:
    case = small(stock("pace * x", "1")).case
    used = case.run().trajectory.evaluations
    run = replace(case, settings=Settings(evaluations=used)).run()
    assert run.trajectory.evaluations == used
    times = [0.03, 1.7, 4.1, 8.8]
    assert run.sample("x", times) == pytest.approx([math.exp(t) for t in times], rel=1e-9)


def test_a_promise_is_kept_within_the_accuracy_of_the_integration(small: Load) -> None:
    """A stock that nearly stands still at 0 may lie below it by rounding."""
    text = stock("pace * where(t < 5 * year, 0 - 1, 1) * tiny") + '[promises]\nsmall = "0 <= x"\n'
    text += '[parameters.tiny]\nunit = "1"\nvalue = '
    assert small(text + "1e-14").run().outcome("size") == pytest.approx(0, abs=1e-12)
    with pytest.raises(RunError, match="promise 'small'"):
        small(text + "1e-11").run()


def test_a_broken_promise_fails_the_run(small: Load) -> None:
    text = stock("pace") + '[promises]\nsmall = "0 <= x <= 5"\n'
    with pytest.raises(RunError, match=r"promise 'small' \(0 <= x <= 5\) is broken"):
        small(text).run()


def test_start_values_and_rates_in_equations(small: Load) -> None:
    text = (
        stock("pace * initial(x) + rate_of(y) / 2", "3 + pace * year")
        + """
[auxiliaries.y]
unit = "1"
equation = "(t / year)**2"
"""
    )
    assert small(text).run().outcome("size") == pytest.approx(4 + 40 + 50, rel=1e-12)
