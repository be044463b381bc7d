"""The plan of a stock-and-flow drawing: rows of flows with their stocks on the right, what feeds them on the left."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from takeoff.algebra.structure import CONTROL, FLOW, STOCK, Node, Pipe, Structure
from takeoff.equations.order import ordered
from takeoff.figures.layers import Layers, columns_of, layered
from takeoff.figures.style import LINE_HEIGHT, TEXT, text_width, wrapped

WIDEST = 92.0
"""Widest line of a name [point]."""
PAD, ROW, APART = 5.0, 48.0, 46.0
"""Room in a box, between two flows, between two columns [point]."""


@dataclass(frozen=True)
class Shadow:
    """A stock that is read: it stands among the inputs a second time, as its box is on the right."""

    node: Node


@dataclass(frozen=True)
class Tank:
    """A stock with the rows of the flows that move it: heights of its top and bottom."""

    node: Node
    top: float
    bottom: float


@dataclass(frozen=True)
class Plan:
    """A drawing before it is drawn.

    Arguments:
        layers: columns and heights of what is read and of flows (with Node or Shadow as names).
        rows: flow -> height.
        tanks: stocks on the right.
        pipes: one a flow and stock.
    """

    layers: Layers
    rows: dict[Node, float]
    tanks: tuple[Tank, ...]
    pipes: tuple[Pipe, ...]


def plan(structure: Structure) -> Plan:
    """Where everything stands.

    Arguments:
        structure: of a sector or a small model.
    """
    rows, tanks = _rows(structure)
    links: list[tuple[Hashable, Hashable]] = [
        (Shadow(source) if source.kind == STOCK else source, target) for source, target in structure.links
    ]
    needs: dict[Hashable, list[Hashable]] = {source: [] for source, _ in links}
    needs |= {node: [] for node in structure.nodes if node.kind != STOCK}
    for source, target in links:
        needs.setdefault(target, []).append(source)
    columns = columns_of(ordered(needs), links, [node for node in structure.nodes if node.kind == FLOW])
    sizes: dict[Hashable, float] = {node: _height(node) for node in needs}
    fixed: dict[Hashable, float] = {flow: height for flow, height in rows.items()}
    return Plan(layered(columns, links, fixed, {None: 0.7 * TEXT, **sizes}), rows, tanks, structure.pipes)


def _rows(structure: Structure) -> tuple[dict[Node, float], tuple[Tank, ...]]:
    """Heights of the flows, one below the other, those of a stock together; and the stocks beside them."""
    rows: dict[Node, float] = {}
    tanks: list[Tank] = []
    for stock in (node for node in structure.nodes if node.kind == STOCK):
        own = [pipe.flow for pipe in structure.pipes if stock == pipe.into and pipe.flow not in rows]
        own += [p.flow for p in structure.pipes if stock == p.out_of and p.into is None and p.flow not in rows]
        if own:
            top = -ROW * (len(rows) + len(tanks) * 0.25)
            rows |= {flow: top - ROW * position for position, flow in enumerate(own)}
            tanks.append(Tank(stock, top, top - ROW * max(len(own) - 1, 0)))
    return rows, tuple(tanks)


def drained(pipe: Pipe) -> Node | None:
    """The stock that stands on the left of a pipe, because another one is filled on the right."""
    return pipe.out_of if pipe.into is not None else None


def lines_of(name: Hashable) -> list[str]:
    """The words of a node in lines.

    Arguments:
        name: a Node, or a Shadow, which stands in angle brackets.
    """
    if isinstance(name, Shadow):
        return wrapped(f"<{name.node.words}>", WIDEST)
    return wrapped(name.words, WIDEST) if isinstance(name, Node) else []


def width_of(name: Hashable) -> float:
    """Width of a node's words [point]."""
    return max((text_width(line) for line in lines_of(name)), default=0.0)


def _height(name: Hashable) -> float:
    framed = isinstance(name, Node) and name.kind == CONTROL
    return LINE_HEIGHT * TEXT * len(lines_of(name)) + (2 * PAD if framed else PAD)


def column_widths(found: Plan) -> list[float]:
    """Width of each column but for the names of flows, from the left [point].

    Arguments:
        found: the plan.
    """
    widths = []
    for column in range(1 + max(found.layers.columns.values(), default=0)):
        inside = [name for name, own in found.layers.columns.items() if own == column]
        words = [name for name in inside if not (isinstance(name, Node) and name.kind == FLOW)]
        widths.append(max(map(width_of, words), default=PAD) + PAD)
    return widths
