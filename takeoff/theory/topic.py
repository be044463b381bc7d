"""What a topic is: a page of results with the question that they answer."""

import importlib
from dataclasses import dataclass

from takeoff.theory.derivation import Result


@dataclass(frozen=True)
class Topic:
    """A page of results; its folder holds one file for each.

    Arguments:
        name: of its folder.
        title: for a heading.
        question: what is asked and why it matters, in a few sentences; formulas between dollar signs.
        answer: what the results come to, for someone who decides, in a few sentences.
        files: of its results, in order.
    """

    name: str
    title: str
    question: str
    answer: str
    files: tuple[str, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """Its results, not derived yet."""
        return tuple(importlib.import_module(f"takeoff.theory.{self.name}.{file}").RESULT for file in self.files)
