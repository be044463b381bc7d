"""What must be watched where series of high order make the steps, each on a small model with a known answer."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import takeoff
from takeoff.equations.scope import Key
from takeoff.solve.batch.run_batch import Batch, integrate_batch
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.case import Case
from takeoff.solve.settings import Settings
from tests.solve.batch.draws import FINE, Floats, agree, alone, case_of, told
from tests.solve.batch.test_run_batch import HOSTILE, PRONE, SAW, same
from tests.solve.test_pieces import HEAD, stock

heyoka = pytest.importorskip("heyoka")
from takeoff.solve.fast import compiled, survey, taylor  # noqa: E402 - after it is known to be there
from takeoff.solve.fast.taylor import Taylor  # noqa: E402

Load = Callable[[str], Case]


@pytest.fixture
def small(tmp_path: Path) -> Load:
    """The case of a model from the text of its parts, with an outcome `size` that reads the stock x."""

    def load(text: str) -> Case:
        path = tmp_path / "small.toml"
        path.write_text(HEAD + text, encoding="utf-8")
        return takeoff.load(path).case

    return load


SIZES = """
[stocks.large]
unit = "1"
start = "1e9"
[flows.growing]
into = "large"
rate = "pace * large / 10"
[stocks.y]
unit = "1"
start = "0"
[flows.swinging]
into = "y"
rate = "-25 * pace * (x + 1e-9 * large / exp(pace * t / 10) - 1)"
"""


def test_a_small_stock_is_as_accurate_beside_a_large_one(small: Load) -> None:
    """x swings five times a year, within 1, beside a stock of a billion."""
    case = small(stock("pace * y", "1") + SIZES)
    batch = case.batch({"pace": [1, 1.1]}, settings=FINE, method=Taylor)
    assert batch.outcomes[:, 0] == pytest.approx([math.cos(50), math.cos(55)], abs=1e-6)


def test_a_step_that_is_too_long_is_taken_back(small: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last terms of a series may be large, it proposes steps that the check at their ends refuses."""
    case = small(stock("pace * (1 - x) * exp(-pace * t)", "0"))
    known = case.batch({"pace": [1, 3]}, settings=FINE, method=Taylor)
    monkeypatch.setattr(survey, "SHARE", 1e6)
    monkeypatch.setattr(survey, "EARLIER", 1e6)
    monkeypatch.setattr(compiled, "_known", {})
    loose = case.batch({"pace": [1, 3]}, settings=FINE, method=Taylor)
    exact = [1 - math.exp(math.exp(-10 * pace) - 1) for pace in (1, 3)]
    assert known.outcomes[:, 0] == pytest.approx(exact, rel=1e-8)
    assert loose.outcomes[:, 0] == pytest.approx(exact, rel=1e-6)
    assert (loose.evaluations > known.evaluations).all()
    monkeypatch.setattr(survey.Survey, "_error", lambda *_: heyoka.expression(0.0))
    monkeypatch.setattr(compiled, "_known", {})
    unchecked = case.batch({"pace": [1, 3]}, settings=FINE, method=Taylor)
    assert np.abs(unchecked.outcomes[:, 0] - exact).max() > 1e-5


def test_a_switch_narrower_than_any_step_is_seen(small: Load) -> None:
    """On for a thousandth and for a millionth of a year."""
    dated = small(stock("1e6 * pace * (step(t / year - 5.1) - step(t / year - 5.1 - width))", "0") + WIDTH)
    batch = dated.batch({"width": [1e-3, 1e-6]}, method=Taylor)
    assert batch.outcomes[:, 0] == pytest.approx([1e3, 1], rel=1e-6)


WIDTH = '[parameters.width]\nvalue = 1\nunit = "1"\n'


def test_a_condition_that_holds_for_a_seventh_of_a_step_is_seen(small: Load) -> None:
    """Wherever in a step it begins; between two quarters of one it comes and goes."""
    near = '[milestones.near]\nwhen = "(x - centre)**2 <= 0.0225**2"\n'
    case = small(stock("pace") + near + '[parameters.centre]\nvalue = 5\nunit = "1"\n')
    centres = np.linspace(5.0, 5.3, 40)
    batch = case.batch({"centre": centres}, settings=Settings(longest_step=1 / 32), method=Taylor)
    assert batch.milestones[:, 0] == pytest.approx(centres - 0.0225, abs=1e-9)


