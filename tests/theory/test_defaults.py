"""Defaults of a shipped model in the units of a notation."""

import pytest
import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Quantity

SPEED, TIME, HOURS = sympy.symbols("F T w", positive=True)
NAMES = {SPEED: "compute", TIME: "training_time", HOURS: "working_hours"}


@pytest.mark.parametrize(
    ("speed", "time", "hours", "expected"),
    [
        pytest.param("FLOP/s", "day", "hour/day", (1e21, 365, 8), id="the model's own"),
        pytest.param("FLOP/s", "s", "1", (1e21, 365 * 86400, 8 / 24), id="seconds"),
        pytest.param("FLOP/year", "year", "percent", (1e21 * 86400 * 365.25, 365 / 365.25, 100 / 3), id="years"),
    ],
)
def test_defaults_are_in_the_units_asked_for(
    speed: str, time: str, hours: str, expected: tuple[float, float, float]
) -> None:
    units = {SPEED: speed, TIME: time, HOURS: hours}
    notation = {symbol: Quantity(unit, "a quantity") for symbol, unit in units.items()}
    found = defaults("researcher-supply", NAMES, notation)
    assert found == pytest.approx(dict(zip(NAMES, expected, strict=True)), rel=1e-12)
