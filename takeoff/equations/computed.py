"""Parameters computed from others at the start, such as a constant that makes growth today what was observed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from takeoff.equations.evaluate import Unknown, evaluate
from takeoff.equations.order import Circle, ordered
from takeoff.equations.reads import key_of, reads
from takeoff.equations.scope import Key, label
from takeoff.equations.values import ValueFlaw
from takeoff.errors import Problem

if TYPE_CHECKING:
    from takeoff.equations.meaning import Cell
    from takeoff.equations.reader import Reader


def in_order(reader: Reader, cells: Iterable[Cell]) -> dict[Key, Cell]:
    """Computed parameters, each after those it reads; none where they need each other.

    Arguments:
        reader: gets the problem.
        cells: equations of parameters.
    """
    by_key = {cell.key: cell for cell in cells}
    needs = {
        key: [read.key for read in reads(cell.equation.tree, cell.binding, reader.dimensions)]
        for key, cell in by_key.items()
    }
    try:
        return {key: by_key[key] for key in ordered(needs)}
    except Circle as circle:
        path = " -> ".join(label(node) for node in circle.nodes)
        place = by_key[circle.nodes[0]].equation.place
        reader.problems.append(Problem(f"parameters need each other: {path}", place, hint="give one of them a number"))
        return {}


def compute(computed: Mapping[Key, Cell], values: Mapping[Key, float], given: Iterable[Key] = ()) -> dict[Key, float]:
    """Values of all parameters, the computed ones filled in.

    Arguments:
        computed: from `in_order`.
        values: of the other parameters, in inside units.
        given: computed parameters that a user has set instead.

    Raises:
        ValueFlaw: a computed parameter has no finite value; the text says which.
    """
    known, kept = dict(values), set(given)
    for key, cell in computed.items():
        if key not in kept:
            known[key] = _value(cell, known)
    return known


def _value(cell: Cell, known: Mapping[Key, float]) -> float:
    try:
        value = evaluate(cell.equation.tree, lambda node: known[key_of(node, cell.binding)])
    except (ArithmeticError, ValueError, TypeError, Unknown) as error:
        raise ValueFlaw(f"'{label(cell.key)}' = {cell.equation.text} has no value here ({error})") from error
    if not math.isfinite(value):
        raise ValueFlaw(f"'{label(cell.key)}' = {cell.equation.text} has no finite value here")
    return value
