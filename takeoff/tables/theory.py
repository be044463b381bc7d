"""Derivations and topics as blocks: what is asked, assumed, done and found, and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sympy
from sympy.core.function import AppliedUndef

from takeoff.tables.blocks import Block, Formula, Grid, Heading, Item, Items, Paragraph, Picture
from takeoff.tables.formulas import formula_latex, formula_text, symbol_latex
from takeoff.theory.derivation import Derivation, Quantity, Result
from takeoff.theory.sentence import plain
from takeoff.theory.topic import Topic
from takeoff.theory.topics import derive

LISTED = ("topic", "name", "title")
"""Columns of the list of results."""
COLUMNS = ("name", "title", "result", "latex", "holds", "meaning")
"""Of a result as a record."""


def list_rows(topics: Mapping[str, Topic]) -> list[tuple[str, ...]]:
    """One row a result: topic, name, title.

    Arguments:
        topics: by name.
    """
    return [(topic.name, result.name, result.title) for topic in topics.values() for result in topic.results]


def result_row(result: Result) -> tuple[str, ...]:
    """A result as a row of COLUMNS; sentences in plain letters.

    Arguments:
        result: what is told.
    """
    derivation = derive(result.name)
    written = (formula_text(derivation.result), formula_latex(derivation.result))
    return (derivation.name, derivation.title, *written, plain(derivation.holds), plain(derivation.meaning))


def topic_blocks(topic: Topic, steps: bool = True) -> Iterator[Block]:
    """A topic as a short paper.

    Arguments:
        topic: what is told.
        steps: whether assumptions and steps are told too.
    """
    yield Heading(topic.title, 1)
    yield Paragraph(topic.question)
    yield Paragraph(topic.answer, "In short")
    for result in topic.results:
        yield from result_blocks(result, steps)
    if steps:
        yield Heading("Symbols", 2)
        yield _symbols([derive(result.name) for result in topic.results])


def result_blocks(result: Result, steps: bool = True) -> Iterator[Block]:
    """One result.

    Arguments:
        result: what is told.
        steps: whether assumptions and steps are told too.
    """
    derivation = derive(result.name)
    yield Heading(derivation.title, 2)
    if steps:
        yield Paragraph("", "Assume")
        yield Items(tuple(Item(one.sentence, one.equation) for one in derivation.assumptions.values()))
        yield Paragraph("", "Then")
        yield Items(tuple(Item(s.sentence, s.equation, s.name.capitalize()) for s in derivation.steps), numbered=True)
    yield Paragraph("", "Result")
    yield Formula(derivation.result)
    yield Paragraph(derivation.holds)
    yield Paragraph(derivation.meaning, "For a decision")
    if result.picture is not None:
        yield Picture(derivation.name, result.picture(derivation).title)
    if result.table is not None:
        table = result.table(derivation)
        yield Grid(table.title, table.header, table.rows)


def symbols_block(derivation: Derivation) -> Grid:
    """The symbols of one derivation with their meanings and units.

    Arguments:
        derivation: whose symbols are told.
    """
    return _symbols([derivation])


def _symbols(derivations: list[Derivation]) -> Grid:
    """Symbols that occur, in the order of the notations."""
    found: dict[str, Quantity] = {}
    for derivation in derivations:
        used = _used(derivation)
        for symbol, quantity in derivation.notation.items():
            if symbol in used:
                found.setdefault(symbol_latex(symbol), quantity)
    rows = [(f"${latex}$", quantity.meaning, quantity.unit) for latex, quantity in found.items()]
    return Grid("Symbols with their units", ("symbol", "meaning", "unit"), rows)


def _used(derivation: Derivation) -> set[sympy.Basic]:
    assumed = [one.equation for one in derivation.assumptions.values() if one.equation is not None]
    relations = [*assumed, *(step.equation for step in derivation.steps), derivation.result]
    symbols = {symbol for relation in relations for symbol in relation.atoms(sympy.Symbol, sympy.IndexedBase)}
    return symbols | {one.func for relation in relations for one in relation.atoms(AppliedUndef)}
