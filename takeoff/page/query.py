"""The texts of a query: bounded, each key once, numbers plain and finite."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import TypeVar

from takeoff.errors import InputError, brief

LONGEST = 2_000
"""Longest text of one key, in characters."""
MOST = 2_000
"""Most keys of a query."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
_LONGEST_NUMBER = 40

Default = TypeVar("Default", int, None)


class Refused(InputError):
    """A query says something wrong.

    Arguments:
        where: the key that says it.
        message: what is wrong.
        hint: what would be right.
    """

    def __init__(self, where: str, message: str, hint: str = "") -> None:
        self.where = brief(where)
        super().__init__(f"{self.where}: {message}", hint)


def pairs_by_key(query: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys and texts of a query.

    Arguments:
        query: in any order.

    Raises:
        InputError: a key that is given twice, too many keys, or a text that is too long.
    """
    texts: dict[str, str] = {}
    for key, text in query:
        if len(texts) >= MOST:
            raise Refused(key, f"at most {MOST:,} keys are read")
        if key in texts:
            raise Refused(key, "is given twice")
        if len(key) > LONGEST or len(text) > LONGEST:
            raise Refused(key, f"at most {LONGEST:,} characters are read")
        texts[key] = text
    return texts


def number(key: str, text: str, low: float = -math.inf, high: float = math.inf) -> float:
    """A plain, finite number.

    Arguments:
        key: that gives it.
        text: of it.
        low: least.
        high: largest.

    Raises:
        InputError: it is none, or out of range.
    """
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text) or math.isinf(value := float(text)):
        raise Refused(key, f"'{brief(text)}' is no plain number", "such as 0.5")
    if not low <= value <= high:
        raise Refused(key, f"{brief(text)} is outside {low:g} to {high:g}")
    return value


def whole(texts: dict[str, str], key: str, low: int, high: int, default: Default) -> int | Default:
    """Take a whole number out of a query.

    Arguments:
        texts: of the query; the key is taken out.
        key: that gives it.
        low: least.
        high: largest.
        default: where the key is not there.

    Raises:
        InputError: it is none, or out of range.
    """
    text = texts.pop(key, None)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER and low <= int(text) <= high):
        raise Refused(key, f"'{brief(text)}' is no whole number from {low:,} to {high:,}")
    return int(text)
