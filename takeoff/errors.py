"""One family of errors, one layout: what, where (file:line), the text with a caret, a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

CONTEXT = 90
"""Longest stretch of an equation that a message shows, in characters."""


@dataclass(frozen=True)
class Place:
    """Where something stands: a file (or another origin, such as an option) and a line, 0 for the whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


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
        head = f"{self.place}: {self.message}" if self.place else self.message
        return "\n".join([head, *self._excerpt(), *([f"  hint: {self.hint}"] if self.hint else [])])

    def _excerpt(self) -> list[str]:
        if not self.text.strip():
            return []
        first = max(0, min(self.column - CONTEXT // 2, len(self.text) - CONTEXT))
        shown = self.text[first : first + CONTEXT].replace("\n", " ").replace("\t", " ")
        before, after = ("..." if first else ""), ("..." if first + CONTEXT < len(self.text) else "")
        width = max(1, min(self.width, len(shown) - (self.column - first)))
        caret = " " * (len(before) + self.column - first) + "^" * width
        return [f"    {before}{shown}{after}", f"    {caret}"]


class TakeoffError(Exception):
    """Base of all errors that the package raises on purpose; `exit_code` is what the command line returns."""

    exit_code = 1


class ModelError(TakeoffError):
    """A model file is wrong; `problems` lists everything wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(TakeoffError):
    """A name or value given by the user is wrong: an unknown parameter, a value out of range, an unknown schedule."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(str(Problem(message, hint=hint)))


class RunError(TakeoffError):
    """A run could not be finished: it ran away, gave no number, or used up its budget."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(str(Problem(message, hint=hint)))


class NoAnswer(TakeoffError):
    """The question has no answer: no schedule in reach satisfies what was asked."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(str(Problem(message, hint=hint)))


def near(name: str, known: Iterable[str]) -> str:
    """Say which known name was probably meant, or list the known ones if they are few.

    Arguments:
        name: the unknown name.
        known: the names that would be legal there.
    """
    names = sorted(set(known))
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known are: {', '.join(names)}" if 0 < len(names) <= 12 else ""
