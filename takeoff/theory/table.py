"""A table of numbers that a derivation gives, ready to be written out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows under a header.

    Arguments:
        title: what the table shows.
        header: names of the columns.
        rows: cells as text, formulas between dollar signs.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
