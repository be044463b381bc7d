"""A model as a stock-and-flow graph, by name: what flows where, and what is computed from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from takeoff.equations.meaning import Cell, Meaning
from takeoff.equations.reads import reads
from takeoff.errors import InputError, near

STOCK, FLOW, AUXILIARY, PARAMETER, CONTROL = "stock", "flow", "auxiliary", "parameter", "control"
_KINDS = {"stocks": STOCK, "flows": FLOW, "auxiliaries": AUXILIARY, "parameters": PARAMETER, "controls": CONTROL}


@dataclass(frozen=True)
class Node:
    """A stock, flow, auxiliary, parameter or control; its members are one node.

    Arguments:
        kind: one of the kinds above.
        name: as equations write it; a flow's may be that of another quantity too.
        sector: stem of the file that it stands in.
        over: its dimensions.
    """

    kind: str
    name: str
    sector: str
    over: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The name with spaces, and the dimensions that it is repeated over."""
        over = f" [{', '.join(self.over)}]" if self.over else ""
        return self.name.replace("_", " ").strip() + over


@dataclass(frozen=True)
class Pipe:
    """What a flow fills and drains: stocks, or None for the world outside."""

    flow: Node
    out_of: Node | None
    into: Node | None


@dataclass(frozen=True)
class Structure:
    """Nodes and how they hang together, all in file order.

    Arguments:
        title: of the model, or of a sector.
        sectors: file stem -> title, of those that have nodes.
        nodes: what is drawn.
        pipes: one a flow and stock that it moves.
        links: (source, target): target's equation reads source.
    """

    title: str
    sectors: Mapping[str, str]
    nodes: tuple[Node, ...]
    pipes: tuple[Pipe, ...]
    links: tuple[tuple[Node, Node], ...]

    def of_sector(self, sector: str) -> Structure:
        """One sector, with what it takes from others.

        Arguments:
            sector: file stem.

        Raises:
            InputError: no such sector.
        """
        if sector not in self.sectors:
            hint = near(sector, self.sectors) or "the model is one file"
            raise InputError(f"the model has no sector '{sector}' with something to draw", hint)
        links = tuple(link for link in self.links if link[1].sector == sector)
        pipes = tuple(pipe for pipe in self.pipes if pipe.flow.sector == sector)
        kept = {node for node in self.nodes if node.sector == sector} | {source for source, _ in links}
        kept |= {end for pipe in pipes for end in (pipe.out_of, pipe.into) if end}
        nodes = tuple(node for node in self.nodes if node in kept)
        return replace(self, title=self.sectors[sector], nodes=nodes, pipes=pipes, links=links)

    def without(self, *kinds: str) -> Structure:
        """The structure without some kinds of node."""
        nodes = tuple(node for node in self.nodes if node.kind not in kinds)
        links = tuple(link for link in self.links if not {link[0].kind, link[1].kind} & {*kinds})
        sectors = {name: title for name, title in self.sectors.items() if name in {node.sector for node in nodes}}
        return replace(self, nodes=nodes, links=links, sectors=sectors)


def structure(meaning: Meaning) -> Structure:
    """The stock-and-flow graph of a model; what only a start reads is left out.

    Arguments:
        meaning: a checked model.
    """
    spec = meaning.spec
    nodes = {
        (kind, name): Node(kind, name, spec.sector(section, name), tuple(getattr(part, "over", ())))
        for section, kind in _KINDS.items()
        for name, part in getattr(spec.parts, section).items()
    }
    known = {name: node for (kind, name), node in nodes.items() if kind != FLOW}
    links = dict.fromkeys(_links(meaning, nodes, known))
    linked = {source for source, _ in links}
    kept = tuple(node for node in nodes.values() if node.kind != PARAMETER or node in linked)
    used = {node.sector for node in kept}
    sectors = {stem: one.title or stem for stem, one in spec.sectors.items() if stem in used}
    return Structure(meaning.header.title, sectors, kept, tuple(_pipes(meaning, nodes)), tuple(links))


def _links(
    meaning: Meaning, nodes: Mapping[tuple[str, str], Node], known: Mapping[str, Node]
) -> Iterator[tuple[Node, Node]]:
    def read(target: Node, cells: Iterable[Cell]) -> Iterator[tuple[Node, Node]]:
        for cell in cells:
            for one in reads(cell.equation.tree, cell.binding, meaning.dimensions):
                if one.key[0] in known:
                    yield known[one.key[0]], target

    for cell in meaning.auxiliaries:
        yield from read(nodes[AUXILIARY, cell.key[0]], [cell])
    for flow in meaning.flows:
        yield from read(nodes[FLOW, flow.cell.key[0]], [flow.cell])


def _pipes(meaning: Meaning, nodes: Mapping[tuple[str, str], Node]) -> Iterator[Pipe]:
    found: dict[Pipe, None] = {}
    for flow in meaning.flows:
        ends = [nodes[STOCK, end[0]] if end else None for end in (flow.out_of, flow.into)]
        found[Pipe(nodes[FLOW, flow.cell.key[0]], ends[0], ends[1])] = None
    return iter(found)
