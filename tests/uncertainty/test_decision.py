"""A decision in words, as plain values and draw by draw; all three tell the same."""

import json
import math

import numpy as np
import pytest

from takeoff import figures
from takeoff.schedules.schedule import abrupt
from takeoff.solve.case import Case
from takeoff.tables.decision_record import decision_record
from takeoff.tables.decisions import decision_words, draw_header, draw_rows
from takeoff.uncertainty.decision import Decision, decide


def test_words(decision: Decision) -> None:
    words = decision_words(decision)
    assert words.startswith("Best on average over 128 draws: caution abrupt, start ")
    assert "The best at present values gives " in words
    assert "caution abrupt, start 14 November 2028 (2.87 years after the start)" in words
    assert "in 0 % of the draws, never pausing is best." in words
    assert "the mean regret of the best on average." in words
    assert (
        "until then, waiting costs nothing.\nThe last date of the table at which waiting for everything pays" in words
    )
    assert words.endswith("\n128 draws; +- are standard errors, as if they were independent.")
    ranked = sorted(decision.information, key=lambda name: -decision.information[name].tested)
    lines = [line.split("  ")[0] for line in words.splitlines() if line.split("  ")[0] in ranked]
    assert lines == ranked


def test_a_start_may_pass_the_stop_as_in_a_search_at_present_values(spread: Case) -> None:
    """Caution cannot help growth: the best pause ends before it begins, or does not last."""
    case, priors = spread.change({"excess": 0}), {"growth": "uniform(0.1, 0.2)"}
    found = decide(case, {"caution": abrupt(stop="1 year")}, "size", {"start": (0.0, 4.0)}, 32, 1, priors, grid=5)
    assert found.table.failures == {}
    assert found.expected.best.mean == pytest.approx(found.expected.never.mean)


def test_plain_values(decision: Decision) -> None:
    record = json.loads(json.dumps(decision_record(decision), allow_nan=False))
    schedules = record["schedules"]
    assert list(schedules) == ["best_on_average", "best_at_present_values", "never_pausing"]
    best = schedules["best_on_average"]
    assert decision.expected.best.point == pytest.approx((best["parameters"]["start"]["value"],))
    assert best["mean"] - best["gain"] == pytest.approx(schedules["never_pausing"]["mean"])
    assert best["regret"]["mean"] == pytest.approx(record["information"]["everything"])
    assert record["later"]["dates"][0]["everything"] == pytest.approx(record["information"]["everything"])
    assert (record["draws"], record["seed"], record["left_out"], record["failures"]) == (128, 3, 0, {})
    starts = record["best_pauses"]["parameters"]["start"]["quantiles"]
    assert starts["0.5"] == pytest.approx(float(np.median(decision.bests.points)))


def test_one_row_for_each_draw(decision: Decision) -> None:
    rows = [dict(zip(draw_header(decision), row, strict=True)) for row in draw_rows(decision)]
    assert len(rows) == 128
    regrets = [row["alignment_best"] - row["alignment_best_on_average"] for row in rows]  # type: ignore[operator]
    assert [row["regret"] for row in rows] == pytest.approx(regrets)
    assert [row["start"] for row in rows] == pytest.approx(decision.bests.points[:, 0].tolist())


def test_picture(decision: Decision) -> None:
    """Three panels over calendar years: best pauses, mean with band, regrets; the best on average is marked."""
    figure = figures.decision(decision)
    title, best = figure.get_suptitle().replace("\n", " "), decision.expected.best
    assert best.point is not None
    year = decision.choice.space.case.start + best.point[0]
    assert title.startswith(f"On average best to pause at {year:.1f}: alignment work ")
    pauses, outcomes, regrets = figure.axes[1:]
    assert sum(patch.get_height() for patch in pauses.patches) == pytest.approx(100, abs=5)  # type: ignore[attr-defined]
    mean, never, mark = outcomes.lines
    heights = np.array(mean.get_ydata())
    assert heights == pytest.approx(decision.table.outcomes.mean(axis=0))
    assert best.mean >= heights.max()
    assert np.array(mark.get_xdata()) == pytest.approx([year, year])
    assert np.array(never.get_ydata())[0] == pytest.approx(decision.expected.never.mean)
    upper, middle, _ = regrets.lines
    assert np.array(middle.get_ydata()).min() >= decision.perfect_information - 1e-9
    assert (np.array(upper.get_ydata()) >= np.array(middle.get_ydata())).all()


@pytest.fixture(scope="module")
def costly(spread: Case) -> Decision:
    """A pause only costs; without one, some draws break a promise."""
    return decide(spread, {"caution": abrupt()}, "size", {"start": (0.5, 4)}, 64, 5, grid=3)


def test_picture_where_a_pause_only_costs(costly: Decision) -> None:
    title = figures.decision(costly).get_suptitle()
    assert title.startswith("No pause raises size on average: ")


def test_never_pausing_where_a_pause_only_costs(costly: Decision) -> None:
    assert costly.expected.best.point is None
    assert costly.expected.present.point is None
    assert np.array_equal(costly.expected.best.outcomes, costly.expected.never.outcomes)
    assert costly.perfect_information == pytest.approx(0.0, abs=1e-5)
    assert costly.later is not None
    assert math.isinf(costly.later.planned)
    assert decision_record(costly)["later"]["planned"] is None
    words = decision_words(costly)
    assert "never pausing." in words.partition("\n")[0]
    assert "That plan is never to pause: until then, waiting costs nothing." in words


def test_draws_that_fail_are_left_out_and_told(costly: Decision) -> None:
    lost = np.setdiff1d(np.arange(64), costly.expected.members)
    assert 0 < len(lost) < 4
    words = decision_words(costly)
    assert words.startswith(f"Best on average over {64 - len(lost)} draws")
    assert f"64 draws, of which {len(lost)} lack a value and are left out; +- are" in words
    assert "runs failed, " in words
    rows = [dict(zip(draw_header(costly), row, strict=True)) for row in draw_rows(costly)]
    assert [row["draw"] for row in rows if row["regret"] is None] == lost.tolist()
    assert {row["draw"] for row in rows if row["start"] is not None} <= set(lost.tolist())
