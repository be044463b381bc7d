"""The public data sets of the documentation, with which tests compare."""

from __future__ import annotations

import csv
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[1] / "docs" / "data"


def data_file(name: str) -> Path:
    """Path of a data file.

    Arguments:
        name: of a file in docs/data.
    """
    return SHIPPED / name


def data_rows(name: str) -> list[dict[str, str]]:
    """Rows of a data file, by column.

    Arguments:
        name: of a file in docs/data.
    """
    return list(csv.DictReader(data_file(name).read_text(encoding="utf-8").splitlines()))
