"""Answers in words: the date, what it buys, caution spent, who is overtaken when; and the whole model in words."""

import pytest

import takeoff
from takeoff.model import Model
from takeoff.tables.compared import comparison_words, finding
from takeoff.tables.explain import quantity_rows
from takeoff.tables.pauses import pause_words
from takeoff.tables.runs import caution_years, run_words


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


def test_the_best_pause_in_words(model: Model) -> None:
    text = pause_words(model.best_pause("alignment"))
    assert text.startswith("Best pause: caution abrupt, start 14 November 2028 (2.87 years after the start).\n")
    assert "It gives alignment work 311,030 researcher years, against 44,232 researcher years for never pausing" in text
    assert "(+266,798 researcher years, +603 %)." in text
    assert "It amounts to 0.63 years (7.6 months) of full caution." in text
    assert (
        "follower reaches the dangerous point: 2 July 2029 (3.50 years after the start), as without the pause." in text
    )
    assert text.endswith("No other local optimum in range.")


def test_never_pausing_is_best(model: Model) -> None:
    text = pause_words(model.best_pause("end"))
    assert text.startswith("Never pausing is best: no pause in range does better than its end of the run of 3.5 years.")


def test_a_run_that_ends_at_its_horizon_says_so(model: Model) -> None:
    text = pause_words(model.change(horizon=3).best_pause("alignment"))
    assert "follower reaches the dangerous point: not reached before the end of the run." in text
    assert "The run ends at its horizon, 1 January 2029." in text


def test_a_best_at_the_end_of_a_given_range_is_told(model: Model) -> None:
    best = model.best_pause("alignment", over={"start": (0, 2)})
    assert "The best start is the upper end of its range: a wider range may" in pause_words(best)
    assert "its range" not in pause_words(model.best_pause("alignment"))


def test_bounds_that_never_pausing_breaks_are_told(model: Model) -> None:
    best = model.best_pause("alignment", subject_to=["hazard <= 0.02"])
    assert "Never pausing does not satisfy hazard <= 0.02." in pause_words(best)


def test_other_optima_are_listed(model: Model) -> None:
    best = model.scenario("two-pauses").best_pause("alignment", over={"start": (0, 3.5)})
    optima = pause_words(best).partition("Other local optima:")[2]
    assert len(best.optima) == 1 + optima.count("caution abrupt, start")


def test_a_comparison_in_words(model: Model) -> None:
    schedules = [takeoff.abrupt(start=2), takeoff.ramp(length=1), takeoff.constant(0.25)]
    comparison = model.compare(schedules[:2], "alignment", equal="caution_time")
    sentence = finding(comparison)
    assert sentence.startswith("At equal years of caution (1.5 years), alignment work (higher is better) is ")
    assert "never pausing gives 44,232 researcher years. abrupt is best, with " in sentence
    assert sentence.endswith(" more alignment work than ramp.")
    text = comparison_words(comparison)
    assert "ramp: caution ramp, start 2 July 2027 (1.50 years after the start), length 1 year: 1.5 years" in text
    assert "hazard (lower is better)" in finding(model.compare(schedules[::2], "hazard")).casefold()


def test_caution_time_is_the_integral_of_the_control(model: Model) -> None:
    for schedule in ("abrupt(start=1, depth=0.5)", "ramp(start=1, length=0.7)", "logistic(middle=2, width=0.3)"):
        run = model.run(caution=schedule)
        assert caution_years(run, "caution") == pytest.approx(run.outcome("caution_time"), rel=1e-3)


def test_a_run_in_words(model: Model) -> None:
    text = run_words(model.run(caution=0.5))
    assert "follower reaches the dangerous point: 2 July 2029 (3.50 years after the start)" in text
    assert "caution: as much as 1.75 years (21 months) at 1" in text
    assert "end of the run: 1 January 2028 (2.00 years after the start), its horizon" in run_words(model.run(horizon=2))


def test_explain_tells_everything_that_a_model_assumes(model: Model) -> None:
    parts, text = model.meaning.spec.parts, model.explain()
    sections = (
        "stocks",
        "flows",
        "auxiliaries",
        "parameters",
        "controls",
        "milestones",
        "outcomes",
        "promises",
        "scenarios",
        "mechanisms",
        "improvements",
    )
    names = [name for section in sections for name in getattr(parts, section)]
    assert sorted(row[2] for row in quantity_rows(model.meaning)) == sorted(names)
    assert "parameter lead [year] = 6 month   (greenblatt_plans)" in text
    assert "parameter initial_labour [researcher] = 7000   (assumed)" in text
    assert "milestone danger: when follower_progress >= danger_progress\n" in text
    assert "flow advance = 1 - caution\n    Flows into progress." in text
    assert "It stops the run." in model.explain("danger")


def test_explain_tells_what_a_quantity_is_fed_by_and_reaches(model: Model) -> None:
    text = model.explain("alignment_share")
    assert "alignment_share is fed by: share_base, share_full, caution" in text
    assert "outcomes that alignment_share can move: alignment" in text
    assert "lead-and-pause.toml:" in text
    with pytest.raises(takeoff.InputError, match="did you mean 'lead'"):
        model.explain("laed")
