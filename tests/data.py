"""Where the data sets are that some tests compare with: those of the documentation are shipped, others may be given."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHIPPED, BESIDE = ROOT / "docs" / "data", ROOT.parent / "shared" / "data"


def data_file(name: str) -> Path:
    """Path of a data file; the test is skipped where it is absent.

    Arguments:
        name: of a file in docs/data, in the folder of TAKEOFF_DATA, or in `shared/data` beside the checkout.
    """
    given = os.environ.get("TAKEOFF_DATA")
    folders = (SHIPPED, *([Path(given)] if given else []), BESIDE)
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    pytest.skip(f"there is no {name} in {SHIPPED}: set TAKEOFF_DATA to the folder of the data sets")


def data_rows(name: str) -> list[dict[str, str]]:
    """Rows of a data file, by column.

    Arguments:
        name: as for `data_file`.
    """
    return list(csv.DictReader(data_file(name).read_text(encoding="utf-8").splitlines()))
