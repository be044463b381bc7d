"""What an equation reads, member by member; the graph that order, reach and the unused check stand on."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from takeoff.equations.scope import Key
from takeoff.equations.syntax import members_of


@dataclass(frozen=True)
class Read:
    """One reading of a quantity.

    Arguments:
        key: the quantity and its members.
        how: "now", "initial", "rate_of" or "since".
    """

    key: Key
    how: str = "now"


def reads(tree: ast.expr, binding: Mapping[str, str], dimensions: Mapping[str, tuple[str, ...]]) -> Iterator[Read]:
    """Every quantity that an equation reads, in the order of its text.

    Arguments:
        tree: a checked equation.
        binding: dimension -> member that the equation is read for.
        dimensions: dimension -> members.
    """
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name):
        yield from _call(tree, tree.func.id, binding, dimensions)
    elif isinstance(tree, ast.Name):
        if tree.id != "t":
            yield Read((tree.id, ()))
    elif isinstance(tree, ast.Subscript):
        yield Read(key_of(tree, binding))
    else:
        for child in ast.iter_child_nodes(tree):
            if isinstance(child, ast.expr):
                yield from reads(child, binding, dimensions)


def _call(
    node: ast.Call, name: str, binding: Mapping[str, str], dimensions: Mapping[str, tuple[str, ...]]
) -> Iterator[Read]:
    if name == "sum" and isinstance(node.args[1], ast.Name):
        for member in dimensions[node.args[1].id]:
            yield from reads(node.args[0], {**binding, node.args[1].id: member}, dimensions)
        return
    if name in ("position", "count"):
        return
    first, *rest = node.args
    if name in ("initial", "rate_of", "since"):
        yield Read(key_of(first, binding), name)
    elif name != "interpolate":
        rest = node.args
    for argument in rest:
        yield from reads(argument, binding, dimensions)


def key_of(node: ast.expr, binding: Mapping[str, str]) -> Key:
    """The quantity and members that a reference means under a binding.

    Arguments:
        node: a name or an indexed name.
        binding: dimension -> member.
    """
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        return node.value.id, tuple(binding.get(member, member) for member in members_of(node))
    return (node.id, ()) if isinstance(node, ast.Name) else ("", ())


def bindings(over: tuple[str, ...], dimensions: Mapping[str, tuple[str, ...]]) -> list[dict[str, str]]:
    """All members of some dimensions, in the order of the file.

    Arguments:
        over: dimensions.
        dimensions: dimension -> members.
    """
    combinations = itertools.product(*(dimensions[dimension] for dimension in over))
    return [dict(zip(over, members, strict=True)) for members in combinations]
