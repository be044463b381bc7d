"""A schedule as a user holds it: its kind and its arguments; short makers for the built-in kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os import PathLike, fspath
from types import MappingProxyType
from typing import Any

Value = float | str
Nodes = Mapping[Any, Value] | Iterable[tuple[Value | None, Value | None]]
"""Times and the levels there: {"2 year": 0.1, "3 year": 1}, or pairs; None leaves one to be searched."""


@dataclass(frozen=True)
class Schedule:
    """How a control moves.

    Arguments:
        kind: name of a schedule file, such as "ramp", or the path of one's own that ends in .toml.
        arguments: its parameters by name: numbers in their own unit, or text with a unit ("3 year").
    """

    kind: str
    arguments: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "arguments", MappingProxyType(dict(self.arguments)))

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(f'{name}={value}' for name, value in self.arguments.items())})"

    def with_arguments(self, **arguments: Value) -> Schedule:
        """The same kind with some arguments changed.

        Arguments:
            arguments: name -> value; those not named stay.
        """
        return Schedule(self.kind, {**self.arguments, **arguments})


def schedule(kind: str | PathLike[str], **arguments: Value | None) -> Schedule:
    """A schedule of any kind.

    Arguments:
        kind: name of a schedule file, or the path of one's own that ends in .toml.
        arguments: its parameters; None leaves one to its default, or to be searched.
    """
    return Schedule(fspath(kind), {name: value for name, value in arguments.items() if value is not None})


def constant(level: Value) -> Schedule:
    """The same caution throughout.

    Arguments:
        level: of caution, from 0 to 1.
    """
    return schedule("constant", level=level)


def abrupt(start: Value | None = None, depth: Value | None = None, stop: Value | None = None) -> Schedule:
    """Caution jumps to its depth, and back to 0 if it ends.

    Arguments:
        start: when it jumps: a date, or years from the start.
        depth: caution from then on; 1, a full stop, unless given.
        stop: when it is 0 again, likewise; never unless given.
    """
    return schedule("abrupt", start=start, depth=depth, stop=stop)


def ramp(start: Value | None = None, length: Value | None = None, depth: Value | None = None) -> Schedule:
    """Caution rises in a straight line, and stays.

    Arguments:
        start: when it begins to rise: a date, or years from the start.
        length: how long it rises [year].
        depth: caution from then on; 1, a full stop, unless given.
    """
    return schedule("ramp", start=start, length=length, depth=depth)


def logistic(middle: Value | None = None, width: Value | None = None, depth: Value | None = None) -> Schedule:
    """Caution follows an S-curve, and is above 0 from the first day on.

    Arguments:
        middle: when it is at half its depth: a date, or years from the start.
        width: time scale of the rise: a quarter to three quarters of the depth takes 2.2 of them [year].
        depth: caution in the end; 1, a full stop, unless given.
    """
    return schedule("logistic", middle=middle, width=width, depth=depth)


def exponential(start: Value | None = None, time: Value | None = None, depth: Value | None = None) -> Schedule:
    """Caution approaches its depth, fast at first.

    Arguments:
        start: when it begins to rise: a date, or years from the start.
        time: after which it is at 63 % of its depth [year].
        depth: caution in the end; 1, a full stop, unless given.
    """
    return schedule("exponential", start=start, time=time, depth=depth)


def piecewise(nodes: Nodes) -> Schedule:
    """Caution in straight lines between nodes, level before the first and after the last.

    Arguments:
        nodes: times (dates or years from the start) and the caution there, in order; two nodes at one time make a jump.
    """
    return schedule("piecewise", **_numbered(nodes))


def staircase(steps: Nodes) -> Schedule:
    """Caution jumps to a level at each of several times, and is 0 before the first.

    Arguments:
        steps: times (dates or years from the start) and the caution from then on, in order.
    """
    return schedule("staircase", **_numbered(steps))


def pause_when(
    watch: str,
    above: Value | None = None,
    delay: Value | None = None,
    depth: Value | None = None,
    resume_watch: str | None = None,
    resume_above: Value | None = None,
) -> Schedule:
    """A pause that begins once a quantity of the model has passed a level.

    Arguments:
        watch: the quantity, such as "capability[leader]".
        above: the level, in its unit.
        delay: from then until caution begins [year]; 0 unless given.
        depth: caution during the pause; 1 unless given.
        resume_watch: the quantity that ends the pause; `watch` unless given.
        resume_above: the level at which it does, for good; never unless given.
    """
    given = {"above": above, "delay": delay, "depth": depth, "resume_watch": resume_watch, "resume_above": resume_above}
    return schedule("pause_when", watch=watch, **given)


def hold(watch: str, limit: str, response: Value | None = None, commitment: Value | None = None) -> Schedule:
    """As fast as a limit allows: the caution at which one quantity comes up to another and stays there.

    Arguments:
        watch: what must stay below, such as "capability[leader]".
        limit: what it must stay below, such as "trusted_frontier".
        response: time in which the gap shrinks to 37 % [year]; a week or so unless given.
        commitment: share of the caution needed that is taken; 1 unless given.
    """
    return schedule("hold", watch=watch, limit=limit, response=response, commitment=commitment)


def persuaded(
    watch: str, half: Value | None = None, depth: Value | None = None, steepness: Value | None = None
) -> Schedule:
    """Caution that grows with evidence: depth (watch/half)^steepness / (1 + (watch/half)^steepness).

    Arguments:
        watch: what persuades, such as "alignment".
        half: where caution is at half its depth, in the unit of `watch`.
        depth: caution in the end; 1 unless given.
        steepness: how suddenly; 1 unless given.
    """
    return schedule("persuaded", watch=watch, half=half, depth=depth, steepness=steepness)


def follow(watch: str, commitment: Value | None = None) -> Schedule:
    """A share of what another does.

    Arguments:
        watch: a quantity between 0 and 1, such as the control "caution".
        commitment: the share; all of it unless given.
    """
    return schedule("follow", watch=watch, commitment=commitment)


def _numbered(nodes: Nodes) -> dict[str, Value | None]:
    pairs = nodes.items() if isinstance(nodes, Mapping) else nodes
    return {
        f"{name}_{position}": value
        for position, (time, level) in enumerate(pairs, 1)
        for name, value in (("time", time), ("level", level))
    }
