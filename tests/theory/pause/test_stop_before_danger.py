"""A leader that may not pass the dangerous point: against every stop before it, and the search of the library."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from takeoff.theory.derivation import Assumption
from takeoff.theory.pause.setting import DANGER, LEAD, STOP
from takeoff.theory.pause.stop_before_danger import RESULT
from takeoff.theory.proof import Refused
from takeoff.theory.topics import derive
from tests.theory.pause.closed import changed, closed


@given(lead=st.floats(0.01, 4), growth=st.floats(0.1, 6), share=st.floats(0, 1))
def test_no_other_stop_before_danger_does_better(lead: float, growth: float, share: float) -> None:
    values = {"X": lead, "g": growth}
    best = closed("stop-before-danger", **values)
    assert 0 <= best <= 3
    other = closed("best-stop", "total", p=3 * share, **values)
    assert other <= closed("best-stop", "total", p=best, **values) * (1 + 1e-12)


def test_the_multiplier_is_the_slope_of_the_best_work_by_the_limit() -> None:
    derivation = derive("stop-before-danger")
    work = derive("best-stop").step("total").equation.rhs
    end = derive("best-stop").assumptions["deadline"].equation
    assert isinstance(end, sympy.Eq)
    slope = sympy.diff(work, STOP).subs(end.lhs, end.rhs).subs(STOP, DANGER)
    assert sympy.simplify(slope - derivation.step("price").equation.rhs) == 0
    assert sympy.simplify(derivation.step("price").equation.rhs.subs(LEAD, derivation.step("wanted").equation.rhs)) == 0


@pytest.mark.parametrize("lead", [0.3, 1.5])
def test_the_library_finds_the_same_stop(lead: float) -> None:
    found = changed(X=lead).best_pause("alignment", over={"start": (0, 3)}).best
    assert found.parameters["start"].value == pytest.approx(closed("stop-before-danger", X=lead), abs=1e-5)
    stop = closed("best-stop", "total", p=closed("stop-before-danger", X=lead), X=lead)
    assert found.run.outcome("alignment") == pytest.approx(stop, rel=1e-9)


def test_a_short_lead_is_not_limited_and_a_long_one_spent_whole() -> None:
    wanted = closed("stop-before-danger", "wanted")
    assert closed("stop-before-danger", X=wanted - 0.01) == pytest.approx(closed("best-stop", X=wanted - 0.01))
    assert closed("stop-before-danger", X=wanted + 0.01) == 3
    assert closed("stop-before-danger", "year of lead") == pytest.approx(
        closed("best-stop", "total", p=3, X=2) - closed("best-stop", "total", p=3, X=1)
    )


def test_a_limit_of_something_else_is_refused() -> None:
    other = {**RESULT.assumptions, "limit": Assumption("The lead is short.", sympy.Le(LEAD, 1))}
    with pytest.raises(Refused, match="not a limit of the stop"):
        RESULT.argue(other)
