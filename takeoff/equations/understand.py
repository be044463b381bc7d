"""From `Spec` to `Meaning`: every equation parsed and checked, every problem of a model listed at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from takeoff.equations import units as u
from takeoff.equations.check import check_equation
from takeoff.equations.meaning import Cell, EventMeaning, FlowCell, Meaning, MilestoneMeaning, OutcomeMeaning
from takeoff.equations.order import Circle, ordered
from takeoff.equations.reads import bindings, key_of, reads
from takeoff.equations.scope import Key, Quantity, Scope, label
from takeoff.equations.syntax import Equation, parse_equation
from takeoff.equations.values import Door, ValueFlaw
from takeoff.errors import ModelError, Place, Problem, near
from takeoff.spec import parts as p
from takeoff.spec.read import Spec
from takeoff.spec.shape import QUANTITIES

if TYPE_CHECKING:
    import pint

HORIZON = "horizon"


def understand(spec: Spec) -> Meaning:
    """Parse and check every equation of a model.

    Arguments:
        spec: what its files say.

    Raises:
        ModelError: with every problem of names, indices, units, values and order.
    """
    reader = _Reader(spec)
    meaning = reader.read()
    if reader.problems:
        raise ModelError(reader.problems)
    return meaning


@dataclass
class _Reader:
    spec: Spec
    problems: list[Problem] = field(default_factory=list)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    outcomes: dict[str, Quantity] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def read(self) -> Meaning:
        parts = self.spec.parts
        self.dimensions = {name: tuple(members) for name, members in parts.dimensions.items()}
        self._declare()
        doors, values = self._values()
        meaning = Meaning(
            spec=self.spec,
            quantities=MappingProxyType(self.quantities),
            outcome_units=MappingProxyType(self.outcomes),
            dimensions=MappingProxyType(self.dimensions),
            starts=self._cells("stocks", "start", "starts"),
            auxiliaries=self._cells("auxiliaries", "equation", "auxiliaries"),
            flows=tuple(self._flows()),
            values=MappingProxyType(values),
            doors=MappingProxyType(doors),
            defaults=MappingProxyType(self._defaults()),
            milestones=tuple(self._milestones()),
            events=tuple(self._events()),
            outcomes=tuple(self._outcomes()),
            promises=MappingProxyType(self._promises()),
            panels=MappingProxyType(self._panels()),
        )
        self._unused()
        self._circles(meaning)
        return meaning

    def _declare(self) -> None:
        for section in QUANTITIES:
            for name, part in getattr(self.spec.parts, section).items():
                unit = self._unit(part.unit, section, name)
                place = self.spec.place(section, name)
                self.quantities[name] = Quantity(name, section, unit, getattr(part, "over", ()), place)

    def _unit(self, text: str, *path: str) -> pint.Unit:
        try:
            return u.parse_unit(text)
        except u.UnitError as error:
            hint = near(text, u.known_units()) or f"units are {', '.join(u.known_units())}"
            self.problems.append(Problem(f"{'.'.join(path)}: {error}", self.spec.place(*path, "unit"), text, hint=hint))
            return u.none()

    def _values(self) -> tuple[dict[str, Door], dict[Key, float]]:
        parts, time = self.spec.parts, self.spec.parts.model.time
        doors, values = {}, {}
        for name, part in parts.parameters.items():
            date = part.date or p.EVERY in part.value and part.value[p.EVERY] == "never"
            doors[name] = Door(self.quantities[name].unit, part.between, date, time.start)
            for binding in bindings(part.over, self.dimensions):
                members = tuple(binding.values())
                given = part.value.get(p.EVERY, part.value.get("".join(members)))
                values[name, members] = self._value(doors[name], given, "parameters", name)
        doors[HORIZON] = Door(u.parse_unit("year"), (1e-9, 1e5), start=time.start)
        values[HORIZON, ()] = time.stop - time.start
        return doors, values

    def _value(self, door: Door, value: Any, section: str, name: str) -> float:
        try:
            return door.read(value)
        except ValueFlaw as flaw:
            key = "value" if section == "parameters" else "default"
            self.problems.append(Problem(f"{section}.{name}: {flaw}", self.spec.place(section, name, key), str(value)))
            return 0.0

    def _defaults(self) -> dict[str, float]:
        controls = self.spec.parts.controls
        doors = {name: Door(self.quantities[name].unit, part.between) for name, part in controls.items()}
        return {name: self._value(doors[name], part.default, "controls", name) for name, part in controls.items()}

    def _parse(self, text: str, owner: str, place: Place) -> Equation | None:
        equation = parse_equation(text, place, owner)
        if isinstance(equation, Equation):
            return equation
        self.problems.extend(equation)
        return None

    def _check(
        self, text: str, path: tuple[str, ...], context: str, unit: pint.Unit | None, over: tuple[str, ...] = ()
    ) -> Equation | None:
        """Parse and check one text; None where it has problems."""
        equation = self._parse(text, ".".join(path), self.spec.place(*path))
        if equation is None:
            return None
        known = self.outcomes | self.quantities if context == "outcomes" else self.quantities
        scope = Scope(known, self.dimensions, context, over)
        problems = check_equation(equation, scope, unit)
        self.problems.extend(problems)
        if problems:
            return None
        for binding in bindings(over, self.dimensions):
            self.used.update(read.key[0] for read in reads(equation.tree, binding, self.dimensions))
        return equation

    def _cells(self, section: str, key: str, context: str) -> tuple[Cell, ...]:
        parts: Mapping[str, Any] = getattr(self.spec.parts, section)
        return tuple(
            cell for name, part in parts.items()
            for cell in self._repeated((section, name, key), getattr(part, key), context, self.quantities[name].unit, part.over)
        )

    def _repeated(
        self, path: tuple[str, ...], given: Mapping[str, str], context: str, unit: pint.Unit | None, over: tuple[str, ...]
    ) -> Iterable[Cell]:
        """One cell a member, from a text for all or one each."""
        texts = {
            member: self._check(text, (*path, member) if member else path, context, unit, over)
            for member, text in given.items()
        }
        for binding in bindings(over, self.dimensions):
            members = tuple(binding.values())
            equation = texts.get(p.EVERY) or texts.get("".join(members[:1]))
            if equation is not None:
                yield Cell((path[1], members), binding, equation)

    def _flows(self) -> Iterable[FlowCell]:
        for name, part in self.spec.parts.flows.items():
            ends = {end: self._stock(getattr(part, end), ("flows", name, end), part.over) for end in ("into", "out_of")}
            stocks = [self.quantities[end.tree_key[0]] for end in ends.values() if end is not None]
            if not stocks:
                continue
            unit = stocks[0].unit / u.parse_unit("year")
            if len(stocks) == 2 and not u.same_dimension(stocks[0].unit, stocks[1].unit):
                message = f"flows.{name} joins {u.readable(stocks[0].unit)} and {u.readable(stocks[1].unit)}"
                self.problems.append(Problem(message, self.spec.place("flows", name)))
            for cell in self._repeated(("flows", name, "rate"), part.rate, "rates", unit, part.over):
                filled, drained = (None if end is None else end.key(cell.binding) for end in ends.values())
                yield FlowCell(cell, filled, drained)

    def _stock(self, text: str, path: tuple[str, ...], over: tuple[str, ...]) -> _Reference | None:
        """A stock named by a flow or an event; its own dimensions are filled in where they repeat too."""
        if not text:
            return None
        name = text.partition("[")[0].strip()
        quantity = self.quantities.get(name)
        if quantity is None or quantity.section != "stocks":
            hint = near(name, self.spec.parts.stocks)
            self.problems.append(Problem(f"{'.'.join(path)}: no stock '{name[:60]}'", self.spec.place(*path), hint=hint))
            return None
        if "[" not in text and quantity.over and set(quantity.over) <= set(over):
            text = f"{name}[{', '.join(quantity.over)}]"
        equation = self._parse(text, ".".join(path), self.spec.place(*path))
        if equation is None:
            return None
        problems = check_equation(equation, Scope(self.quantities, self.dimensions, "rates", over), quantity.unit)
        self.problems.extend(problems)
        return None if problems else _Reference(equation)

    def _milestones(self) -> Iterable[MilestoneMeaning]:
        for name, part in self.spec.parts.milestones.items():
            when = self._check(part.when, ("milestones", name, "when"), "conditions", None)
            if when is not None:
                yield MilestoneMeaning(name, when, part.stop)

    def _events(self) -> Iterable[EventMeaning]:
        year = u.parse_unit("year")
        for name, part in self.spec.parts.events.items():
            path = ("events", name)
            at = self._check(part.at, (*path, "at"), "dates", year) if part.at else None
            when = self._check(part.when, (*path, "when"), "conditions", None) if part.when else None
            sets = []
            for stock, text in part.set.items():
                target = self._stock(stock, (*path, "set", stock), ())
                unit = None if target is None else self.quantities[target.tree_key[0]].unit
                equation = None if unit is None else self._check(text, (*path, "set", stock), "rates", unit)
                if target is not None and equation is not None:
                    sets.append(Cell(target.key({}), {}, equation))
            yield EventMeaning(name, at, when, tuple(sets))

    def _outcomes(self) -> Iterable[OutcomeMeaning]:
        for name, part in self.spec.parts.outcomes.items():
            unit = self._unit(part.unit, "outcomes", name)
            equation = self._check(part.equation, ("outcomes", name, "equation"), "outcomes", unit)
            self.outcomes[name] = Quantity(name, "outcomes", unit, (), self.spec.place("outcomes", name))
            if equation is not None:
                yield OutcomeMeaning(name, Cell((name, ()), {}, equation), part.at)

    def _promises(self) -> dict[str, Equation]:
        checked = {
            name: self._check(text, ("promises", name), "conditions", None)
            for name, text in self.spec.parts.promises.items()
        }
        return {name: equation for name, equation in checked.items() if equation is not None}

    def _panels(self) -> dict[str, tuple[Key, ...]]:
        panels = {}
        for name, part in self.spec.parts.panels.items():
            shown: list[Equation] = []
            for text in part.show:
                quantity = self.quantities.get(text.partition("[")[0].strip())
                first = self.quantities[shown[0].text.partition("[")[0]].unit if shown else None
                unit = first or (quantity.unit if quantity else u.none())
                equation = self._check(text, ("panels", name, "show"), "conditions", unit)
                shown += [equation] if equation else []
            panels[name] = tuple(key_of(equation.tree, {}) for equation in shown)
        return panels

    def _unused(self) -> None:
        if self.problems:
            return
        for name in self.spec.parts.parameters:
            if name not in self.used:
                place = self.spec.place("parameters", name)
                self.problems.append(Problem(f"parameters.{name} is used nowhere", place, hint="use it in an equation, or remove it"))

    def _circles(self, meaning: Meaning) -> None:
        needs = {
            cell.key: [read.key for read in reads(cell.equation.tree, cell.binding, self.dimensions) if read.how == "now"]
            for cell in meaning.auxiliaries
        }
        try:
            ordered(needs)
        except Circle as circle:
            path = " -> ".join(label(key) for key in circle.nodes)
            place = self.quantities[circle.nodes[0][0]].place
            hint = "one of them must wait for the others: make it a stock, or use initial()"
            self.problems.append(Problem(f"auxiliaries need each other: {path}", place, hint=hint))


@dataclass(frozen=True)
class _Reference:
    """A checked reference to a stock, whose members may depend on a binding."""

    equation: Equation

    @property
    def tree_key(self) -> Key:
        return key_of(self.equation.tree, {})

    def key(self, binding: Mapping[str, str]) -> Key:
        return key_of(self.equation.tree, binding)
