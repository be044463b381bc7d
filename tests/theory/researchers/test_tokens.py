"""Tokens per second: the closed form, its constant, and the model file."""

import pytest
import sympy

from takeoff.solve.run import Run
from takeoff.theory.derivation import side
from takeoff.theory.researchers.model_size import model_size
from takeoff.theory.researchers.setting import RATIO, RUNNING, SIZE, SPEED, TIME, TOKENS, TRAINING, USED
from takeoff.theory.researchers.tokens import RESULT
from takeoff.theory.topics import derive
from tests.theory.researchers.values import VALUES, at_defaults


def test_the_copies_take_the_whole_cluster() -> None:
    used = side(RESULT.assumptions, "run").subs(
        {TOKENS: derive("tokens").result.rhs, SIZE: model_size(RESULT.assumptions)}
    )
    assert sympy.simplify(used - USED * SPEED) == 0


def test_the_usual_numbers_make_the_root_of_thirty() -> None:
    derivation = derive("tokens")
    assert at_defaults(derivation.step("constant").equation) == 30
    assert "30 token^2/FLOP" in derivation.step("constant").sentence
    stated = sympy.sqrt(30 * USED * SPEED / TIME)
    given = {symbol: sympy.nsimplify(VALUES[symbol]) for symbol in (TRAINING, RUNNING, RATIO)}
    assert sympy.simplify(derivation.result.rhs.subs(given) / stated) == 1


def test_they_are_those_of_the_model_file(supply: Run) -> None:
    per_second = at_defaults(derive("tokens").result)
    assert per_second == pytest.approx(supply.outcome("tokens_per_second"), rel=1e-12)
    assert per_second == pytest.approx(2.181e7, rel=5e-4)


def test_the_closed_form_is_what_the_steps_come_to() -> None:
    derivation = derive("tokens")
    size, copies = (derivation.step(name).equation.rhs for name in ("model", "copies"))
    assert sympy.simplify(copies.subs(SIZE, size) - derivation.result.rhs) == 0
    assert sympy.limit(derivation.result.rhs, TIME, sympy.oo) == 0
    assert sympy.limit(derivation.result.rhs, RUNNING, 0, "+") == sympy.oo
