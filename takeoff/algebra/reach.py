"""What feeds a quantity, and what it reaches, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from takeoff.equations.meaning import Meaning
from takeoff.equations.reads import reads
from takeoff.equations.syntax import Equation


def feeds(meaning: Meaning) -> dict[str, dict[str, None]]:
    """Quantity or outcome -> names of what its equations read, in the order met.

    Arguments:
        meaning: a checked model; a stock reads what its start, its flows and its events read, an outcome also what
            its milestone reads, and what may end the run. Names of outcomes and milestones carry their kind before them
            ("outcome success", "milestone danger"), since they have namespaces of their own.
    """
    milestones = [f"milestone {milestone.name}" for milestone in meaning.milestones]
    names = (*meaning.quantities, *milestones, *(f"outcome {name}" for name in meaning.outcome_units))
    graph: dict[str, dict[str, None]] = {name: {} for name in names}

    for target, equation, binding in _equations(meaning):
        for one in reads(equation.tree, binding, meaning.dimensions):
            earlier = target.startswith("outcome ") and one.key[0] not in meaning.quantities
            graph[target][f"outcome {one.key[0]}" if earlier else one.key[0]] = None
    ends = {f"milestone {milestone.name}": None for milestone in meaning.milestones if milestone.stop}
    for outcome in meaning.outcomes:
        graph[f"outcome {outcome.name}"] |= {f"milestone {outcome.at}": None, **ends} if outcome.at else ends
    return graph


def _equations(meaning: Meaning) -> Iterator[tuple[str, Equation, Mapping[str, str]]]:
    """Every equation, under the name of what it feeds."""
    for cell in (*meaning.starts, *meaning.auxiliaries, *meaning.computed.values()):
        yield cell.key[0], cell.equation, cell.binding
    for flow in meaning.flows:
        yield from ((end[0], flow.cell.equation, flow.cell.binding) for end in (flow.into, flow.out_of) if end)
    for event in meaning.events:
        for cell in event.sets:
            told = (cell.equation, event.at, event.when)
            yield from ((cell.key[0], equation, {}) for equation in told if equation)
    for milestone in meaning.milestones:
        yield f"milestone {milestone.name}", milestone.when, {}
    for outcome in meaning.outcomes:
        yield f"outcome {outcome.name}", outcome.cell.equation, outcome.cell.binding


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


def idle(meaning: Meaning, names: Iterable[str], outcomes: Iterable[str]) -> tuple[str, ...]:
    """Those of some parameters that no change of can move any of some outcomes.

    Arguments:
        meaning: a checked model.
        names: parameters, with or without a member; names that the model does not have are left out.
        outcomes: outcomes that matter.
    """
    graph, targets = feeds(meaning), {f"outcome {name}" for name in outcomes}
    return tuple(
        name
        for name in dict.fromkeys(names)
        if name.partition("[")[0] in graph and not targets & {*reached(graph, name.partition("[")[0])}
    )
