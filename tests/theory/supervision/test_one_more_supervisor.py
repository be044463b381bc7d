"""What one more supervisor adds, against differences of the flagship with more and with fewer of them."""

from __future__ import annotations

import pytest
import sympy

from takeoff.theory.derivation import side
from takeoff.theory.supervision.setting import REVIEW, SUPERVISORS, USABLE
from takeoff.theory.topics import derive
from tests.theory.supervision.flagship import at_start, values


def added(supply: float, supervisors: float, work: float = 3000) -> float:
    return derive("one-more-supervisor").evaluate(a=supply, V=supervisors, kappa=15, A=work, A_v=3000, eta=0.5, n=4)


def per_supervisor(automated: float, usable: float, people: float) -> float:
    return derive("research-per-supervisor").evaluate(w=1, f=automated, u=usable, h=people, rho=-2)


def test_the_flagship() -> None:
    at = values(0)
    usable = added(at["ai_alignment_labour"], at["supervisors"])
    fewer, more = at_start(99.99), at_start(100.01)
    slopes = {name: (more[name] - fewer[name]) / 0.02 for name in ("supervised_labour", "alignment_labour")}
    assert slopes["supervised_labour"] == pytest.approx(usable, rel=1e-7)
    in_research = per_supervisor(at["alignment_automation"], at["supervised_labour"], at["alignment_people"])
    assert slopes["alignment_labour"] == pytest.approx(usable * in_research, rel=1e-7)


def test_it_is_the_slope_of_usable_labour() -> None:
    usable = side(derive("one-more-supervisor").assumptions, "usable").subs(
        REVIEW, side(derive("one-more-supervisor").assumptions, "review")
    )
    formula = derive("one-more-supervisor").result.rhs
    point = dict(zip(sorted(formula.free_symbols, key=str), (1500, 900, 3000, 80, 0.7, 12, 3), strict=True))
    slope = sympy.diff(usable, SUPERVISORS).subs(point)
    assert float(slope) == pytest.approx(float(formula.subs(point)), rel=1e-12)


def test_limits() -> None:
    each = 15 * 2**0.5
    assert added(1e9, 100) == pytest.approx(each, rel=1e-9)
    assert added(1e-2, 100) == pytest.approx(0, abs=1e-12)
    assert added(2 * 100 * each, 100) == pytest.approx(each * (1 + 2**-4) ** -1.25, rel=1e-12)


def test_in_research_it_counts_in_full_at_first_and_hardly_at_last() -> None:
    assert per_supervisor(0.5, 99, 100) == 1
    assert per_supervisor(0.5, 100 * (1 + 1e-12), 100) == pytest.approx(1, rel=1e-9)
    assert per_supervisor(0.5, 1e6, 100) < 1e-9


@pytest.mark.parametrize("usable", [50.0, 400.0])
def test_in_research_it_is_the_slope_of_the_task_ces(usable: float) -> None:
    tasks = side(derive("research-per-supervisor").assumptions, "tasks")
    point = {one: {"f": 0.4, "h": 100, "rho": -2}[one.name] for one in tasks.free_symbols - {USABLE}}
    steps = [float(tasks.subs({**point, USABLE: usable + change})) for change in (-1e-4, 1e-4)]
    assert (steps[1] - steps[0]) / 2e-4 == pytest.approx(per_supervisor(0.4, usable, 100), rel=1e-6)
