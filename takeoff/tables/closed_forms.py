"""Closed forms of a model's stocks as text, as rows, as plain data, and as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from takeoff.algebra.latex import Notation, notation
from takeoff.algebra.statements import Statement
from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import Key, label
from takeoff.errors import InputError, near
from takeoff.tables.document import Chapter, Document, Entry
from takeoff.theory.closed_forms.closed_form import ClosedForm
from takeoff.theory.closed_forms.naming import latex, words

HEADER = ("stock", "kind", "solution", "special_cases", "holds", "blow_up", "blows_up_if", "reason")
KINDS = {
    "constant": "it never moves",
    "integral": "its rate depends on time alone",
    "linear": "its rate is linear in it",
    "log-linear": "its rate is linear in its logarithm",
    "logistic": "its growth is logistic",
    "Bernoulli": "its rate is Bernoulli's: a power of it, and a multiple of it",
    "separable": "its rate is a function of it times one of time",
}
ABOUT = "t is the time since the start in years; a control without a schedule is constant, at any level."


@dataclass(frozen=True)
class ClosedForms:
    """Closed forms ready to be shown.

    Arguments:
        meaning: the model.
        forms: of its stocks, in file order.
    """

    meaning: Meaning
    forms: tuple[ClosedForm, ...]

    def only(self, name: str) -> ClosedForms:
        """Those of one stock, of any member.

        Arguments:
            name: a stock, with or without members; "" for all.

        Raises:
            InputError: no such stock.
        """
        forms = tuple(form for form in self.forms if name in ("", form.stock, stock_name(form)))
        if name and not forms:
            hint = near(name, {form.stock for form in self.forms}) or "the model has none"
            raise InputError(f"the model has no stock '{name}'", hint)
        return ClosedForms(self.meaning, forms)

    def text(self) -> str:
        """In words: the solution of each stock with its conditions, or a sentence on why it has none."""
        head = f"Closed forms of {self.meaning.header.name}. {ABOUT}"
        if not self.forms:
            return f"{head}\nThe model has no stocks."
        return "\n".join([head, *(line for form in self.forms for line in ("", *_lines(form)))])

    def rows(self) -> list[Sequence[object]]:
        """Rows of HEADER."""
        return [tuple(_joined(cell) for cell in record.values()) for record in self.record()]

    def record(self) -> list[dict[str, Any]]:
        """Plain data: one object a stock, with keys as in HEADER; expressions as equations write them."""
        return [dict(zip(HEADER, _cells(form), strict=True)) for form in self.forms]

    def document(self) -> Document:
        """A document with a line of mathematics for each solution."""
        header, spec = self.meaning.header, self.meaning.spec
        written = notation(self.meaning)
        symbols = {label(key): written.reference(*key).latex for key in _keys(self.meaning)}
        entries = tuple(
            Entry(
                "stock",
                stock_name(form),
                spec.parts.stocks[form.stock].unit,
                "; ".join(_sentences(form)),
                "",
                tuple(_statements(form, written, symbols)),
            )
            for form in self.forms
        )
        chapter = Chapter("Closed forms", ABOUT, entries, ())
        return Document(f"{header.name}: {header.title}", "", (chapter,), {})


def stock_name(form: ClosedForm) -> str:
    """The stock as equations write it."""
    return label((form.stock, form.members))


def cases(form: ClosedForm) -> tuple[tuple[str, sympy.Expr], ...]:
    """Value and condition of each case of a solution, the general one first, its condition being "".

    Arguments:
        form: with a solution.
    """
    value = form.solution.rhs if form.solution is not None else sympy.nan
    if not isinstance(value, sympy.Piecewise):
        return (("", value),)
    *special, (general, _) = value.args
    return (("", general), *((_condition(condition), one) for one, condition in special))


def _condition(condition: sympy.Basic) -> str:
    if isinstance(condition, (sympy.And, sympy.Or)):
        join = " and " if isinstance(condition, sympy.And) else " or "
        return join.join(map(_condition, sorted(condition.args, key=sympy.default_sort_key)))
    sign = "=" if isinstance(condition, sympy.Eq) else "!="
    return f"{words(condition.lhs)} {sign} {words(condition.rhs)}"


def _cells(form: ClosedForm) -> tuple[Any, ...]:
    general, *special = cases(form)
    return (
        stock_name(form),
        form.kind,
        None if form.solution is None else words(general[1]),
        [{"where": where, "value": words(value)} for where, value in special],
        list(form.holds),
        None if form.blow_up is None else words(form.blow_up),
        list(form.blows_up_if),
        form.reason,
    )


def _joined(cell: Any) -> object:
    if not isinstance(cell, list):
        return cell
    return "; ".join(f"{one['value']} where {one['where']}" if isinstance(one, dict) else one for one in cell)


def _lines(form: ClosedForm) -> Iterator[str]:
    if form.solution is not None:
        general, *special = cases(form)
        yield f"{stock_name(form)}(t) = {words(general[1])}"
        yield from (f"    {words(value)}  where {where}" for where, value in special)
        yield from (f"    {sentence}" for sentence in _sentences(form))
        return
    first, *more = _sentences(form)
    yield f"{stock_name(form)}: {first}"
    yield from (f"    {sentence}" for sentence in more)


def _sentences(form: ClosedForm) -> Iterator[str]:
    """What is said beside the mathematics."""
    if form.solution is None:
        yield f"no closed form: {form.reason}"
    else:
        yield KINDS[form.kind]
    if form.holds:
        yield f"holds {', and '.join(form.holds)}"
    if form.blow_up is not None:
        conditions = f", if {' and '.join(form.blows_up_if)}" if form.blows_up_if else ""
        yield f"blows up at t = {words(form.blow_up)}{conditions}"


def _statements(form: ClosedForm, written: Notation, symbols: dict[str, str]) -> Iterator[Statement]:
    if form.solution is None:
        return
    left = written.reference(form.stock, form.members).latex
    yield Statement("stocks", form.stock, f"{left}(t) = {latex(form.solution.rhs, symbols)}")


def _keys(meaning: Meaning) -> list[Key]:
    controls: list[Key] = [(name, ()) for name in meaning.defaults]
    return [*meaning.values, *controls, *(cell.key for cell in meaning.starts)]
