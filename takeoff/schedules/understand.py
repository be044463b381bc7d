"""From a schedule file to a `Kind`: read like a small model, every problem of it listed at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.declare import declare
from takeoff.equations.meaning import Cell
from takeoff.equations.nodes import ANY
from takeoff.equations.order import Circle, ordered
from takeoff.equations.reader import Reader
from takeoff.equations.reads import reads
from takeoff.equations.scope import Quantity
from takeoff.equations.syntax import Equation
from takeoff.equations.tables import Lookup
from takeoff.equations.understand import cells, events, flows
from takeoff.errors import ModelError, Place, Problem, brief, near
from takeoff.schedules.flaws import flaws_of
from takeoff.schedules.kind import Kind
from takeoff.spec import members, shape
from takeoff.spec.locate import Path as Keys
from takeoff.spec.parts import Header, Parts
from takeoff.spec.read import Spec, place_of, read_schedule
from takeoff.spec.readers import EVERY, counted_members
from takeoff.spec.schedule_parts import ScheduleParts

if TYPE_CHECKING:
    import pint


def read_kind(path: Path) -> Kind:
    """Read and check a schedule file.

    Arguments:
        path: a TOML file.

    Raises:
        ModelError: with every problem of the file.
    """
    parts, places = read_schedule(path)
    return _Understanding(parts, places).kind()


class _Understanding:
    def __init__(self, parts: ScheduleParts, places: Mapping[Keys, Place]) -> None:
        self.parts, self.places = parts, places
        self.reader = Reader(Spec(_as_model(parts), places, {}, ""))
        self.problems = self.reader.problems

    def kind(self) -> Kind:
        self._shape()
        declare(self.reader)
        self._quantities()
        self._own_units()
        self.reader.tables = dict(self._tables())
        kind = self._kind()
        self._unused(kind)
        self._circles(kind)
        if self.problems:
            raise ModelError(self.problems)
        return kind

    def _shape(self) -> None:
        """Names, clashes and dimensions; no equation can be read before these are right.

        Raises:
            ModelError: with every problem of shape.
        """
        sheet = shape.Sheet(self.reader.spec.parts, self._place)
        problems = [*shape.problems_of(sheet), *members.problems_of(sheet), *flaws_of(self.parts, self._place)]
        if problems:
            raise ModelError(problems)

    def _place(self, *path: str) -> Place:
        return place_of(self.places, path)

    def _quantities(self) -> None:
        """Declare the quantities of the model that are named later, each in a unit like no other."""
        for name, part in self.parts.quantities.items():
            for key in ("unit_of", "default"):
                earlier = list(self.parts.quantities)[: list(self.parts.quantities).index(name)]
                if (other := getattr(part, key)) and other not in earlier:
                    message = f"quantities.{name}: no quantity '{brief(other)}' above it"
                    self.problems.append(self._problem(message, "quantities", name, key, hint=near(other, earlier)))
            if part.unit and part.unit_of:
                message = f"quantities.{name} has both 'unit' and 'unit_of'"
                self.problems.append(self._problem(message, "quantities", name))
            declared = self.reader.unit(part.unit, "quantities", name) if part.unit else None
            unit = declared or (self._unit(part.unit_of) if part.unit_of else u.stand_in(name))
            place = self._place("quantities", name)
            self.reader.quantities[name] = Quantity(name, "quantities", unit, (), place)

    def _own_units(self) -> None:
        """Declare what the model's way of declaring does not know: `unit_of`, and what is solved for."""
        for name, part in self.parts.parameters.items():
            if part.unit_of and part.unit_of not in self.parts.quantities:
                message = f"parameters.{name}: no quantity '{brief(part.unit_of)}' in [quantities]"
                hint = near(part.unit_of, self.parts.quantities)
                self.problems.append(self._problem(message, "parameters", name, "unit_of", hint=hint))
                del self.reader.quantities[name]
                self.reader.broken.add(name)
            elif part.unit_of:
                place = self._place("parameters", name)
                quantity = Quantity(name, "parameters", self._unit(part.unit_of), part.over, place)
                self.reader.quantities[name] = quantity
        for name in self.parts.solved:
            place = self._place("solved", name)
            self.reader.quantities[name] = Quantity(name, "auxiliaries", u.none(), (), place)

    def _unit(self, of: str) -> pint.Unit:
        known = self.reader.quantities.get(of)
        return u.stand_in(of) if known is None else known.unit

    def _tables(self) -> Iterator[tuple[str, Lookup]]:
        """Tables with the units of their columns; their rows come with the arguments."""
        for name, part in self.parts.tables.items():
            columns = [(key, getattr(part, key), self.parts.parameters.get(getattr(part, key))) for key in ("x", "y")]
            flawed = [(key, text) for key, text, column in columns if column is None or not column.over]
            for key, text in flawed:
                message = f"tables.{name}: '{brief(text)}' is no repeated parameter"
                repeated = [one for one, column in self.parts.parameters.items() if column.over]
                self.problems.append(self._problem(message, "tables", name, key, hint=near(text, repeated)))
            known = [self.reader.quantities.get(column) for column in (part.x, part.y)]
            if flawed or None in known:
                self.reader.broken.add(name)
                self.reader.used |= {one for one, column in self.parts.parameters.items() if column.over}
                continue
            x, y = (quantity.unit for quantity in known if quantity is not None)
            yield name, Lookup((), (), x, y, geometric=False)

    def _kind(self) -> Kind:
        reader, parts = self.reader, self.parts
        equation = reader.check(parts.schedule.equation, ("schedule", "equation"), "auxiliaries", u.none())
        solved = [
            (name, reader.check(part.zero, ("solved", name, "zero"), "auxiliaries", ANY))
            for name, part in parts.solved.items()
        ]
        promises = {
            name: reader.check(text, ("promises", name), "values", None) for name, text in parts.promises.items()
        }
        return Kind(
            name=parts.schedule.name,
            meaning=parts.schedule.meaning,
            equation=equation or Equation("0", ast.Constant(0), self._place("schedule"), "schedule.equation"),
            declared=MappingProxyType(dict(parts.parameters)),
            dimensions=MappingProxyType(dict(parts.dimensions)),
            quantities=MappingProxyType(dict(parts.quantities)),
            rows=MappingProxyType(dict(parts.tables)),
            starts=tuple(cells(reader, "stocks", "start", "starts")),
            flows=tuple(flows(reader)),
            auxiliaries=tuple(cells(reader, "auxiliaries", "equation", "auxiliaries")),
            solved=tuple(Cell((name, ()), {}, zero) for name, zero in solved if zero is not None),
            events=tuple(events(reader)),
            promises=MappingProxyType({name: one for name, one in promises.items() if one is not None}),
            count=next((one.fewest for one in parts.dimensions.values()), 0),
        )

    def _unused(self, kind: Kind) -> None:
        used = self.reader.used | {part.default for part in self.parts.quantities.values()}
        cells = [cell.equation for cell in (*kind.starts, *kind.auxiliaries, *kind.solved)]
        cells += [flow.cell.equation for flow in kind.flows]
        named = {
            node.id for one in (kind.equation, *cells) for node in ast.walk(one.tree) if isinstance(node, ast.Name)
        }
        for name in named & set(self.parts.tables):
            used |= {name, self.parts.tables[name].x, self.parts.tables[name].y}
        for section in ("quantities", "parameters", "tables", "solved"):
            for name in getattr(self.parts, section):
                if name not in used | self.reader.broken:
                    hint = "use it in an equation, or remove it"
                    self.problems.append(self._problem(f"{section}.{name} is used nowhere", section, name, hint=hint))

    def _circles(self, kind: Kind) -> None:
        known = (*kind.auxiliaries, *kind.solved)
        needs = {
            cell.key: [read.key for read in reads(cell.equation.tree, {}, self.reader.dimensions)] for cell in known
        }
        try:
            ordered(needs)
        except Circle as circle:
            names = [key[0] for key in circle.nodes]
            section = "auxiliaries" if names[0] in self.parts.auxiliaries else "solved"
            message = f"quantities of the schedule need each other: {' -> '.join(names)}"
            self.problems.append(self._problem(message, section, names[0]))

    def _problem(self, message: str, *path: str, hint: str = "") -> Problem:
        return Problem(message, self._place(*path), hint=hint)


def _as_model(parts: ScheduleParts) -> Parts:
    """What a schedule file has in common with a model, for the checks of models."""
    stand_ins = [{"unit": part.unit or "1", "value": part.value or {EVERY: 0.0}} for part in parts.parameters.values()]
    known = {
        name: part.model_copy(update=stand_in)
        for (name, part), stand_in in zip(parts.parameters.items(), stand_ins, strict=True)
    }
    return Parts.model_construct(
        schema_=1,
        model=Header(name="schedule", title=""),
        dimensions={name: counted_members(name, limits.fewest) for name, limits in parts.dimensions.items()},
        stocks=parts.stocks,
        flows=parts.flows,
        auxiliaries=parts.auxiliaries,
        parameters=known,
        events=parts.events,
        promises=parts.promises,
    )
