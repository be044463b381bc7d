"""Where the data sets are that some tests compare with: not part of the project, named by an environment variable."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[1].parent / "shared" / "data"


def data_file(name: str) -> Path:
    """Path of a data file; the test is skipped where it is absent.

    Arguments:
        name: of a file in the folder of TAKEOFF_DATA, or in `shared/data` beside the checkout.
    """
    folder = Path(os.environ.get("TAKEOFF_DATA") or BESIDE)
    path = folder / name
    if not path.is_file():
        pytest.skip(f"there is no {name} in {folder}: set TAKEOFF_DATA to the folder of the data sets")
    return path


def data_rows(name: str) -> list[dict[str, str]]:
    """Rows of a data file, by column.

    Arguments:
        name: as for `data_file`.
    """
    return list(csv.DictReader(data_file(name).read_text(encoding="utf-8").splitlines()))
