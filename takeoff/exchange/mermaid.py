"""A stock-and-flow graph as Mermaid, which Markdown pages draw."""

from __future__ import annotations

from collections.abc import Iterator

from takeoff.algebra.structure import AUXILIARY, CONTROL, FLOW, PARAMETER, STOCK, Node, Pipe, Structure
from takeoff.exchange.dot import identity

_SHAPES = {STOCK: "[{}]", FLOW: "([{}])", AUXILIARY: "({})", PARAMETER: "({})", CONTROL: "{{{}}}"}
_STYLES = (
    "classDef stock stroke-width:3px",
    "classDef flow stroke:#0072B2,stroke-width:3px",
    "classDef auxiliary stroke:none,fill:none",
    "classDef parameter stroke:none,fill:none,color:#606060",
    "classDef control stroke-width:1px",
    "classDef cloud stroke-dasharray:3",
)


def mermaid(structure: Structure) -> str:
    """A graph in Mermaid: sectors as subgraphs, pipes thick, links thin.

    Arguments:
        structure: of a model or a sector.
    """
    lines = ["flowchart LR"]
    for sector, title in structure.sectors.items():
        nodes = [node for node in structure.nodes if node.sector == sector]
        if nodes:
            lines += [f"  subgraph sector_{_bare(sector)} [{_quoted(title)}]"]
            lines += [*(f"    {_node(node)}" for node in nodes), "  end"]
    for pipe in structure.pipes:
        lines += _pipe(pipe)
    lines += [f"  {identity(source)} --> {identity(target)}" for source, target in structure.links]
    return "\n".join([*lines, *(f"  {style}" for style in _STYLES)])


def _node(node: Node) -> str:
    return f"{identity(node)}{_SHAPES[node.kind].format(_quoted(node.words))}:::{node.kind}"


def _pipe(pipe: Pipe) -> Iterator[str]:
    flow = identity(pipe.flow)
    source = identity(pipe.out_of) if pipe.out_of else f"source_of_{pipe.flow.name}(( )):::cloud"
    sink = identity(pipe.into) if pipe.into else f"sink_of_{pipe.flow.name}(( )):::cloud"
    yield f"  {source} === {flow}"
    yield f"  {flow} ==> {sink}"


def _bare(sector: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in sector)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'
