"""Derivatives of a quantity at fixed times: in closed form, and across a jump that moves."""

from __future__ import annotations

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError, RunError
from takeoff.solve.slopes import slopes

TIMES = [0.0, 2.5, 10.0]


def test_exponential_growth_in_closed_form() -> None:
    run = takeoff.load("exponential").run(growth=0.4, size_start=3.0)
    found = slopes(run, "size", TIMES, ("growth", "size_start", "horizon"))
    grown = np.exp(0.4 * np.array(TIMES))
    assert found == pytest.approx(
        np.stack([3.0 * np.array(TIMES) * grown, grown, 0 * grown], axis=1), rel=1e-7, abs=1e-9
    )


def test_a_pause_that_begins_earlier_costs_what_would_have_been_done() -> None:
    """Progress after a full stop is its start; before, nothing moves it. Per month of the argument, in months."""
    model = takeoff.load("lead-and-pause").with_schedules(caution="abrupt(start=0.2 year)")
    found = slopes(model.run(), "progress", [0.1, 0.3], ("caution.start",))
    assert found[:, 0] == pytest.approx([0.0, 1.0], abs=1e-7)


def test_what_has_no_slope() -> None:
    run = takeoff.load("exponential").run()
    with pytest.raises(RunError, match="'size' has no derivative after the end of the run, 2036"):
        slopes(run, "size", [10.1], ("growth",))
    with pytest.raises(InputError, match="no quantity 'sise'"):
        slopes(run, "sise", [1.0], ("growth",))
    with pytest.raises(InputError, match="no parameter 'grwth'"):
        slopes(run, "size", [1.0], ("grwth",))
