"""Values of the closed forms on pause timing at the defaults of `lead-and-pause`, or at others."""

from __future__ import annotations

import functools
from collections.abc import Callable

import sympy

import takeoff
from takeoff.model import Model
from takeoff.theory.pause.hazard import HAZARD_NAMES
from takeoff.theory.pause.supervision_cap import CAP
from takeoff.theory.pause.theft import THEFT
from takeoff.theory.topics import derive

NAMES = {str(symbol): name for symbol, name in {**HAZARD_NAMES, THEFT: "theft_rate", CAP: "supervision_limit"}.items()}
"""Symbol -> parameter of the model."""


@functools.cache
def lead_and_pause() -> Model:
    """The model, compiled once."""
    return takeoff.load("lead-and-pause")


@functools.cache
def defaults() -> dict[str, float]:
    """Symbol -> default of the model."""
    parameters = lead_and_pause().parameters
    return {symbol: float(parameters[name].value or 0) for symbol, name in NAMES.items()}


def closed(result: str, step: str = "", /, **changes: float) -> float:
    """The right-hand side of a result, or of one of its steps, at the defaults.

    Arguments:
        result: its name.
        step: its name; the result itself unless given.
        changes: symbol -> another value, or one of a symbol that is no parameter of the model.
    """
    names, function = _function(result, step)
    values = {**defaults(), **changes}
    values = {"T": values["D"] + values["X"], **values}
    found = complex(function(*(values[name] for name in names)))
    assert found.imag == 0
    return found.real


@functools.cache
def _function(result: str, step: str) -> tuple[list[str], Callable[..., complex]]:
    relation = derive(result).step(step).equation if step else derive(result).result
    assert isinstance(relation, sympy.Eq)
    symbols = sorted(relation.rhs.free_symbols, key=str)
    return [str(one) for one in symbols], sympy.lambdify(symbols, relation.rhs)


def changed(**values: float) -> Model:
    """The model with other values of some symbols."""
    return lead_and_pause().change(**{NAMES[symbol]: value for symbol, value in values.items()})
