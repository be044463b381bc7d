"""Draws are the same whatever asks for them, spread as Sobol' points are, and as correlated as asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

import takeoff
from takeoff.errors import InputError
from takeoff.uncertainty.draws import Draws
from takeoff.uncertainty.inputs import draws, uncertain_inputs

CASE = takeoff.load("lead-and-pause").case
ALL = draws(CASE, seed=7)
TOGETHER = Draws(ALL.inputs, 7, {("lead", "share_full"): 0.7, ("lead", "share_base"): -0.3})


@given(st.integers(0, 5000), st.integers(1, 300))
def test_a_draw_is_the_same_in_whatever_block(first: int, count: int) -> None:
    for drawn in (ALL, TOGETHER):
        whole = drawn.shares(0, 5300)
        assert np.array_equal(drawn.shares(first, count), whole[first : first + count])
        assert np.array_equal(drawn.shares(first, 1), whole[[first]])


def test_another_seed_gives_other_draws() -> None:
    assert not np.allclose(ALL.values(0, 8), draws(CASE, seed=8).values(0, 8))


def test_every_eighth_of_every_input_has_its_eighth_of_the_draws() -> None:
    eighths = np.floor(8 * ALL.shares(0, 1024)).astype(int)
    for column in eighths.T:
        assert np.bincount(column, minlength=8).tolist() == [128] * 8


def test_points_are_never_at_the_ends() -> None:
    shares = ALL.shares(0, 4096)
    assert 0 < shares.min()
    assert shares.max() < 1


@pytest.mark.parametrize("rank", [-0.9, -0.3, 0.6, 0.95])
def test_ranks_are_as_correlated_as_asked(rank: float) -> None:
    drawn = Draws(ALL.inputs, 3, {("lead", "productivity_growth"): rank}).values(0, 8192)
    columns = [drawn[:, ALL.names.index(name)] for name in ("lead", "productivity_growth", "share_full")]
    assert spearmanr(columns[0], columns[1])[0] == pytest.approx(rank, abs=0.01)
    assert spearmanr(columns[0], columns[2])[0] == pytest.approx(0, abs=0.02)


def test_correlations_leave_each_distribution_as_it_is() -> None:
    apart, together = (Draws(ALL.inputs, 3, ranks).values(0, 4096) for ranks in ({}, {("lead", "share_full"): 0.7}))
    for share in (10, 50, 90):
        assert np.percentile(together, share, axis=0) == pytest.approx(np.percentile(apart, share, axis=0), rel=0.02)


def test_correlations_that_contradict_each_other_are_refused() -> None:
    first, second, third = ALL.names[:3]
    with pytest.raises(InputError, match="contradict each other"):
        Draws(ALL.inputs, 1, {(first, second): 0.9, (second, third): 0.9, (first, third): -0.9})


def test_a_correlation_of_something_not_drawn_is_refused() -> None:
    with pytest.raises(InputError, match="'nobody' is correlated, but not drawn"):
        Draws(ALL.inputs, 1, {("lead", "nobody"): 0.9})


def test_what_was_changed_is_no_longer_drawn_unless_asked() -> None:
    changed = CASE.change({"lead": 1})
    assert "lead" in ALL.names
    assert "lead" not in draws(changed, 1).names
    assert "lead" in draws(changed, 1, {"lead": "6 to 18 month"}).names
    assert "lead" not in draws(CASE, 1, {"lead": "fixed"}).names


def test_arguments_of_schedules_are_drawn_if_a_prior_is_given() -> None:
    case = CASE.with_schedules({"caution": takeoff.abrupt(start="2 year")})
    assert "caution.start" not in draws(case, 1).names
    drawn = draws(case, 1, {"caution.start": "uniform(1, 3 year)"})
    starts = drawn.values(0, 256)[:, drawn.names.index("caution.start")]
    assert 1 < starts.min() < 1.1
    assert 2.9 < starts.max() < 3


def test_unknown_names_and_wrong_priors_are_refused() -> None:
    with pytest.raises(InputError, match="nothing to draw is called 'leed'(.|\n)*did you mean 'lead'"):
        uncertain_inputs(CASE, {"leed": "1 to 2"})
    with pytest.raises(InputError, match="prior of 'lead': 1 to 0.5: its numbers must rise"):
        uncertain_inputs(CASE, {"lead": "1 to 0.5"})


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        draws(CASE, 1, dict.fromkeys(ALL.names, "fixed"))
