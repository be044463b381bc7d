"""What improvements are worth, against closed forms; hills that change places; what has no answer."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import takeoff
from takeoff.decide.pause import BestPause
from takeoff.decide.worth import Worths
from takeoff.decide.yardstick import Length
from takeoff.errors import InputError
from takeoff.model import Model

END, GROWTH, LABOUR = 3.5, 1.5, 7000.0

SHORT = """
extends = "lead-and-pause"
schema = 1
[model]
name = "short"
title = "A lead of at most a year"
[parameters.lead]
between = [0, 1]
[improvements.tenfold_labour]
multiply = { initial_labour = 10 }
[improvements.half_the_labour]
multiply = { initial_labour = 0.5 }
[improvements.little_labour]
multiply = { initial_labour = 0.01 }
"""


def most_work(end: float, base: float = 0.05, labour: float = LABOUR) -> float:
    """Alignment work of the best full stop, by hand: it begins (1 - base / full) / growth before the end."""
    start = end - (1 - base / 0.9) / GROWTH
    before = base * labour * math.expm1(GROWTH * start) / GROWTH
    return before + 0.9 * labour * math.exp(GROWTH * start) * (end - start)


def months_of_lead(target: float) -> float:
    """The lead that gives so much work at best, over that of the model, by hand."""
    constant = 0.05 * LABOUR / GROWTH
    return 12 * math.log((target + constant) / (most_work(END) + constant)) / GROWTH


def length(worths: Worths, name: str) -> Length:
    found = worths.of(name).length
    assert found is not None
    return found


@pytest.fixture(scope="module")
def best() -> BestPause:
    return takeoff.load("lead-and-pause").best_pause("alignment")


@pytest.fixture(scope="module")
def worths(best: BestPause) -> Worths:
    return best.worth()


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> BestPause:
    path = tmp_path_factory.mktemp("models") / "short.toml"
    path.write_text(SHORT, encoding="utf-8")
    return takeoff.load(path).best_pause("alignment")


@pytest.fixture(scope="module")
def hills(two_hills: Model) -> BestPause:
    return two_hills.best_pause("height")


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("month_of_lead", most_work(END + 1 / 12)),
        ("later_danger", most_work(END + 1 / 12)),
        ("tenth_more_labour", most_work(END, labour=1.1 * LABOUR)),
        ("twice_the_share", most_work(END, base=0.1)),
    ],
)
def test_worth_equals_the_closed_form(worths: Worths, name: str, work: float) -> None:
    one = worths.of(name)
    assert one.gain == pytest.approx(work - most_work(END), rel=1e-6)
    assert length(worths, name).value == pytest.approx(months_of_lead(work), abs=2e-4)
    assert one.best is not None and one.best.run.outcome("alignment") == pytest.approx(work, rel=1e-7)


def test_the_slope_of_the_yardstick_equals_the_derivative(worths: Worths) -> None:
    assert worths.yardstick is not None and worths.yardstick.slope is not None
    exact = GROWTH / 12 * (most_work(END) + 0.05 * LABOUR / GROWTH)
    assert worths.yardstick.slope == pytest.approx(exact, rel=1e-4)
    assert (worths.yardstick.quantity, worths.yardstick.unit) == ("lead", "month")


def test_the_most_valuable_comes_first_and_what_cannot_move_the_outcome_last(worths: Worths) -> None:
    gains = [one.gain for one in worths.ranked]
    assert gains == sorted(gains, key=lambda gain: -math.inf if gain is None else gain, reverse=True)
    last = worths.ranked[-1]
    assert (last.name, last.gain, last.reason) == ("half_the_hazard", 0.0, "it cannot move alignment")


def test_a_worth_beyond_the_legal_range_says_where_it_ends(short: BestPause) -> None:
    worths = short.worth(["tenfold_labour", "little_labour", "half_the_labour"])
    for name, end in (("tenfold_labour", 6), ("little_labour", -6)):
        found = length(worths, name)
        assert found.value == pytest.approx(end) and found.beyond
    less = most_work(END, labour=LABOUR / 2)
    assert length(worths, "half_the_labour").value == pytest.approx(months_of_lead(less), abs=2e-4)


def test_an_illegal_change_is_told_and_others_go_on(short: BestPause) -> None:
    longest = takeoff.model.Model(short.case).change(lead=1)
    worths = longest.best_pause("alignment").worth(["month_of_lead", "tenth_more_labour"])
    assert [one.name for one in worths.ranked] == ["tenth_more_labour", "month_of_lead"]
    assert worths.of("month_of_lead").gain is None
    assert "is outside 0 to 1 year" in worths.of("month_of_lead").reason
    assert length(worths, "tenth_more_labour") == Length(0.0, beyond=True)


def test_the_highest_hill_is_found_after_a_change(hills: BestPause) -> None:
    worths = hills.worth(["twice_the_early_hill", "later_hill"])
    one = worths.of("twice_the_early_hill")
    assert one.best is not None and one.best.parameters["start"].value == pytest.approx(2, abs=1e-4)
    assert one.gain == pytest.approx(0.5, abs=1e-6)
    assert length(worths, "later_hill").value == pytest.approx(0.8, abs=1e-4), "level until the other hill is higher"


def test_a_bound_that_a_change_makes_impossible_is_the_reason(hills: BestPause) -> None:
    bounded = takeoff.model.Model(hills.case).best_pause("reached", subject_to=["height >= 1.45"])
    none = bounded.worth(["lower_hill"]).of("lower_hill")
    assert (none.best, none.gain, none.length) == (None, None, None)
    assert none.reason.startswith("no pause in range satisfies height >= 1.45: the closest has height = 1, off by 0.45")


def test_unknown_improvements_are_refused(worths: Worths, best: BestPause) -> None:
    with pytest.raises(InputError, match="did you mean 'month_of_lead'"):
        best.worth(["months_of_lead"])
    with pytest.raises(InputError, match="no improvement 'lead' was asked for"):
        worths.of("lead")


def test_a_model_without_improvements_says_how_to_add_one(tmp_path: Path) -> None:
    text = Path(__file__).with_name("two_hills.toml").read_text(encoding="utf-8")
    (tmp_path / "bare.toml").write_text(text.partition("[improvements")[0], encoding="utf-8")
    bare = takeoff.load(tmp_path / "bare.toml")
    with pytest.raises(InputError, match=r"has no improvements\n  hint: such as: \[improvements"):
        bare.best_pause("height").worth()
