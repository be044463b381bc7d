"""A text before any markup: headings, paragraphs, formulas, lists, tables and pictures, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Heading:
    """A title; level 1 is that of the page."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """Sentences, with formulas between dollar signs.

    Arguments:
        text: the sentences.
        lead: words that stand before them in bold, without the full stop.
    """

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Formula:
    """A sympy relation on a line of its own."""

    relation: Any


@dataclass(frozen=True)
class Item:
    """An entry of a list, with a formula below it if it has one.

    Arguments:
        text: a sentence.
        relation: a sympy relation, or None.
        lead: words that stand before the sentence in bold.
    """

    text: str
    relation: Any = None
    lead: str = ""


@dataclass(frozen=True)
class Items:
    """A list.

    Arguments:
        entries: in order.
        numbered: whether the order matters.
    """

    entries: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with a title.

    Arguments:
        title: what it shows.
        header: names of columns.
        rows: cells, with formulas between dollar signs.
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Picture:
    """A figure that is drawn elsewhere.

    Arguments:
        name: of its file, without an ending.
        text: what it shows, for those who do not see it.
    """

    name: str
    text: str


Block = Heading | Paragraph | Formula | Items | Grid | Picture
