"""The text of a model file: bytes, UTF-8, TOML; everything that could stall a reader is refused before parsing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from takeoff.errors import ModelError, Place, Problem

LARGEST = 1_000_000
"""Largest model file, in bytes; a larger one is refused before parsing."""

MOST_DOTS = 20
"""Most dots in one key; TOML readers take quadratic time over them."""

_LONG_KEY = re.compile(
    rf"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MOST_DOTS + 1}}}", re.ASCII
)
_BYTE_ORDER_MARK = "\ufeff"
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_text(path: Path) -> str:
    """Read a file.

    Arguments:
        path: the file.

    Raises:
        ModelError: it cannot be read, is too large, or is not UTF-8.
    """
    place = Place(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise ModelError([Problem(f"cannot be read: {getattr(error, 'strerror', error)}", place)]) from error
    if len(content) > LARGEST:
        hint = "split the model into a folder of sector files"
        raise ModelError([Problem(f"the file is larger than {LARGEST:,} bytes", place, hint=hint)])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ModelError([Problem("is not UTF-8 text", Place(str(path), line), hint="save it as UTF-8")]) from error


def tables_of(path: Path, text: str) -> dict[str, Any]:
    """Parse TOML.

    Arguments:
        path: where the text is from.
        text: the text.

    Raises:
        ModelError: it is not TOML.
    """
    refuse_stalling(path, text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError([_not_toml(path, text, str(error))]) from error
    except RecursionError as error:
        raise ModelError([Problem("not TOML that is read here: nested too deeply", Place(str(path)))]) from error
    except ValueError as error:  # a whole number of thousands of digits
        raise ModelError([Problem("not TOML that is read here: a number is too long", Place(str(path)))]) from error


def refuse_stalling(path: Path, text: str) -> None:
    """Refuse what would stall or confuse the TOML reader.

    Arguments:
        path: where the text is from.
        text: the text.

    Raises:
        ModelError: a byte-order mark, or a key of very many parts.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        hint = "save it as UTF-8 without a byte-order mark"
        raise ModelError([Problem("begins with a byte-order mark", Place(str(path), 1), hint=hint)])
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ModelError([Problem(f"a key has more than {MOST_DOTS} dots", Place(str(path), line))])


def _not_toml(path: Path, text: str, reason: str) -> Problem:
    """The problem of a text that `tomllib` refuses; the reason ends with a line and column, from 1."""
    lines = text.split("\n")
    found = _POSITION.search(reason)
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(lines), len(lines[-1]) + 1)
    shown = lines[line - 1] if line <= len(lines) else ""
    message = f"not TOML: {reason[: found.start()] if found else reason}"
    return Problem(message, Place(str(path), line), shown, min(column - 1, len(shown)))
