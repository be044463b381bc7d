"""Concepts: which quantity of a model stands for what several models have, each in a unit of its dimension."""

from __future__ import annotations

from collections.abc import Iterator

from takeoff.equations import units as u
from takeoff.equations.reader import Reader
from takeoff.equations.reads import key_of
from takeoff.equations.scope import Key
from takeoff.errors import Problem
from takeoff.spec.concept_parts import UNITS, WORDS


def read_concepts(reader: Reader) -> Iterator[tuple[str, Key]]:
    """Concepts of a model with their quantities.

    Arguments:
        reader: gets the problems.
    """
    given = {name: getattr(reader.spec.parts.concepts, name) for name in UNITS}
    for name, text in given.items():
        equation = reader.reference(text, ("concepts", name)) if text else None
        if equation is None:
            continue
        key = key_of(equation.tree, {})
        if key[0] not in reader.quantities:  # its own problem was told where it is declared
            continue
        found, wanted = reader.quantities[key[0]].unit, u.parse_unit(UNITS[name])
        if not u.same_dimension(found, wanted):
            message = f"concepts.{name} is {WORDS[name]}: {_kind(name)} is needed, got {u.readable(found)}"
            reader.problems.append(Problem(message, reader.spec.place("concepts", name), text, width=len(text)))
        yield name, key


def _kind(name: str) -> str:
    return "a plain number" if UNITS[name] == "1" else f"a unit like {UNITS[name]}"
