"""What feeds a quantity, and what it reaches, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from takeoff.equations.meaning import Cell, Meaning
from takeoff.equations.reads import reads


def feeds(meaning: Meaning) -> dict[str, dict[str, None]]:
    """Quantity or outcome -> names of what its equations read, in the order met.

    Arguments:
        meaning: a checked model; a stock reads what its start, its flows and its events read, an outcome also what
            its milestone reads, or what may end the run. Names of outcomes and milestones carry their kind before them
            ("outcome success", "milestone danger"), since they have namespaces of their own.
    """
    milestones = [f"milestone {milestone.name}" for milestone in meaning.milestones]
    names = (*meaning.quantities, *milestones, *(f"outcome {name}" for name in meaning.outcome_units))
    graph: dict[str, dict[str, None]] = {name: {} for name in names}

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
    for milestone in meaning.milestones:
        read(f"milestone {milestone.name}", Cell((milestone.name, ()), {}, milestone.when))
    ends = {f"milestone {milestone.name}": None for milestone in meaning.milestones if milestone.stop}
    for outcome in meaning.outcomes:
        target = f"outcome {outcome.name}"
        read(target, outcome.cell)
        graph[target] = {
            source if source in meaning.quantities else f"outcome {source}": None for source in graph[target]
        } | ({f"milestone {outcome.at}": None} if outcome.at else ends)
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
