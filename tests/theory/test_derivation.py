"""A derivation as a value: steps by name, numbers, and that it is made once."""

import pytest
import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Quantity, Result, Step, side
from takeoff.theory.proof import Refused, equation, proved

LENGTH, AREA = sympy.symbols("x y", positive=True)
CALLS: list[Assumptions] = []


def _argue(given: Assumptions) -> Argument:
    CALLS.append(given)
    area = LENGTH * side(given, "width")
    return Argument((Step("multiply", "Multiply the sides.", equation(AREA, area)),), equation(AREA, area), "True.")


SQUARE = Result(
    name="square",
    title="A square",
    assumptions={
        "width": Assumption("It is as wide as it is long.", equation(sympy.Symbol("w"), LENGTH)),
        "flat": Assumption("It is flat."),
    },
    notation={LENGTH: Quantity("1", "length"), AREA: Quantity("1", "area")},
    argue=_argue,
    meaning="Areas grow faster than lengths.",
)


def test_a_derivation_is_made_once_and_carries_what_its_result_says() -> None:
    CALLS.clear()
    derivation = SQUARE.derivation
    assert SQUARE.derivation is derivation
    assert CALLS == [SQUARE.assumptions]
    assert (derivation.name, derivation.title, derivation.holds) == ("square", "A square", "True.")
    assert derivation.notation == SQUARE.notation
    assert derivation.result == sympy.Eq(AREA, LENGTH**2)


def test_a_step_is_found_by_its_name() -> None:
    assert SQUARE.derivation.step("multiply").sentence == "Multiply the sides."
    with pytest.raises(KeyError, match="divide"):
        SQUARE.derivation.step("divide")


def test_the_result_has_a_number() -> None:
    assert SQUARE.derivation.evaluate(x=3) == 9.0


@pytest.mark.parametrize("values", [{}, {"x": 1.0, "z": 2.0}, {"z": 2.0}])
def test_every_symbol_needs_a_value_and_every_value_a_symbol(values: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="'square' needs values of x"):
        SQUARE.derivation.evaluate(**values)


def test_an_inequality_has_no_number() -> None:
    def grows(given: Assumptions) -> Argument:
        return Argument((), sympy.Gt(LENGTH**2, LENGTH), "True for x above 1.")

    growing = Result("growing", "Growing", {}, {}, grows, "It grows.")
    with pytest.raises(ValueError, match=r"the result of 'growing' is no equality: x\*\*2 > x"):
        growing.derivation.evaluate(x=2)


def test_an_argument_that_refuses_gives_no_derivation() -> None:
    def refuse(given: Assumptions) -> Argument:
        return Argument((), proved(LENGTH, AREA), "Never.")

    with pytest.raises(Refused):
        _ = Result("wrong", "Wrong", {}, {}, refuse, "Nothing.").derivation


def test_a_side_is_that_of_an_assumed_equation() -> None:
    assert side(SQUARE.assumptions, "width") == LENGTH
    with pytest.raises(TypeError, match="the assumption 'flat' is no equation"):
        side(SQUARE.assumptions, "flat")
    with pytest.raises(TypeError, match="'order' is no equation"):
        side({"order": Assumption("Larger.", sympy.Lt(LENGTH, AREA))}, "order")
