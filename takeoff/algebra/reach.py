"""What feeds a quantity, and what it reaches, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from takeoff.equations.meaning import Cell, Meaning
from takeoff.equations.reads import reads


def feeds(meaning: Meaning) -> dict[str, dict[str, None]]:
    """Quantity or outcome -> names of what its equations read, in the order met.

    Arguments:
        meaning: a checked model; a stock reads what its start, its flows and its events read.
    """
    graph: dict[str, dict[str, None]] = {name: {} for name in (*meaning.quantities, *meaning.outcome_units)}

    def read(target: str, cell: Cell) -> None:
        for one in reads(cell.equation.tree, cell.binding, meaning.dimensions):
            graph[target][one.key[0]] = None

    for cell in (*meaning.starts, *meaning.auxiliaries):
        read(cell.key[0], cell)
    for flow in meaning.flows:
        for end in (flow.into, flow.out_of):
            if end is not None:
                read(end[0], flow.cell)
    for event in meaning.events:
        for cell in event.sets:
            read(cell.key[0], cell)
            if event.at is not None:
                read(cell.key[0], Cell(cell.key, {}, event.at))
    for outcome in meaning.outcomes:
        read(outcome.name, outcome.cell)
    return graph


def reached(graph: Mapping[str, Iterable[str]], name: str) -> tuple[str, ...]:
    """Everything that a change of a quantity can move, in the order of the graph.

    Arguments:
        graph: from `feeds`.
        name: where the change is made.
    """
    found = {name}
    grown = True
    while grown:
        new = {target for target, sources in graph.items() if target not in found and found & set(sources)}
        grown = bool(new)
        found |= new
    return tuple(target for target in graph if target in found and target != name)