def test_a_logistic_far_out_does_not_overflow(small: Load) -> None:
    case = small(stock("pace * logistic(steep * (pace * t - 5))", "0") + '[parameters.steep]\nvalue = 1\nunit = "1"\n')
    batch = case.batch({"steep": [1e3, -1e3, 1]}, method=Taylor)
    assert batch.outcomes[:, 0] == pytest.approx([5, 5, 5], rel=1e-6)


def hostile(case: Case, method: type[Taylor] | type[RungeKutta], members: list[dict[str, float]]) -> Batch:
    """Members of the model that is prone to all that can go wrong."""
    usual = {key[0]: value for key, value in case.values().items()}
    names = {name for given, _ in HOSTILE.values() for name in given}
    values = {name: [one.get(name, usual[name]) for one in members] for name in sorted(names)}
    return case.batch(values, method=method)


def test_members_without_a_series_fail_alone_and_in_the_words_of_a_single_run(small: Load) -> None:
    case = small(PRONE)
    good: list[dict[str, float]] = [{}, {"goal": 3.5}]
    members = [good[0], *(given for given, _ in HOSTILE.values()), good[1]]
    batch, known = (hostile(case, method, members) for method in (Taylor, RungeKutta))
    for member, (_, words) in enumerate(HOSTILE.values(), start=1):
        assert words in batch.failures[member]
        assert agree(told(known, member), told(batch, member))
    assert same(batch.take(np.array([0, len(members) - 1])), hostile(case, Taylor, good))


def test_where_a_series_does_not_exist_another_method_goes_on(small: Load) -> None:
    """The square root of 0 has no series, but x has a rate there."""
    case = small(stock("pace * (1 + sqrt(x))", "begin") + '[parameters.begin]\nvalue = 0\nunit = "1"\n')
    batch, known = (case.batch({"begin": [0, 1]}, settings=FINE, method=one) for one in (Taylor, RungeKutta))
    assert batch.failures == ("", "")
    assert batch.evaluations[0] == known.evaluations[0]
    assert batch.evaluations[1] != known.evaluations[1]
    assert batch.outcomes[:, 0] == pytest.approx(known.outcomes[:, 0], rel=1e-7)


def test_the_end_of_one_member_stops_no_other() -> None:
    pause = takeoff.pause_when("progress", 1.2, 0.3, depth=0.8, resume_watch="alignment", resume_above=15_000)
    case = case_of("lead-and-pause", {"theft_rate": 0.2, "caution": pause})
    program = case.programs.program(case.kinds())
    table = np.array([np.full(40, value) for value in case.values().values()]).T
    horizons = np.linspace(0.0, 9.0, 40)

    def run(order: list[int], block: int) -> Batch:
        given = {"times": [0, 1.5, 8], "quantities": [("progress", ())], "block": block, "method": Taylor}
        return integrate_batch(program, table[order], horizons[order], **given)  # type: ignore[arg-type]

    together = run(list(range(40)), 40)
    assert together.end.tolist() == sorted(together.end)
    assert len(set(together.end)) > 10
    assert same(together, run(list(range(40)), 1))
    backward = list(range(39, -1, -1))
    assert same(together.take(np.array(backward)), run(backward, 7))


def test_events_milestones_since_and_samples(small: Load) -> None:
    """x is t, falls to 0 whenever it reaches the top, and rises by a half at the gift."""
    case = small(stock("pace") + SAW)
    given = {"top": [4, 2.5], "gift_time": [np.inf, 2027]}
    batch = case.batch(given, times=[0, 1, 2, 4, 8, 10, 11], quantities=["x"], method=Taylor)
    assert batch.sampled[0, :, 0] == pytest.approx([0, 1, 2, 0, 0, 2, np.nan], abs=1e-9, nan_ok=True)
    assert batch.milestones[:, 0] == pytest.approx([2, 1.5])
    assert batch.outcomes[:, 3] == pytest.approx([7, 0], abs=1e-9)
    keyed: dict[Key, Floats] = {("top", ()): np.array([2.5]), ("gift_time", ()): np.array([1.0])}
    assert agree(alone(case, keyed, 0), told(batch, 1))


def test_a_program_is_compiled_once_for_an_order(small: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    case, orders = small(stock("pace")), []
    start = compiled.Compiled.__init__

    def counted(self: compiled.Compiled, terms: survey.Terms, order: int) -> None:
        orders.append(order)
        start(self, terms, order)

    monkeypatch.setattr(compiled.Compiled, "__init__", counted)
    for relative in (1e-7, 1.1e-7, 1e-9):
        case.batch({"pace": [1]}, settings=Settings(relative, 1e-3 * relative), method=Taylor)
    assert orders == [taylor.order_for(1e-7), taylor.order_for(1e-9)]
