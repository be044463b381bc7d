"""One family of errors, one layout: what, where (file:line), the text with a caret, a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

CONTEXT = 90
"""Longest stretch of an equation that a message shows, in characters."""

LONGEST = 400
"""Longest message or hint, in characters."""

MOST = 100
"""Most problems that one error writes out; `problems` holds them all."""


@dataclass(frozen=True)
class Place:
    """Where something stands: a file (or another origin, such as an option) and a line, 0 for the whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def short(self) -> str:
        """The same without folders, for hints that name several places."""
        return str(Place(self.file.replace("\\", "/").rpartition("/")[2], self.line))


@dataclass(frozen=True)
class Problem:
    """One thing wrong, told to the modeller.

    Arguments:
        message: what is wrong, in one sentence.
        place: where it stands.
        text: the text that is wrong, shown with a caret under `column`.
        column: first wrong character of `text`, from 0.
        width: how many characters are wrong.
        hint: what would be right.
    """

    message: str
    place: Place | None = None
    text: str = ""
    column: int = 0
    width: int = 1
    hint: str = ""

    def __str__(self) -> str:
        message = brief(self.message, LONGEST)
        head = f"{self.place}: {message}" if self.place else message
        return "\n".join([head, *self._excerpt(), *([f"  hint: {brief(self.hint, LONGEST)}"] if self.hint else [])])

    def _excerpt(self) -> list[str]:
        if not self.text.strip():
            return []
        first = max(0, min(self.column - CONTEXT // 2, len(self.text) - CONTEXT))
        shown = printable(self.text[first : first + CONTEXT])
        before, after = ("..." if first else ""), ("..." if first + CONTEXT < len(self.text) else "")
        width = max(1, min(self.width, len(shown) - (self.column - first)))
        caret = " " * (len(before) + self.column - first) + "^" * width
        return [f"    {before}{shown}{after}", f"    {caret}"]


class TakeoffError(Exception):
    """Base of all errors that the package raises on purpose; `exit_code` is what the command line returns."""

    exit_code = 1

    def __reduce__(self) -> tuple[Any, ...]:
        """Come back whole from another process, whatever a kind of error is made from."""
        return _again, (type(self), self.args, vars(self))


def _again(kind: type[TakeoffError], args: tuple[Any, ...], state: dict[str, Any]) -> TakeoffError:
    error = kind.__new__(kind, *args)
    vars(error).update(state)
    return error


class ModelError(TakeoffError):
    """A model file is wrong; `problems` lists everything wrong with it, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_order))
        super().__init__(self.problems)

    def __str__(self) -> str:
        more = [f"... and {len(self.problems) - MOST} more problems"] if len(self.problems) > MOST else []
        return "\n".join([*map(str, self.problems[:MOST]), *more])


class _Told(TakeoffError):
    """One problem, and what would be right."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.problem = Problem(message, hint=hint)
        super().__init__(message, hint)

    def __str__(self) -> str:
        return str(self.problem)


def _order(problem: Problem) -> tuple[str, int]:
    return (problem.place.file, problem.place.line) if problem.place else ("", 0)


class InputError(_Told):
    """A name or value given by the user is wrong: an unknown parameter, a value out of range, an unknown schedule."""

    exit_code = 2


class RunError(_Told):
    """A run could not be finished: it ran away, gave no number, or used up its budget."""


class Misfit(RunError):
    """A search went where arguments do not fit each other; what is wrong is its range."""

    exit_code = 2


class NoAnswer(_Told):
    """The question has no answer: no schedule in reach satisfies what was asked."""

    exit_code = 3


def near(name: str, known: Iterable[str]) -> str:
    """Say which known name was probably meant, or list the known ones if they are few.

    Arguments:
        name: the unknown name.
        known: the names that would be legal there.
    """
    names = sorted(set(known))
    if found := closest(name, names):
        return f"did you mean '{found}'?"
    return f"known are: {', '.join(names)}" if 0 < len(names) <= 12 else ""


def closest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, or nothing.

    Arguments:
        name: the unknown name.
        known: the names that would be legal there.
    """
    names = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(name[:CONTEXT].casefold(), names, n=1, cutoff=0.6)
    return names[close[0]] if close else ""


def printable(text: str) -> str:
    """A text of the same length in which no sign moves the cursor or is invisible.

    Arguments:
        text: from a file or an option.
    """
    return "".join(letter if letter.isprintable() else " " if letter.isspace() else "?" for letter in text)


def brief(text: str, longest: int = CONTEXT) -> str:
    """A printable text, its middle left out where it is too long.

    Arguments:
        text: from a file or an option.
        longest: in characters.
    """
    half = (longest - 3) // 2
    return printable(text if len(text) <= longest else f"{text[:half]}...{text[-half:]}")
