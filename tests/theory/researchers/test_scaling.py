"""The two powers, against the model file with another cluster."""

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import takeoff
from takeoff.theory.researchers.scaling import FASTER, MORE
from takeoff.theory.topics import derive

MODEL = takeoff.load("researcher-supply")
SPEED, DAYS = (MODEL.parameters[name].value for name in ("compute", "training_time"))


def test_the_powers_are_a_half_and_one() -> None:
    derivation = derive("scaling")
    assert [derivation.step(f"power of {one}").equation.rhs for one in ("compute", "haste")] == [sympy.S.Half, 1]
    assert sympy.simplify(derivation.result.rhs / (sympy.sqrt(MORE) * FASTER)) == 1


def test_a_thousandfold_in_a_third_of_the_time() -> None:
    gain = derive("scaling").evaluate(a=1000, b=3)
    assert gain == pytest.approx(94.87, abs=5e-3)
    scenario = MODEL.scenario("thousandfold").run().outcome("tokens_per_second")
    assert scenario / MODEL.run().outcome("tokens_per_second") == pytest.approx(gain, rel=1e-12)


@settings(max_examples=10)
@given(more=st.floats(1e-3, 1e6), faster=st.floats(0.1, 100))
def test_another_cluster_scales_as_derived(more: float, faster: float) -> None:
    assert SPEED is not None and DAYS is not None
    other = MODEL.change(compute=SPEED * more * faster, training_time=DAYS / faster).run()
    usual = MODEL.run()
    assert other.outcome("training_compute") == pytest.approx(more * usual.outcome("training_compute"), rel=1e-12)
    gain = other.outcome("tokens_per_second") / usual.outcome("tokens_per_second")
    assert gain == pytest.approx(derive("scaling").evaluate(a=more, b=faster), rel=1e-12)


def test_nothing_changed_changes_nothing() -> None:
    assert derive("scaling").evaluate(a=1, b=1) == 1
