"""AI researchers against the model file, and what cancels."""

import pytest
import sympy

from takeoff.solve.run import Run
from takeoff.theory.derivation import side
from takeoff.theory.researchers.setting import HOURS, PACE, PARALLEL, SERIAL, STREAMS, TOKENS, WORTH
from takeoff.theory.researchers.workers import RESULT
from takeoff.theory.topics import derive
from tests.theory.researchers.values import at_defaults


def test_they_are_those_of_the_model_file(supply: Run) -> None:
    derivation, per_second = derive("ai-researchers"), supply.outcome("tokens_per_second")
    found = {
        "serial_multiple": at_defaults(derivation.step("serial").equation),
        "parallel_researchers": at_defaults(derivation.step("parallel").equation, q=per_second),
        "researcher_months_per_month": at_defaults(derivation.result),
    }
    assert found == pytest.approx({name: supply.outcome(name) for name in found}, rel=1e-12)
    assert found["serial_multiple"] == pytest.approx(15, rel=1e-12)
    assert found["parallel_researchers"] == pytest.approx(43619, abs=0.5)


def test_they_take_every_token_and_do_all_the_work() -> None:
    derivation, given = derive("ai-researchers"), RESULT.assumptions
    serial, parallel = (derivation.step(name).equation.rhs for name in ("serial", "parallel"))
    assert sympy.simplify(side(given, "streams").subs(PARALLEL, parallel) - TOKENS) == 0
    assert sympy.simplify(side(given, "worth").subs(SERIAL, serial) - STREAMS * PACE) == 0


def test_only_tokens_and_their_worth_decide_the_total() -> None:
    total = derive("ai-researchers").step("total").equation.rhs
    assert total.free_symbols == {TOKENS, WORTH, HOURS}
    assert sympy.limit(total, WORTH, sympy.oo) == 0


def test_people_who_never_sleep_are_worth_a_third_as_many_months() -> None:
    total = derive("ai-researchers").step("total").equation.rhs
    assert total.subs(HOURS, 1) / total.subs(HOURS, sympy.Rational(8, 24)) == sympy.Rational(1, 3)
