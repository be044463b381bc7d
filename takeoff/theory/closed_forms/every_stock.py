"""Closed forms of all stocks of a model: those that feed each other told apart, the others solved in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import sympy
from sympy.utilities.iterables import strongly_connected_components

from takeoff.algebra.system import State, System
from takeoff.equations.scope import Key
from takeoff.theory.closed_forms.cases import Cases, solve_cases
from takeoff.theory.closed_forms.closed_form import ClosedForm
from takeoff.theory.closed_forms.laws import Law, Laws
from takeoff.theory.closed_forms.naming import T, listed, sign_text, words
from takeoff.theory.closed_forms.problem import BlowUp, Problem
from takeoff.theory.closed_forms.reason import NoForm, NoShape


def closed_forms(system: System, values: Mapping[Key, float]) -> tuple[ClosedForm, ...]:
    """The closed form of every stock in file order, or why it has none; each solution is proven.

    Arguments:
        system: closed.
        values: every parameter, in inside units: they decide on which side of a kink a solution begins, no more.
    """
    solver = _Solver(system, Laws(system, values))
    found = solver.found()
    return tuple(found[state.symbol] for state in system.states)


@dataclass
class _Solver:
    """Solves stock after stock.

    Arguments:
        system: closed.
        laws: of its stocks.
        solved: stocks by named symbol, with all cases.
        conditions: of the solved stocks, by named symbol.
    """

    system: System
    laws: Laws
    solved: dict[sympy.Symbol, Cases] = field(default_factory=dict)
    conditions: dict[sympy.Symbol, tuple[str, ...]] = field(default_factory=dict)

    def found(self) -> dict[sympy.Symbol, ClosedForm]:
        """Closed forms by the stocks' symbols."""
        states = {state.symbol: state for state in self.system.states}
        reads = {symbol: self.laws.reads(state) for symbol, state in states.items()}
        edges = [(symbol, read) for symbol in states for read in reads[symbol]]
        found = {}
        for group in strongly_connected_components((list(states), edges)):
            for symbol in group:
                found[symbol] = self._form(states[symbol], group, reads[symbol])
        return found

    def _form(self, state: State, group: list[sympy.Symbol], reads: tuple[sympy.Symbol, ...]) -> ClosedForm:
        nothing = ClosedForm(*state.key)
        try:
            self._require_known(state, group, reads)
            law = self.laws.law(state)
            cases = solve_cases(Problem(law.stock, law.rate, law.start), self.solved)
        except NoShape as reason:
            return replace(nothing, reason=f"{self._through(state)}{reason}")
        except NoForm as reason:
            return replace(nothing, reason=str(reason))
        return self._told(nothing, law, cases)

    def _require_known(self, state: State, group: list[sympy.Symbol], reads: tuple[sympy.Symbol, ...]) -> None:
        """Refuse a stock that is fed by itself through others, or by one without a closed form."""
        if len(group) > 1:
            among = [self.laws.named(symbol).name for symbol in self.laws.stocks if symbol in group]
            raise NoForm(f"{listed(among)} feed each other")
        unknown = [self.laws.named(one) for one in reads if one != state.symbol]
        names = [one.name for one in unknown if one not in self.solved]
        if names:
            raise NoForm(f"it depends on {listed(names)}, which {'has' if len(names) == 1 else 'have'} none")

    def _through(self, state: State) -> str:
        """The functions through which a stock feeds itself, as the beginning of a reason."""
        heads = self.laws.opaque(state)
        return f"it feeds itself through {listed(heads)}, so that " if heads else ""

    def _told(self, nothing: ClosedForm, law: Law, cases: Cases) -> ClosedForm:
        """A solution with the conditions on which it holds, remembered for the stocks that depend on it."""
        general = cases.general
        blow_up = general.blow_up
        if general.value is None:
            return _with_blow_up(replace(nothing, reason=general.reason), blow_up)
        holds = dict.fromkeys(f"while {one}" for one in law.conditions)
        for read in self.solved:
            holds |= dict.fromkeys(self.conditions[read] if law.rate.has(read) else ())
        holds |= dict.fromkeys(self._events(nothing))
        if blow_up and not blow_up.conditions:
            holds[f"before t = {words(blow_up.time)}"] = None
        else:
            holds |= dict.fromkeys(f"while {sign_text(one, strict=True)}" for one in general.positive)
        holds |= dict.fromkeys(f"where {words(one)} is not 0" for one in cases.left_out)
        self.solved[law.stock], self.conditions[law.stock] = cases, tuple(holds)
        equation = sympy.Eq(sympy.Function(law.stock.name)(T), cases.value, evaluate=False)
        solved = replace(nothing, kind=general.kind, solution=equation, holds=tuple(holds))
        return _with_blow_up(solved, blow_up)

    def _events(self, form: ClosedForm) -> Iterator[str]:
        """Events that set the stock."""
        for event in self.system.events:
            if any(self.system.states[index].key == (form.stock, form.members) for index, _ in event.sets):
                yield f"until the event {event.name}"


def _with_blow_up(form: ClosedForm, blow_up: BlowUp | None) -> ClosedForm:
    if blow_up is None:
        return form
    return replace(form, blow_up=blow_up.time, blows_up_if=tuple(words(one) for one in blow_up.conditions))
