"""Places for nodes in columns: links go right, through empty places where they are long, and neighbours stay close."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

Link = tuple[Hashable, Hashable]
SWEEPS = 12


@dataclass(frozen=True)
class Layers:
    """Where everything is.

    Arguments:
        columns: node -> column.
        heights: node -> its middle, upwards.
        routes: link -> (column, height) of its two ends and of the empty places between.
    """

    columns: Mapping[Hashable, int]
    heights: Mapping[Hashable, float]
    routes: Mapping[Link, tuple[tuple[int, float], ...]]


def columns_of(nodes: Iterable[Hashable], links: Sequence[Link], last: Iterable[Hashable]) -> dict[Hashable, int]:
    """A column for each node: right of all that it reads, as near to what reads it as can be.

    Arguments:
        nodes: each after what it reads.
        links: (from, to), without circles.
        last: nodes that stand in the last column.
    """
    early: dict[Hashable, int] = {}
    for node in nodes:
        early[node] = 1 + max((early[source] for source, target in links if target == node), default=-1)
    end = max(early.values(), default=0)
    columns = dict.fromkeys(last, end)
    for node in reversed(early):
        if node not in columns:
            late = min((columns[target] for source, target in links if source == node), default=early[node] + 1)
            columns[node] = late - 1
    return columns


def layered(
    columns: Mapping[Hashable, int],
    links: Sequence[Link],
    fixed: Mapping[Hashable, float],
    sizes: Mapping[Hashable, float],
) -> Layers:
    """Heights that keep links short and level.

    Arguments:
        columns: node -> column.
        links: (from, to), each to a column further right.
        fixed: node -> height that is given.
        sizes: node -> room that it needs, upwards; empty places need as much as the node named None.
    """
    everywhere, pieces, chains = _with_empty_places(columns, links)
    by_column: dict[int, list[Hashable]] = {}
    for node, column in everywhere.items():
        by_column.setdefault(column, []).append(node)
    heights: dict[Hashable, float] = dict(fixed)
    order = sorted(by_column)
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 1
        for column in order if rightwards else reversed(order):
            _settle(by_column[column], column, everywhere, pieces, heights, fixed, sizes, both=sweep == SWEEPS - 1)
    routes = {link: tuple((everywhere[node], heights[node]) for node in chain) for link, chain in chains.items()}
    return Layers(columns, {node: heights[node] for node in columns}, routes)


def _with_empty_places(
    columns: Mapping[Hashable, int], links: Sequence[Link]
) -> tuple[dict[Hashable, int], list[Link], dict[Link, list[Hashable]]]:
    """Nodes and empty places with their columns, short links, and what each link leads through."""
    everywhere: dict[Hashable, int] = dict(columns)
    pieces: dict[Link, None] = {}
    chains: dict[Link, list[Hashable]] = {}
    for source, target in links:
        between: list[Hashable] = [("via", source, column) for column in range(columns[source] + 1, columns[target])]
        everywhere.update({place: columns[source] + 1 + step for step, place in enumerate(between)})
        chain = [source, *between, target]
        chains[source, target] = chain
        pieces.update(dict.fromkeys(zip(chain[:-1], chain[1:], strict=True)))
    return everywhere, list(pieces), chains


def _settle(
    nodes: list[Hashable],
    column: int,
    everywhere: Mapping[Hashable, int],
    pieces: Sequence[Link],
    heights: dict[Hashable, float],
    fixed: Mapping[Hashable, float],
    sizes: Mapping[Hashable, float],
    both: bool,
) -> None:
    """Move the nodes of a column to the middle of their neighbours, without overlap."""
    moved = [node for node in nodes if node not in fixed]
    wanted = {}
    for position, node in enumerate(moved):
        near = [
            heights[b if a == node else a] for a, b in pieces if node in (a, b) and (b if a == node else a) in heights
        ]
        wanted[node] = fmean(near) if near else heights.get(node, -float(position))
    moved.sort(key=lambda node: -wanted[node])
    gaps = [
        (sizes.get(a, sizes[None]) + sizes.get(b, sizes[None])) / 2 for a, b in zip(moved[:-1], moved[1:], strict=True)
    ]
    heights.update(zip(moved, spread([wanted[node] for node in moved], gaps), strict=True))


def spread(wanted: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Falling heights as near to those wanted as their gaps allow, by pooling neighbours that would overlap.

    Arguments:
        wanted: heights, falling.
        gaps: least distance of each to the next.
    """
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    pools: list[list[float]] = []
    for height, offset in zip(wanted, offsets, strict=False):
        pools.append([height + offset])
        while len(pools) > 1 and fmean(pools[-2]) < fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    levels = [fmean(pool) for pool in pools for _ in pool]
    return [level - offset for level, offset in zip(levels, offsets, strict=False)]
