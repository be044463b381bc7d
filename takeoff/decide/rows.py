"""Rows of a CSV file: dated numbers, of which a description says in which columns they are and which count."""

from __future__ import annotations

import csv
import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from takeoff.equations import units as u
from takeoff.equations.values import ISO_DATE, Door, ValueFlaw
from takeoff.errors import InputError, brief, near
from takeoff.spec.data_parts import Columns

LARGEST = 10_000_000
"""Largest data file, in bytes."""
CALENDAR = Door(u.parse_unit("year"), date=True)
EPOCH = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class Row:
    """A row that counts.

    Arguments:
        where: file and line, for messages.
        year: calendar year.
        elapsed: the same in years of 365.25 days each, as models count time: within a day of `year`, and as far from
            another row as the calendar has days between them.
        values: the value, then what stands in further columns; not a number where nothing does.
    """

    where: str
    year: float
    elapsed: float
    values: tuple[float, ...]


def read_rows(path: Path, about: Columns, name: str, further: Sequence[str] = ()) -> list[Row]:
    """Read the rows of a file that have a date and count, in the order of the file.

    Arguments:
        path: of the CSV file.
        about: which columns and rows.
        name: of the data set, for messages.
        further: columns of numbers beside the value.

    Raises:
        InputError: a file that is not there or too large, a column that it does not have, or a cell that is no number.
    """
    try:
        reader = csv.DictReader(_text(path, name).splitlines(), restval="")
        wanted = (about.date, about.value, *further, *about.keep)
        _check_columns(reader.fieldnames or (), wanted, path.name, name)
        rows = [_row(f"{path.name}:{number}", row, about, further) for number, row in _kept(reader, about)]
    except csv.Error as error:
        raise InputError(f"data set '{name}': {path.name} is no CSV file ({error})") from error
    return [row for row in rows if about.since <= row.year <= about.until and not row.values[0] >= about.below]


def _text(path: Path, name: str) -> str:
    if not path.is_file():
        raise InputError(f"data set '{name}': there is no {path.name} in {path.parent}", "name the folder that has it")
    if path.stat().st_size > LARGEST:
        hint = "keep the columns and rows that are read"
        raise InputError(f"data set '{name}': {path.name} is larger than {LARGEST:,} bytes", hint)
    return path.read_text(encoding="utf-8", errors="replace")


def _check_columns(known: Sequence[str], wanted: Sequence[str], file: str, name: str) -> None:
    for column in wanted:
        if known.count(column) > 1:
            raise InputError(f"data set '{name}': {file} has more than one column '{brief(column)}'", "leave one")
        if column not in known:
            hint = near(column, known) or (f"known are: {', '.join(known)}" if known else "it is empty")
            raise InputError(f"data set '{name}': {file} has no column '{brief(column)}'", hint)


def _kept(reader: csv.DictReader[str], about: Columns) -> Iterator[tuple[int, dict[str, str]]]:
    for row in reader:
        if row[about.date] and all(row[column] == text for column, text in about.keep.items()):
            yield reader.line_num, row


def _row(where: str, row: dict[str, str], about: Columns, further: Sequence[str]) -> Row:
    try:
        values = tuple(_number(row[column]) for column in (about.value, *further))
        return Row(where, *read_date(row[about.date]), values)
    except (ValueFlaw, ValueError) as error:
        raise InputError(f"{where}: {error}") from error


def _number(text: str) -> float:
    """A cell as a number, which nothing but an empty one may lack."""
    number = float(text or math.nan)
    if text and not math.isfinite(number):
        raise ValueError(f"'{brief(text)}' is not a finite number")
    return number


def read_date(text: str) -> tuple[float, float]:
    """Read a date as a calendar year, and in years of 365.25 days.

    Arguments:
        text: "2026-06-16", or a year such as "2026.45".

    Raises:
        ValueFlaw: no date.
    """
    year = CALENDAR.read(text)
    if not ISO_DATE.fullmatch(text.strip()):
        return year, year
    return year, EPOCH.year + (datetime.date.fromisoformat(text.strip()) - EPOCH).days / u.in_a_year("day")
