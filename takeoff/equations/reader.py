"""Reading the equations of one model: parsing and checking each, and keeping every problem."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.check import check_equation
from takeoff.equations.meaning import Cell
from takeoff.equations.nodes import ANY
from takeoff.equations.reads import bindings, key_of, reads
from takeoff.equations.scope import Key, Quantity, Scope
from takeoff.equations.syntax import LONGEST, Equation, parse_equation, reference_of
from takeoff.equations.tables import Lookup
from takeoff.errors import Problem, brief, closest, near
from takeoff.spec.read import Spec
from takeoff.spec.readers import EVERY

if TYPE_CHECKING:
    import pint

    from takeoff.equations.nodes import Found

_WORD = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class Reference:
    """A checked reference to a stock, whose members may depend on a binding."""

    equation: Equation
    quantity: Quantity

    def key(self, binding: Mapping[str, str]) -> Key:
        """The stock of one member."""
        return key_of(self.equation.tree, binding)


@dataclass
class Reader:
    """What has been read of a model so far.

    Arguments:
        spec: what its files say.
        problems: everything wrong.
        quantities: declared stocks, auxiliaries, parameters, controls.
        outcomes: outcomes read so far, as quantities.
        used: names that some equation reads.
        tables: lookup tables.
        broken: names of quantities that have no sound declaration.
    """

    spec: Spec
    problems: list[Problem] = field(default_factory=list)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    outcomes: dict[str, Quantity] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    tables: dict[str, Lookup] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dimensions = {name: tuple(members) for name, members in self.spec.parts.dimensions.items()}

    def unit(self, text: str, *path: str) -> pint.Unit | None:
        """Read a declared unit; None after a problem."""
        try:
            return u.parse_unit(text)
        except u.UnitError as error:
            place = self.spec.place(*path, "unit")
            message = f"{'.'.join(path)}: {brief(str(error), 200)}"
            self.problems.append(Problem(message, place, text, width=len(text), hint=error.hint))
            return None

    def wanted(self, name: str) -> pint.Unit | Found:
        """The unit that equations of a quantity must have; ANY where its declaration is unsound."""
        return self.quantities[name].unit if name in self.quantities else ANY

    def parse(self, text: str, path: tuple[str, ...]) -> Equation | None:
        """Parse one text; None after a problem."""
        equation = parse_equation(text, self.spec.place(*path), ".".join(path))
        if isinstance(equation, Equation):
            return equation
        self.problems.extend(equation)
        self._meant(_WORD.findall(text[:LONGEST]))
        return None

    def _meant(self, names: Iterable[str]) -> None:
        """Count the names of an unsound equation as used, misspelled ones as what was meant."""
        parameters = self.spec.parts.parameters
        self.used.update(name if name in self.quantities else closest(name, parameters) for name in names)

    def check(
        self, text: str, path: tuple[str, ...], context: str, unit: Found, over: tuple[str, ...] = ()
    ) -> Equation | None:
        """Parse and check one text.

        Arguments:
            text: an equation.
            path: keys that it stands under.
            context: kind of equation, for `Scope`.
            unit: that it must have; None for a condition.
            over: dimensions that it is repeated over.

        Returns:
            The equation, or None after a problem.
        """
        equation = self.parse(text, path)
        if equation is None:
            return None
        known = self.outcomes | self.quantities if context == "outcomes" else self.quantities
        problems = check_equation(equation, self.scope(context, over, known), unit)
        self.problems.extend(problems)
        if problems:
            self._meant(node.id for node in ast.walk(equation.tree) if isinstance(node, ast.Name))
            return None
        for binding in bindings(over, self.dimensions):
            self.used.update(read.key[0] for read in reads(equation.tree, binding, self.dimensions))
        return equation

    def scope(self, context: str, over: tuple[str, ...], known: Mapping[str, Quantity] | None = None) -> Scope:
        """What an equation may read."""
        broken = frozenset(self.broken)
        return Scope(known or self.quantities, self.dimensions, context, over, broken, tables=self.tables)

    def repeated(
        self, path: tuple[str, ...], given: Mapping[str, str], context: str, unit: Found, over: tuple[str, ...]
    ) -> Iterator[Cell]:
        """One cell a member, from a text for all or one each."""
        texts = {
            member: self.check(text, (*path, member) if member else path, context, unit, over)
            for member, text in given.items()
        }
        for binding in bindings(over, self.dimensions):
            members = tuple(binding.values())
            equation = texts.get(EVERY) or texts.get("".join(members[:1]))
            if equation is not None:
                yield Cell((path[1], members), binding, equation)

    def stock(self, text: str, path: tuple[str, ...], over: tuple[str, ...]) -> Reference | None:
        """A stock named by a flow or an event; its own dimensions are filled in where they repeat too."""
        name = text.partition("[")[0].strip()
        if not text or name in self.broken:
            return None
        quantity = self.quantities.get(name)
        if quantity is None or quantity.section != "stocks":
            hint = near(name, self.spec.parts.stocks)
            message = f"{'.'.join(path[:3])}: no stock '{brief(name)}'"
            self.problems.append(Problem(message, self.spec.place(*path), text, width=len(text), hint=hint))
            return None
        if "[" not in text and quantity.over and set(quantity.over) <= set(over):
            text = f"{name}[{', '.join(quantity.over)}]"
        equation = self.reference(text, path, over)
        return None if equation is None else Reference(equation, quantity)

    def reference(self, text: str, path: tuple[str, ...], over: tuple[str, ...] = ()) -> Equation | None:
        """A checked reference to a stock, auxiliary, parameter or control, with its index; nothing more."""
        equation = self.parse(text, path)
        if equation is None:
            return None
        if reference_of(equation.tree) in ("", "t"):
            problems = [equation.problem("a quantity is named here, no equation", equation.tree)]
        else:
            problems = check_equation(equation, self.scope("rates", over), ANY)
        self.problems.extend(problems)
        return None if problems else equation
