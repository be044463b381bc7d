"""Feedback loops of a graph: simple cycles, the shortest first, each told once and starting at its first node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

MOST = 200
"""Most loops that are listed."""
LARGEST_SEARCH = 200_000
"""Most steps of the search."""


def cycles(targets: Mapping[int, Sequence[int]], most: int = MOST) -> tuple[list[tuple[int, ...]], bool]:
    """Simple cycles of a graph of numbered nodes.

    Arguments:
        targets: node -> nodes that it moves.
        most: how many at most.

    Returns:
        Cycles, shortest first, then in the order of their nodes, each beginning with its lowest node; and whether
        there are no others.
    """
    found: list[tuple[int, ...]] = []
    steps = 0
    ways = {start: _ways_back(targets, start) for start in targets}
    for length in range(1, len(targets) + 1):
        for start in targets:
            for cycle in _from(targets, (start,), length, ways[start]):
                steps += 1
                found += [cycle] * bool(cycle)
                if len(found) > most or steps > LARGEST_SEARCH:
                    return found[:most], False
    return found, True


def _ways_back(targets: Mapping[int, Sequence[int]], start: int) -> dict[int, int]:
    """Steps that lead back from each node to `start` at least, through nodes after it only."""
    sources: dict[int, list[int]] = {}
    for source, moved in targets.items():
        for target in moved:
            if source >= start and target >= start:
                sources.setdefault(target, []).append(source)
    steps: dict[int, int] = {}
    border = [start]
    while border:
        reached = dict.fromkeys(source for node in border for source in sources.get(node, ()) if source not in steps)
        border = list(reached)
        distance = 1 + max(steps.values(), default=0)
        steps.update(dict.fromkeys(border, distance))
    return steps


def _from(
    targets: Mapping[int, Sequence[int]], path: tuple[int, ...], length: int, ways: Mapping[int, int]
) -> Iterator[tuple[int, ...]]:
    """Cycles of one length that begin with a path, and an empty tuple for each step between."""
    yield ()
    if len(path) == length:
        if path[0] in targets[path[-1]]:
            yield path
        return
    for target in targets[path[-1]]:
        if target > path[0] and target not in path and ways.get(target, length) <= length - len(path):
            yield from _from(targets, (*path, target), length, ways)
