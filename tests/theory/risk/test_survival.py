"""Survival of a climb against the integrated model, and its limits."""

from pathlib import Path

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import takeoff
from takeoff.theory.risk.setting import HEIGHT, LEVEL_RATE, LOW, SAFE, SPEED, STEP_RATE, WIDTH
from takeoff.theory.risk.survival import HOLD, RESULT

MODEL = takeoff.load(Path(__file__).with_name("climb.toml"))
NUMBERS = {LOW: 2.75, HEIGHT: 1.0, SAFE: 3.75, LEVEL_RATE: 0.05, STEP_RATE: 0.08, WIDTH: 0.5}


@settings(max_examples=8)
@given(st.floats(0.1, 50), st.floats(0, 5))
def test_survival_is_that_of_the_integrated_model(speed: float, hold: float) -> None:
    stated = float(RESULT.derivation.result.rhs.subs({**NUMBERS, SPEED: speed, HOLD: hold}))
    assert MODEL.run(speed=speed, hold=hold).outcome("survive") == pytest.approx(stated, rel=1e-9)


def test_hazard_solves_its_equation_at_every_moment_of_the_climb() -> None:
    """Raise the height: what a little more climb adds is the rate there over the speed."""
    climbed = RESULT.derivation.step("parts").equation.rhs
    rate = (LEVEL_RATE + STEP_RATE * SPEED) * sympy.exp((LOW + HEIGHT - SAFE) / WIDTH)
    assert sympy.simplify(climbed.diff(HEIGHT) - rate / SPEED) == 0
    assert climbed.subs(HEIGHT, 0) == 0


def test_the_part_by_step_does_not_depend_on_speed() -> None:
    slow, fast = (MODEL.run(level_rate=0, hold=0, speed=speed).outcome("hazard") for speed in (0.5, 50.0))
    assert slow == pytest.approx(fast, rel=1e-9)


def test_both_parts_are_equal_at_the_even_speed() -> None:
    even = float(RESULT.derivation.step("even").equation.rhs.subs(NUMBERS))
    assert even == pytest.approx(0.05 / 0.08)
    by_level = MODEL.run(step_rate=0, hold=0, speed=even).outcome("hazard")
    by_step = MODEL.run(level_rate=0, hold=0, speed=even).outcome("hazard")
    assert by_level == pytest.approx(by_step, rel=1e-9)


def test_one_part_alone_has_nothing_against_haste_or_patience() -> None:
    assert RESULT.derivation.step("no step part").equation.rhs == 0
    assert RESULT.derivation.step("no level part").equation.rhs == 0
    assert MODEL.run(step_rate=0, hold=0, speed=1e6).outcome("hazard") < 1e-6
    held, not_held = (MODEL.run(level_rate=0, hold=hold).outcome("hazard") for hold in (5.0, 0.0))
    assert held == pytest.approx(not_held, rel=1e-9)
