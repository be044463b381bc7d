"""What a model states, line by line in LaTeX: starts and rates of stocks, flows, auxiliaries, conditions, outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from takeoff.algebra.latex import Notation, notation, upright, word
from takeoff.equations.meaning import Cell, Meaning
from takeoff.equations.syntax import Equation
from takeoff.spec.readers import EVERY


@dataclass(frozen=True)
class Statement:
    """One line of a model.

    Arguments:
        section: of the file: "stocks", "flows", ...
        name: what it is about.
        latex: the line.
        each: dimensions that it is repeated over.
    """

    section: str
    name: str
    latex: str
    each: tuple[str, ...] = ()


def statements(meaning: Meaning) -> tuple[Statement, ...]:
    """Every line of a model, section by section in file order.

    Arguments:
        meaning: a checked model.
    """
    return tuple(_Writer(meaning, notation(meaning)).lines())


@dataclass(frozen=True)
class _Writer:
    meaning: Meaning
    notation: Notation

    def lines(self) -> Iterator[Statement]:
        parts = self.meaning.spec.parts
        flows = [flow.cell for flow in self.meaning.flows]
        for name, stock in parts.stocks.items():
            yield from self._equal("stocks", name, stock.over, stock.start, self.meaning.starts, "(0)")
            yield from self._rates(name, stock.over)
        for name, flow in parts.flows.items():
            yield from self._equal("flows", name, flow.over, flow.rate, flows)
        for name, part in parts.auxiliaries.items():
            yield from self._equal("auxiliaries", name, part.over, part.equation, self.meaning.auxiliaries)
        yield from self._read_off()

    def _equal(
        self, section: str, name: str, over: tuple[str, ...], given: Iterable[str], cells: Iterable[Cell], at: str = ""
    ) -> Iterator[Statement]:
        """One line for all members, or one for each with an equation of its own; in words where two share a symbol."""
        own = [cell for cell in cells if cell.key[0] == name]
        for member in given:
            first = next(cell for cell in own if member in (EVERY, *cell.key[1][:1]))
            index = over if member == EVERY else (member, *over[1:])
            left, right = self.notation.reference(name, index).latex + at, self._text(first.equation)
            each = tuple(dimension for dimension in index if dimension in over)
            if left == right:
                left = replace(self.notation, symbols={}).reference(name, index).latex + at
            yield self._line(section, name, f"{left} = {right}", each)

    def _rates(self, stock: str, over: tuple[str, ...]) -> Iterator[Statement]:
        """What fills and drains a stock: one line where that is alike for all its members."""
        keys = [cell.key for cell in self.meaning.starts if cell.key[0] == stock]
        alike = {key: self._moved(key[0], key[1], dict(zip(key[1], over, strict=True))) for key in keys}
        if len(set(alike.values())) == 1:
            yield self._line("stocks", stock, self._rate(stock, over, alike[keys[0]]), over)
            return
        for name, members in keys:
            yield self._line("stocks", name, self._rate(name, members, self._moved(name, members, {})))

    def _moved(self, name: str, members: tuple[str, ...], general: Mapping[str, str]) -> str:
        """The sum of a stock's flows, members written as their dimension where that is general."""
        terms = []
        for flow in self.meaning.flows:
            flow_name, own = flow.cell.key
            text = self.notation.reference(flow_name, tuple(general.get(one, one) for one in own)).latex
            terms += [f"+ {text}"] * (flow.into == (name, members)) + [f"- {text}"] * (flow.out_of == (name, members))
        return " ".join(terms).removeprefix("+ ") or "0"

    def _rate(self, stock: str, members: tuple[str, ...], moved: str) -> str:
        return rf"\frac{{d{self.notation.reference(stock, members).latex}}}{{dt}} = {moved}"

    def _read_off(self) -> Iterator[Statement]:
        """Conditions, jumps, outcomes and promises."""
        for milestone in self.meaning.milestones:
            yield self._line("milestones", milestone.name, self._text(milestone.when))
        for event in self.meaning.events:
            when = f"t = {self._text(event.at)}" if event.at else self._text(event.when) if event.when else ""
            for cell in event.sets:
                stock = self.notation.reference(*cell.key).latex
                jump = rf"{stock} \leftarrow {self._text(cell.equation)} \quad \text{{when }} {when}"
                yield self._line("events", event.name, jump)
        for outcome in self.meaning.outcomes:
            at = rf" \quad \text{{at }} {upright(outcome.at)}" if outcome.at else ""
            equal = f"{word(outcome.name)} = {self._text(outcome.cell.equation)}{at}"
            yield self._line("outcomes", outcome.name, equal)
        for name, promise in self.meaning.promises.items():
            yield self._line("promises", name, self._text(promise))

    def _text(self, equation: Equation) -> str:
        return self.notation.expression(equation.tree)

    def _line(self, section: str, name: str, latex: str, each: tuple[str, ...] = ()) -> Statement:
        return Statement(section, name, latex, each)
