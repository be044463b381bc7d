"""From a case to the variables of a file: members written out, controls closed by their schedules."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from takeoff.equations import units as u
from takeoff.equations.meaning import Cell, FlowCell
from takeoff.equations.scope import Key, Quantity, label
from takeoff.equations.syntax import Equation
from takeoff.equations.understand import HORIZON
from takeoff.exchange.events import refuse_events, refuse_schedules
from takeoff.exchange.ledger import Ledger, Owned, flat
from takeoff.exchange.rates import add_rates
from takeoff.exchange.spelling import NotCarried, Spelling
from takeoff.exchange.variables import Names, Variable, declared, inside_unit, sentences
from takeoff.schedules.close import argument_key
from takeoff.solve.case import Case
from takeoff.spec.parts import Parameter

NEVER = "1e30"
"""A date that never comes [year]; XMILE has no infinite number."""


@dataclass(frozen=True)
class Carried:
    """What an XMILE file holds.

    Arguments:
        variables: in the order of the file.
        notes: what it cannot hold, one sentence each.
        names: quantity -> name of its variable.
    """

    variables: tuple[Variable, ...]
    notes: tuple[str, ...]
    names: Mapping[Key, str]


def carry(case: Case) -> Carried:
    """Turn a case into variables of XMILE.

    Arguments:
        case: a model with its values and schedules.

    Raises:
        InputError: a schedule lacks an argument, or XMILE cannot carry it, or an event falls into the run.
    """
    return _Carrier(case).carried()


class _Carrier:
    def __init__(self, case: Case) -> None:
        self.case, self.meaning, self.kinds, self.values = case, case.meaning, case.kinds(), case.values()
        meaning, names = self.meaning, Names()
        keys = [key for key in self.values if key[0] != HORIZON]
        keys += [(name, ()) for name in meaning.defaults]
        keys += [cell.key for cell in (*meaning.starts, *meaning.auxiliaries)]
        self.ledger = Ledger(meaning, {key: names.new(flat(key)) for key in keys}, names)
        self.flows = [names.new(flat(flow.cell.key)) for flow in meaning.flows]
        self.outcomes: dict[str, str] = {}

    def carried(self) -> Carried:
        system = self.case.programs.program(self.kinds).system
        refuse_schedules(self.kinds)
        self.ledger.notes += refuse_events(system, self.values, self.case.horizon())
        for section in (self._parameters, self._controls, self._auxiliaries, self._flows, self._stocks, self._watched):
            for variable in section():
                self.ledger.variables.append(variable)
        for outcome in self.meaning.outcomes:
            self._outcome(outcome.name, outcome.cell.equation, outcome.at)
        moved = {state.rate: self._moved(state.key, state.log) for state in system.states}
        add_rates(self.ledger, system, moved)
        return Carried(tuple(self.ledger.variables), tuple(self.ledger.notes), self.ledger.quantities)

    def _parameters(self) -> Iterator[Variable]:
        for key, value in self.values.items():
            if key[0] != HORIZON:
                part = self._parameter(key[0])
                unit, text = u.parse_unit(part.unit), repr(value) if math.isfinite(value) else NEVER
                doc = sentences(f"{label(key)}:", part.meaning, "Never." if text == NEVER else "", declared(unit))
                source = f"Source: {part.source}." if part.source else ""
                yield Variable("aux", self._name(key), text, inside_unit(unit), sentences(doc, source))

    def _parameter(self, name: str) -> Parameter:
        """The declaration of a parameter of the model, or of an argument of a schedule."""
        control, _, argument = name.partition(".")
        return self.kinds[control].parameters[argument] if argument else self.meaning.spec.parts.parameters[name]

    def _controls(self) -> Iterator[Variable]:
        for control, bound in self.kinds.items():
            kind = bound.kind
            name = self.ledger.quantities[control, ()]
            spelling = Spelling(functools.partial(self._argument, control), Owned(self.ledger, name), {})
            meaning = self.meaning.spec.parts.controls[control].meaning
            doc = sentences(meaning, f"Here {self.case.schedule(control)}:", kind.meaning)
            yield Variable("aux", name, spelling.expression(kind.equation.tree), "1", doc)

    def _argument(self, control: str, key: Key) -> str:
        return self.ledger.quantities[argument_key(control, key[0])]

    def _auxiliaries(self) -> Iterator[Variable]:
        for cell in self.meaning.auxiliaries:
            name = self.ledger.quantities[cell.key]
            quantity, doc = self._declared(cell, "auxiliaries")
            yield Variable("aux", name, self._spelled(cell, name), inside_unit(quantity.unit), doc)

    def _flows(self) -> Iterator[Variable]:
        for flow, name in zip(self.meaning.flows, self.flows, strict=True):
            end = flow.into or flow.out_of
            unit = inside_unit(u.quotient(self.meaning.quantities[end[0]].unit, u.parse_unit("year"))) if end else ""
            doc = sentences(f"{label(flow.cell.key)}:", self.meaning.spec.parts.flows[flow.cell.key[0]].meaning)
            yield Variable("flow", name, self._spelled(flow.cell, name), unit, doc)

    def _stocks(self) -> Iterator[Variable]:
        for cell in self.meaning.starts:
            name = self.ledger.quantities[cell.key]
            quantity, doc = self._declared(cell, "stocks")
            start, unit = self._spelled(cell, name), inside_unit(quantity.unit)
            into, out_of = self._ends(cell.key)
            yield Variable("stock", name, start, unit, doc, into, out_of)

    def _watched(self) -> Iterator[Variable]:
        for milestone in self.meaning.milestones:
            name = self.ledger.names.new(f"milestone_{milestone.name}")
            condition = self._spelling(Owned(self.ledger, name)).condition(milestone.when.tree)
            meaning = self.meaning.spec.parts.milestones[milestone.name].meaning
            ends = "takeoff ends the run where it first becomes 1; XMILE goes on." if milestone.stop else ""
            doc = sentences(f"1 where '{milestone.name}' holds, else 0:", meaning, ends)
            yield Variable("aux", name, f"(IF {condition} THEN 1 ELSE 0)", "1", doc)
            if milestone.stop:
                self.ledger.notes.append(
                    f"The run goes on after milestone '{milestone.name}', at which takeoff ends it."
                )

    def _outcome(self, outcome: str, equation: Equation, at: str) -> None:
        name = self.ledger.names.new(f"outcome_{outcome}")
        try:
            text = self._spelling(Owned(self.ledger, name)).expression(equation.tree)
        except NotCarried as reason:
            self.ledger.notes.append(f"Outcome '{outcome}' is left out: {reason}.")
            return
        self.outcomes[outcome] = name
        where = f"when milestone '{at}' is first reached" if at else "at the end of the run"
        meaning = self.meaning.spec.parts.outcomes[outcome].meaning
        unit = self.meaning.outcome_units[outcome].unit
        doc = sentences(meaning, f"The outcome is its value {where}.", declared(unit))
        self.ledger.variables.append(Variable("aux", name, text, inside_unit(unit), doc))

    def _spelled(self, cell: Cell, owner: str) -> str:
        return self._spelling(Owned(self.ledger, owner), cell.binding).expression(cell.equation.tree)

    def _spelling(self, owned: Owned, binding: Mapping[str, str] | None = None) -> Spelling:
        return Spelling(self._name, owned, self.meaning.dimensions, binding or {}, self.meaning.tables)

    def _name(self, key: Key) -> str:
        if key in self.ledger.quantities:
            return self.ledger.quantities[key]
        if key[0] not in self.outcomes:
            raise NotCarried(f"it needs outcome '{key[0]}'")
        return self.outcomes[key[0]]

    def _declared(self, cell: Cell, section: str) -> tuple[Quantity, str]:
        """The declaration of a quantity, and what the file says of it."""
        part = getattr(self.meaning.spec.parts, section)[cell.key[0]]
        quantity = self.meaning.quantities[cell.key[0]]
        return quantity, sentences(f"{label(cell.key)}:", part.meaning, declared(quantity.unit))

    def _ends(self, key: Key) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names of the flows that fill and drain a stock."""
        flows: list[tuple[FlowCell, str]] = list(zip(self.meaning.flows, self.flows, strict=True))
        into = tuple(name for flow, name in flows if flow.into == key)
        return into, tuple(name for flow, name in flows if flow.out_of == key)

    def _moved(self, key: Key, log: bool) -> str:
        """The rate of a state as XMILE."""
        into, out_of = self._ends(key)
        net = " + ".join([*into, *(f"(-{name})" for name in out_of)]) or "0"
        return f"(({net}) / {self.ledger.quantities[key]})" if log else f"({net})"
