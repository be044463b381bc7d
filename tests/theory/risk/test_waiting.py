"""The height above which waiting pays, against the integrated model."""

from pathlib import Path

import pytest
import sympy

import takeoff
from takeoff.theory.risk.setting import HEIGHT, LEVEL_RATE, STEP_RATE, WIDTH
from takeoff.theory.risk.waiting import RESULT, RISE

MODEL = takeoff.load(Path(__file__).with_name("climb.toml")).change(hold=0, speed=1e7)


def least(rise: float) -> float:
    numbers = {LEVEL_RATE: 0.05, STEP_RATE: 0.08, WIDTH: 0.5, RISE: rise}
    return float(RESULT.derivation.result.rhs.subs(numbers))


@pytest.mark.parametrize("rise", [0.3, 1.0, 4.0])
@pytest.mark.parametrize(("share", "pays"), [(0.95, False), (1.05, True)])
def test_waiting_pays_above_the_height_in_the_integrated_model(rise: float, share: float, pays: bool) -> None:
    hazards = [MODEL.run(rise=rise, height=share * least(rise), wait=wait).outcome("hazard") for wait in (0.0, 0.5)]
    assert (hazards[1] < hazards[0]) is pays


def test_at_the_height_waiting_changes_nothing() -> None:
    hazards = [MODEL.run(rise=1.0, height=least(1.0), wait=wait).outcome("hazard") for wait in (0.0, 0.5, 2.0)]
    assert hazards == pytest.approx([hazards[0]] * 3, rel=1e-6)


def test_the_slope_is_zero_at_the_height() -> None:
    slope = RESULT.derivation.step("slope").equation.rhs
    assert sympy.simplify(slope.subs(HEIGHT, RESULT.derivation.result.rhs)) == 0


def test_one_part_alone_always_says_longer_or_go() -> None:
    assert RESULT.derivation.step("longer").equation.rhs == 0
    assert RESULT.derivation.step("go").equation.rhs == sympy.oo
