"""Feedback loops in words, as rows, and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from takeoff.errors import InputError
from takeoff.solve.loops import CHANGES, KINK, Loop, Loops, loops_among_stocks, loops_through_quantities
from takeoff.solve.run import Run

HEADER = ("netted", "polarity", "loop", "when")
ARROW = " -> "


class Feedback:
    """The feedback loops of a run, through every quantity and netted among the stocks.

    Arguments:
        run: along which their signs are taken.
        name: only loops through this quantity, of any member.

    Raises:
        InputError: no loop passes through the quantity.
    """

    def __init__(self, run: Run, name: str = "") -> None:
        self.run = run
        self.through = _passing(loops_through_quantities(run), name)
        self.netted = _passing(loops_among_stocks(run), name)
        if name and not self.through.found and not self.netted.found:
            raise InputError(f"no feedback loop passes through '{name}' in this run")

    def text(self) -> str:
        """Both lists in words."""
        span = f"{self.run.start:g} to {self.run.end:.6g}"
        head = f"Feedback loops of {self.run.meaning.header.name}, their signs taken along the run from {span}."
        if not self.through.found and not self.netted.found:
            return f"{head}\nNone acts."
        lines = [head, "", *self._lines(self.through)]
        lines += ["", "Among the stocks, with everything between them netted:", "", *self._lines(self.netted)]
        kinks = any(KINK in one.path for one in self.through.found)
        return "\n".join([*lines, *(["", f"{KINK}: a min, max, where, ces or the like."] if kinks else [])])

    def _lines(self, loops: Loops) -> list[str]:
        lines = [f"{one.polarity:<11}  {closed(one)}{self._told(one)}" for one in loops.found]
        return lines if loops.complete else [*lines, "There are more, and longer ones."]

    def _told(self, loop: Loop) -> str:
        return f" ({self._when(loop)})" if loop.polarity == CHANGES else ""

    def _when(self, loop: Loop) -> str:
        """When a loop acts how, in calendar years."""
        start = self.run.start
        return ", ".join(f"{kind} {start + since:.6g} to {start + until:.6g}" for since, until, kind in loop.spans)

    def rows(self) -> list[Sequence[object]]:
        """Rows of HEADER."""
        both = (("no", self.through), ("yes", self.netted))
        return [(netted, one.polarity, closed(one), self._when(one)) for netted, loops in both for one in loops.found]

    def record(self) -> dict[str, Any]:
        """Plain data; times are years from the start."""
        return {"loops": _record(self.through), "among_stocks": _record(self.netted)}


def closed(loop: Loop) -> str:
    """A loop as a chain that ends where it began."""
    return ARROW.join((*loop.path, loop.path[0]))


def _record(loops: Loops) -> dict[str, Any]:
    found = [
        {
            "polarity": one.polarity,
            "path": list(one.path),
            "spans": [{"from": since, "to": until, "polarity": kind} for since, until, kind in one.spans],
        }
        for one in loops.found
    ]
    return {"complete": loops.complete, "found": found}


def _passing(loops: Loops, name: str) -> Loops:
    if not name:
        return loops
    found = tuple(one for one in loops.found if any(name in (each, each.partition("[")[0]) for each in one.path))
    return Loops(found, loops.complete)
