"""A stock-and-flow graph as DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator

from takeoff.algebra.structure import AUXILIARY, CONTROL, FLOW, PARAMETER, STOCK, Node, Pipe, Structure

_LOOKS = {
    STOCK: "shape=box, penwidth=2",
    FLOW: "shape=oval, penwidth=2",
    AUXILIARY: "shape=plaintext",
    PARAMETER: 'shape=plaintext, fontcolor="#606060"',
    CONTROL: "shape=diamond",
}
_CLOUD = 'label="", shape=circle, style=dashed, width=0.25'
_PIPE = 'penwidth=3, color="#0072B2"'


def dot(structure: Structure) -> str:
    """A graph in DOT: sectors as clusters, pipes thick, links thin.

    Arguments:
        structure: of a model or a sector.
    """
    lines = [f"digraph {quoted(structure.title)} {{", "  rankdir=LR;", '  node [fontname="sans-serif", fontsize=10];']
    for sector, title in structure.sectors.items():
        nodes = [node for node in structure.nodes if node.sector == sector]
        if nodes:
            lines += [f"  subgraph {quoted(f'cluster_{sector}')} {{", f"    label={quoted(title)};"]
            lines += [*(f"    {_node(node)}" for node in nodes), "  }"]
    for pipe in structure.pipes:
        lines += _pipe(pipe)
    lines += [f"  {identity(source)} -> {identity(target)};" for source, target in structure.links]
    return "\n".join([*lines, "}"])


def identity(node: Node) -> str:
    """What a node is called in the text: its kind and name, since a flow may share its name with a stock."""
    return f"{node.kind}_{node.name}"


def quoted(text: str) -> str:
    """A text between quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _node(node: Node) -> str:
    return f"{identity(node)} [label={quoted(node.words)}, {_LOOKS[node.kind]}];"


def _pipe(pipe: Pipe) -> Iterator[str]:
    """From where a flow drains, through it, to what it fills; a cloud where that is outside the model."""
    for side, end in (("source", pipe.out_of), ("sink", pipe.into)):
        cloud = f"{side}_of_{pipe.flow.name}"
        if end is None:
            yield f"  {cloud} [{_CLOUD}];"
        name, flow = identity(end) if end else cloud, identity(pipe.flow)
        yield f"  {name} -> {flow} [{_PIPE}, arrowhead=none];" if side == "source" else f"  {flow} -> {name} [{_PIPE}];"
