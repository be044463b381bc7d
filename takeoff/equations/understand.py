"""From `Spec` to `Meaning`: every equation parsed and checked, every problem of a model listed at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from takeoff.equations import units as u
from takeoff.equations.concepts import read_concepts
from takeoff.equations.declare import HORIZON, declare, numbers
from takeoff.equations.improvements import read_improvements
from takeoff.equations.meaning import (
    Cell,
    EventMeaning,
    FlowCell,
    Meaning,
    MilestoneMeaning,
    OutcomeMeaning,
    RaceMeaning,
)
from takeoff.equations.nodes import ANY
from takeoff.equations.order import Circle, ordered
from takeoff.equations.reader import Reader
from takeoff.equations.reads import key_of, reads
from takeoff.equations.scope import Key, Quantity, label
from takeoff.equations.syntax import Equation
from takeoff.equations.tables import read_tables
from takeoff.equations.uncertain import read_correlations, read_priors
from takeoff.equations.words import in_words
from takeoff.errors import ModelError, Problem
from takeoff.spec.names import flaw_of_name
from takeoff.spec.read import Spec

if TYPE_CHECKING:
    import pint


def understand(spec: Spec) -> Meaning:
    """Parse and check every equation of a model.

    Arguments:
        spec: what its files say.

    Raises:
        ModelError: with every problem of shape, names, indices, units, values and order.
    """
    meaning, problems = examine(spec)
    if problems:
        raise ModelError(problems)
    return meaning


def examine(spec: Spec) -> tuple[Meaning, list[Problem]]:
    """Parse and check every equation of a model.

    Arguments:
        spec: what its files say.

    Returns:
        What it means, and every problem; where there are any, what is broken is left out or has a stand-in.
    """
    reader = Reader(spec)
    meaning = _read(reader)
    _unused(reader)
    _circles(reader, meaning)
    return meaning, [*spec.problems, *reader.problems]


def _read(reader: Reader) -> Meaning:
    declare(reader)
    reader.tables = read_tables(reader)
    found = numbers(reader)
    return Meaning(
        spec=reader.spec,
        quantities=MappingProxyType(reader.quantities),
        outcome_units=MappingProxyType(reader.outcomes),
        dimensions=MappingProxyType(reader.dimensions),
        starts=tuple(cells(reader, "stocks", "start", "starts")),
        auxiliaries=tuple(cells(reader, "auxiliaries", "equation", "auxiliaries")),
        flows=tuple(flows(reader)),
        values=MappingProxyType(found.values),
        doors=MappingProxyType(found.doors),
        defaults=MappingProxyType(found.defaults),
        milestones=tuple(_milestones(reader)),
        events=tuple(events(reader)),
        outcomes=tuple(_outcomes(reader)),
        tables=MappingProxyType(reader.tables),
        computed=MappingProxyType(found.computed),
        promises=MappingProxyType(_promises(reader)),
        panels=MappingProxyType({name: _panel(reader, name) for name in reader.spec.parts.panels}),
        improvements=MappingProxyType(read_improvements(reader, found)),
        races=MappingProxyType({race.name: race for race in _races(reader)}),
        concepts=MappingProxyType(dict(read_concepts(reader))),
        priors=MappingProxyType(priors := read_priors(reader, found)),
        correlations=MappingProxyType(read_correlations(reader, priors)),
    )


def cells(reader: Reader, section: str, key: str, context: str) -> Iterator[Cell]:
    """Equations of a section, one cell a member.

    Arguments:
        reader: gets the problems.
        section: "stocks" or "auxiliaries".
        key: that the equation stands under.
        context: kind of equation, for `Scope`.
    """
    parts: Mapping[str, Any] = getattr(reader.spec.parts, section)
    for name, part in parts.items():
        path = (section, name, key)
        yield from reader.repeated(path, getattr(part, key), context, reader.wanted(name), part.over)


def flows(reader: Reader) -> Iterator[FlowCell]:
    """Flows, one cell a member, and the stocks that they join; the reader gets the problems."""
    for name, part in reader.spec.parts.flows.items():
        into = reader.stock(part.into, ("flows", name, "into"), part.over)
        out_of = reader.stock(part.out_of, ("flows", name, "out_of"), part.over)
        ends = [end.quantity for end in (into, out_of) if end is not None]
        unit = u.quotient(ends[0].unit, u.parse_unit("year")) if ends else ANY
        if len(ends) == 2 and not u.same_dimension(ends[0].unit, ends[1].unit):
            message = f"flows.{name} joins {u.readable(ends[0].unit)} and {u.readable(ends[1].unit)}"
            hint = f"{ends[0].name} is declared in {ends[0].place.short}, {ends[1].name} in {ends[1].place.short}"
            reader.problems.append(Problem(message, reader.spec.place("flows", name), hint=hint))
        for cell in reader.repeated(("flows", name, "rate"), part.rate, "rates", unit, part.over):
            filled, drained = (None if end is None else end.key(cell.binding) for end in (into, out_of))
            yield FlowCell(cell, filled, drained)


def _milestones(reader: Reader) -> Iterator[MilestoneMeaning]:
    for name, part in reader.spec.parts.milestones.items():
        when = reader.check(part.when, ("milestones", name, "when"), "conditions", None)
        if when is not None:
            yield MilestoneMeaning(name, when, part.stop)


def events(reader: Reader) -> Iterator[EventMeaning]:
    """Events with what they set; the reader gets the problems."""
    for name, part in reader.spec.parts.events.items():
        path = ("events", name)
        at = reader.check(part.at, (*path, "at"), "dates", u.parse_unit("year")) if part.at else None
        when = reader.check(part.when, (*path, "when"), "conditions", None) if part.when else None
        yield EventMeaning(name, at, when, tuple(_sets(reader, (*path, "set"), part.set)))


def _sets(reader: Reader, path: tuple[str, ...], given: Mapping[str, str]) -> Iterator[Cell]:
    first: dict[Key, str] = {}
    for stock, text in given.items():
        target = reader.stock(stock, (*path, stock), ())
        equation = reader.check(text, (*path, stock), "rates", ANY if target is None else target.quantity.unit)
        if target is None or equation is None:
            continue
        if (key := target.key({})) in first:
            problem = Problem(f"{'.'.join(path)} sets '{label(key)}' twice", reader.spec.place(*path, stock))
            reader.problems.append(problem)
        first[key] = stock
        yield Cell(key, {}, equation)


def _outcomes(reader: Reader) -> Iterator[OutcomeMeaning]:
    for name, part in reader.spec.parts.outcomes.items():
        unit = reader.unit(part.unit, "outcomes", name)
        equation = reader.check(
            part.equation, ("outcomes", name, "equation"), "outcomes", ANY if unit is None else unit
        )
        if unit is not None:
            reader.outcomes[name] = Quantity(name, "outcomes", unit, (), reader.spec.place("outcomes", name))
        elif name not in reader.quantities:
            reader.broken.add(name)
        if equation is not None:
            yield OutcomeMeaning(name, Cell((name, ()), {}, equation), part.at)


def _promises(reader: Reader) -> dict[str, Equation]:
    given = reader.spec.parts.promises
    checked = {name: reader.check(text, ("promises", name), "conditions", None) for name, text in given.items()}
    return {name: equation for name, equation in checked.items() if equation is not None}


def _panel(reader: Reader, name: str) -> tuple[Key, ...]:
    shown = [(("panels", name, "show"), text) for text in reader.spec.parts.panels[name].show]
    return tuple(_alike(reader, shown, "one panel cannot show"))


def _races(reader: Reader) -> Iterator[RaceMeaning]:
    for name, part in reader.spec.parts.races.items():
        ends = [(("races", name, "leader"), part.leader), (("races", name, "follower"), part.follower)]
        keys = list(_alike(reader, ends, "one race cannot be of"))
        if len(keys) == len(ends):
            yield RaceMeaning(name, in_words(name, part.label), *keys)


def _alike(reader: Reader, named: Iterable[tuple[tuple[str, ...], str]], complaint: str) -> Iterator[Key]:
    """Quantities that are named by texts at some places, all of which must measure the same."""
    first: pint.Unit | None = None
    for path, text in named:
        equation = reader.reference(text, path)
        if equation is None:
            continue
        key = key_of(equation.tree, {})
        if key[0] not in reader.quantities:  # its own problem was told where it is declared
            continue
        unit = reader.quantities[key[0]].unit
        first = first or unit
        if not u.same_dimension(first, unit):
            message = f"{complaint} {u.readable(first)} and {u.readable(unit)}"
            reader.problems.append(equation.problem(message, equation.tree))
        yield key


def _unused(reader: Reader) -> None:
    if reader.spec.broken:  # these may use what nothing else does
        return
    for name in reader.spec.parts.parameters:
        if name not in reader.used and not flaw_of_name(name):
            place = reader.spec.place("parameters", name)
            hint = "use it in an equation, or remove it"
            reader.problems.append(Problem(f"parameters.{name} is used nowhere", place, hint=hint))


def _circles(reader: Reader, meaning: Meaning) -> None:
    needs = {
        cell.key: [read.key for read in reads(cell.equation.tree, cell.binding, reader.dimensions) if read.how == "now"]
        for cell in meaning.auxiliaries
    }
    while needs:
        try:
            ordered(needs)
            return
        except Circle as circle:
            path = " -> ".join(label(key) for key in circle.nodes)
            place = reader.spec.place("auxiliaries", circle.nodes[0][0])
            hint = "one of them must wait for the others: make it a stock, or use initial()"
            reader.problems.append(Problem(f"auxiliaries need each other: {path}", place, hint=hint))
            needs = {key: wanted for key, wanted in needs.items() if key not in circle.nodes}


__all__ = ["HORIZON", "cells", "events", "examine", "flows", "understand"]
