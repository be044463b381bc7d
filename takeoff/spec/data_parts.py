"""What a file says of data sets: which columns of a CSV file hold what, and which rows are left out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from takeoff.spec.merge import placed
from takeoff.spec.part import Part
from takeoff.spec.readers import Schema
from takeoff.spec.text import read_text, tables_of
from takeoff.spec.validate import validated


class Columns(Part):
    """Columns of a CSV file with dates and values; rows may be left out."""

    title: str
    file: str
    date: str
    value: str
    unit: str
    keep: dict[str, str] = {}
    since: float = Field(default=0.0, strict=False)
    until: float = Field(default=float("inf"), strict=False)
    below: float = Field(default=float("inf"), strict=False)
    source: str = ""


class DataSet(Columns):
    """Columns of a CSV file that measure a concept."""

    concept: Literal["automation", "research_speed", "capability", "training_compute", "time_horizon"]
    records: bool = False
    scale: Literal["fixed", "free"] = "fixed"


class DataParts(BaseModel):
    """Data sets by name."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    schema_: Schema = Field(alias="schema")
    data: dict[str, DataSet]


def read_data_parts(path: Path) -> dict[str, DataSet]:
    """Read what a file says of data sets.

    Arguments:
        path: a TOML file.

    Raises:
        ModelError: with every problem of the text and its shape.
    """
    text = read_text(path)
    return validated(DataParts, tables_of(path, text), placed(path, text)).data
