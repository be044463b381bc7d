"""Closing a system: each control gets the equation of its schedule, whose parameters join the model's."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import sympy

from takeoff.algebra.derivatives import time_derivatives
from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.symbols import symbol_of
from takeoff.algebra.system import System
from takeoff.equations.scope import Key
from takeoff.schedules.kind import Kind


def argument_key(control: str, argument: str) -> Key:
    """Key of a schedule's argument among the parameters: ("caution.start", ())."""
    return f"{control}.{argument}", ()


def close(system: System, kinds: Mapping[str, Kind]) -> System:
    """Close a system's controls.

    Arguments:
        system: with open controls.
        kinds: control -> kind of schedule, for every open control.

    Returns:
        A system without open controls, whose parameters end with the schedules' arguments ("caution.start").
    """
    board = Board(dict(system.assignments), dict(system.switches))
    parameters = dict(system.parameters)
    for control, kind in kinds.items():
        symbols = {name: symbol_of(argument_key(control, name)) for name in kind.parameters}
        parameters |= {argument_key(control, name): symbol for name, symbol in symbols.items()}
        lowering = Lowering(board, functools.partial(_argument, symbols), {})
        board.assignments[system.controls[control]] = lowering.expression(kind.equation.tree)
    slopes = time_derivatives(board.assignments, {}, [system.controls[control] for control in kinds])
    board.assignments |= slopes
    return replace(
        system,
        parameters=MappingProxyType(parameters),
        controls=MappingProxyType({}),
        assignments=MappingProxyType(board.assignments),
        switches=MappingProxyType(board.switches),
    )


def _argument(symbols: Mapping[str, sympy.Symbol], key: Key) -> sympy.Symbol:
    return symbols[key[0]]
