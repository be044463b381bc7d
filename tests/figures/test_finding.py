"""The sentence over a comparison, for every way in which results may fall."""

from dataclasses import replace

import pytest

from takeoff.decide.slowdowns import NEVER, Comparison, Slowdown
from takeoff.figures import finding
from takeoff.solve.run import Amount, Run


def with_values(comparison: Comparison, outcome: str, equal: str, **values: float | None) -> Comparison:
    """The comparison as if its slowdowns had given these values; `never` stands for never pausing."""
    run = comparison.slowdowns[0].run
    given = {NEVER if label == "never" else label: value for label, value in values.items()}
    made = [Slowdown(label, {}, _with_outcome(run, outcome, value)) for label, value in given.items()]
    return Comparison(tuple(made), outcome, equal)


def _with_outcome(run: Run, outcome: str, value: float | None) -> Run:
    changed = replace(run)
    changed.__dict__["outcomes"] = {**run.outcomes, outcome: Amount(value, run.outcomes[outcome].unit)}
    return changed


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"never": 0.547657, "abrupt": 0.548394, "ramp": 0.552402},
            "At equal lead left, ramp raises success to 55.24 % "
            "and abrupt to 54.84 %, against 54.77 % for never pausing",
        ),
        (
            {"never": 0.55, "abrupt": 0.5, "ramp": 0.57},
            "At equal lead left, ramp raises success to 57 % "
            "and abrupt lowers it to 50 %, against 55 % for never pausing",
        ),
        (
            {"never": 0.55, "abrupt": 0.55, "ramp": 0.4},
            "At equal lead left, abrupt leaves success at 55 % "
            "and ramp lowers it to 40 %, against 55 % for never pausing",
        ),
        (
            {"never": 0.5, "abrupt": 0.6, "ramp": 0.7, "logistic": 0.8},
            "At equal lead left, logistic raises success to 80 %, ramp to 70 % and abrupt to 60 %, "
            "against 50 % for never pausing",
        ),
        ({"never": None, "abrupt": 0.6}, "At equal lead left, success is 60 % for abrupt"),
        ({"never": None, "abrupt": None}, "At equal lead left, success has no value in any slowdown"),
    ],
)
def test_shares_are_percentages_with_digits_to_tell_them_apart(
    late: Comparison, values: dict[str, float | None], sentence: str
) -> None:
    assert finding(with_values(late, "success", "lead_left", **values)) == sentence


def test_other_outcomes_carry_their_unit(late: Comparison) -> None:
    told = finding(with_values(late, "alignment", "", never=48613.2, abrupt=48930.9))
    assert (
        told
        == "Abrupt raises alignment work to 48,931 researcher years, against 48,613 researcher years for never pausing"
    )


def test_where_lower_is_better_the_lowest_comes_first_and_nothing_is_a_percentage(late: Comparison) -> None:
    told = finding(with_values(late, "hazard_leader", "", never=0.088, abrupt=0.083, ramp=0.0806))
    assert told == "Ramp lowers leader's hazard to 0.0806 and abrupt to 0.083, against 0.088 for never pausing"


def test_a_lone_run_is_told_plainly(alone: Comparison) -> None:
    assert finding(alone) == "Size at the end is 148 for never pausing"


def test_results_of_a_real_comparison(early: Comparison) -> None:
    values = {slowdown.label: slowdown.run.outcome("success") for slowdown in early.slowdowns}
    told = finding(early)
    assert told == (
        f"Short raises success to {100 * values['short']:.0f} %, ramp lowers it to {100 * values['ramp']:.0f} % "
        f"and abrupt to {100 * values['abrupt']:.0f} %, against {100 * values[NEVER]:.0f} % for never pausing"
    )
