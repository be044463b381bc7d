"""Code for arrays: branches that nobody takes are not computed, and each member gets its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy

from takeoff.solve.arrays import branched
from takeoff.solve.generate import generate

X, A = sympy.symbols("x a", real=True)


def never() -> Any:
    raise AssertionError("nobody takes this branch")


def test_each_member_takes_its_own_branch_and_only_these_are_computed() -> None:
    below, above = np.array([True, False, False]), np.array([True, True, False])
    found = branched(lambda: 3.0, (below, lambda: np.array([1.0, -1.0, -1.0])), (above, lambda: 2.0))
    assert found.tolist() == [1.0, 2.0, 3.0]
    everyone, nobody = np.full(3, True), np.full(3, False)
    assert branched(never, (nobody, never), (everyone, lambda: 4.0), (everyone, never)) == 4.0
    assert branched(lambda: 5.0, (nobody, never)) == 5.0
    assert branched(never, (below, lambda: 1.0), (everyone, lambda: 2.0), (above, never)).tolist() == [1.0, 2.0, 2.0]
    assert branched(never, (above, lambda: 1.0), (below, never), (~above, lambda: 2.0)).tolist() == [1.0, 1.0, 2.0]


def test_a_branch_without_a_number_does_no_harm_where_it_is_not_taken() -> None:
    root = sympy.Piecewise((sympy.log(X), X > 0), (A, True))
    chosen = sympy.Symbol("chosen", real=True)
    generated = generate({chosen: root}, [chosen, chosen + 1], [X], [A])
    with np.errstate(all="ignore"):
        found = generated.bind_members(np.array([[7.0, 7.0]]))(np.array([1.0, -1.0]))
    assert found.tolist() == [[0.0, 7.0], [1.0, 8.0]]


def test_results_are_the_same_however_many_are_computed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    generated = generate({}, [sympy.exp(A * X) ** A, sympy.Integer(2)], [X], [A])
    fixed, x = np.linspace(0.1, 2, 11)[None], np.linspace(-3, 3, 11)
    whole = generated.bind_members(fixed)(x)
    monkeypatch.setattr("takeoff.solve.generate.TOGETHER", 3)
    assert np.array_equal(generated.bind_members(fixed)(x), whole)
    places = np.array([4, 0])
    assert np.array_equal(generated.bind_members(fixed).take(places)(x[places]), whole[:, places])


def test_what_stays_is_sound_or_not_as_a_single_run_finds_it() -> None:
    generated = generate({}, [X + 1 / A], [X], [A])
    assert generated.is_sound(np.array([[1.0, 2.0]]))
    assert not generated.is_sound(np.array([[1.0, 0.0]]))
