"""Caution times against integrated caution, against their printed forms, and at the borders of their pieces."""

from __future__ import annotations

import math

import pytest
import sympy

import takeoff
from takeoff.theory.derivation import side
from takeoff.theory.lead.arguments import FOR_GOOD, RAMP
from takeoff.theory.lead.schedules import DEPTH, END, TIME, breaks, caution_at, pieces, schedule_law
from takeoff.theory.proof import Refused
from takeoff.theory.topics import derive
from tests.theory.lead.model import END as LAST
from tests.theory.lead.model import caution_time


def stated(name: str, **values: float) -> float:
    return derive(f"caution-time-{name}").evaluate(T=LAST, **values)


@pytest.mark.parametrize(("start", "length"), [(1.0, 0.7), (2.5, 5.0), (3.5, 1.0)])
def test_abrupt(start: float, length: float) -> None:
    run = caution_time(takeoff.abrupt(start=start, stop=start + length, depth=0.8))
    assert run == pytest.approx(stated("abrupt", t_0=start, x=length, d=0.8), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("start", "length"), [(1.0, 0.7), (1.5, 2.0), (2.5, 5.0)])
def test_ramp(start: float, length: float) -> None:
    run = caution_time(takeoff.ramp(start=start, length=length, depth=0.8))
    assert run == pytest.approx(stated("ramp", t_0=start, w=length, d=0.8), rel=1e-9)


@pytest.mark.parametrize(("middle", "width"), [(2.0, 0.1), (3.0, 0.5), (0.1, 2.0)])
def test_logistic(middle: float, width: float) -> None:
    run = caution_time(takeoff.logistic(middle=middle, width=width, depth=0.8))
    assert run == pytest.approx(stated("logistic", t_m=middle, w=width, d=0.8), rel=1e-9)


@pytest.mark.parametrize(("start", "time"), [(1.0, 0.1), (2.5, 2.0)])
def test_exponential(start: float, time: float) -> None:
    run = caution_time(takeoff.exponential(start=start, time=time, depth=0.8))
    assert run == pytest.approx(stated("exponential", t_0=start, tau=time, d=0.8), rel=1e-9)


def test_printed_forms() -> None:
    start, scale = 1.2, 0.4
    left = LAST - start
    assert stated("ramp", t_0=start, w=scale, d=1) == pytest.approx(left - scale / 2)
    both = math.log1p(math.exp(left / scale)) - math.log1p(math.exp(-start / scale))
    assert stated("logistic", t_m=start, w=scale, d=1) == pytest.approx(scale * both)
    assert stated("exponential", t_0=start, tau=scale, d=1) == pytest.approx(left + scale * math.expm1(-left / scale))


@pytest.mark.parametrize("name", ["logistic", "exponential"])
def test_a_steep_rise_is_abrupt(name: str) -> None:
    arguments = {"logistic": {"t_m": 2.0, "w": 1e-9}, "exponential": {"t_0": 2.0, "tau": 1e-9}}
    assert stated(name, d=1, **arguments[name]) == pytest.approx(LAST - 2)


def test_pieces_meet_at_their_borders() -> None:
    *_, rising, complete = pieces(side({"ramp": RAMP}, "ramp"))
    assert sympy.simplify((rising.total - complete.total).subs(END, complete.start)) == 0
    assert sympy.simplify(rising.total.subs(END, rising.start)) == 0


def test_another_file_gives_another_result() -> None:
    constant = schedule_law("constant", "Always.", {"level": DEPTH})
    assert [piece.total for piece in pieces(side({"constant": constant}, "constant"))] == [DEPTH * END]


def test_an_unknown_order_of_breaks_is_refused() -> None:
    one, other = sympy.symbols("one other", positive=True)
    with pytest.raises(Refused, match="order"):
        breaks(sympy.Piecewise((0, TIME < one), (1, TIME < other), (2, True)))
    with pytest.raises(Refused, match="not decided"):
        caution_at(side({"abrupt": FOR_GOOD}, "abrupt"), one)
