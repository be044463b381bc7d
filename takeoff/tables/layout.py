"""Rows as an aligned table, or as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from takeoff.tables.amounts import number

Row = Sequence[object]


def cell_text(cell: object) -> str:
    """A cell of a table: five significant digits for a number, a dash for None."""
    if cell is None:
        return "-"
    return number(cell) if isinstance(cell, float) else str(cell)


def text_table(header: Row, rows: Sequence[Row]) -> str:
    """Rows below a header, columns aligned: numbers to the right, text to the left.

    Arguments:
        header: names of the columns.
        rows: cells, as many as the header has.
    """
    cells = [[cell_text(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    right = [bool(rows) and all(isinstance(row[i], (float, type(None))) for row in rows) for i in range(len(header))]
    lines = []
    for row in cells:
        padded = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True))
        lines.append("  ".join(padded).rstrip())
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def csv_table(header: Row, rows: Sequence[Row]) -> str:
    """Rows below a header as CSV, numbers in full, None empty.

    Arguments:
        header: names of the columns.
        rows: cells, as many as the header has.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(
        [["" if cell is None else repr(cell) if isinstance(cell, float) else cell for cell in row] for row in rows]
    )
    return buffer.getvalue().rstrip("\n")
