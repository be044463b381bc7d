"""Order of computation: what is needed first comes first; circles are found and named."""

from __future__ import annotations

import graphlib
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Circle(ValueError):
    """Some nodes need each other; `nodes` walks the circle, first and last alike."""

    def __init__(self, nodes: Iterable[Any]) -> None:
        self.nodes: tuple[Any, ...] = tuple(nodes)
        super().__init__(" -> ".join(map(str, self.nodes)))


def ordered(needs: Mapping[Node, Iterable[Node]]) -> tuple[Node, ...]:
    """Sort nodes so that each comes after what it needs; ties keep the order given.

    Arguments:
        needs: node -> nodes it needs; needed nodes that are no keys are ignored.

    Raises:
        Circle: nodes that need each other.
    """
    graph = {node: [need for need in dict.fromkeys(wanted) if need in needs] for node, wanted in needs.items()}
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        raise Circle(reversed(error.args[1])) from error
    done: dict[Node, None] = {}
    for start in graph:
        stack = [start]
        while stack:
            waiting = [need for need in graph[stack[-1]] if need not in done]
            if waiting:
                stack.append(waiting[0])
            else:
                done[stack.pop()] = None
    return tuple(done)
