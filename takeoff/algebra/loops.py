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
    for length in range(1, len(targets) + 1):
        for cycle in _of_length(targets, length):
            steps += 1
            if cycle:
                found.append(cycle)
            if len(found) > most or steps > LARGEST_SEARCH:
                return found[:most], False
    return found, True


def _of_length(targets: Mapping[int, Sequence[int]], length: int) -> Iterator[tuple[int, ...]]:
    """Cycles of one length, and an empty tuple for each step between."""
    for start in targets:
        yield from _from(targets, (start,), length)


def _from(targets: Mapping[int, Sequence[int]], path: tuple[int, ...], length: int) -> Iterator[tuple[int, ...]]:
    yield ()
    if len(path) == length:
        if path[0] in targets[path[-1]]:
            yield path
        return
    for target in targets[path[-1]]:
        if target > path[0] and target not in path:
            yield from _from(targets, (*path, target), length)
