"""Which method makes the steps of a batch: Taylor series where heyoka is installed, else Runge-Kutta on NumPy."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.batch.stepper import Stepper
from takeoff.solve.program import Program
from takeoff.solve.settings import Settings

logger = logging.getLogger(__name__)

Method = Callable[[Program, Settings, Fates], Stepper[Any]]
"""Makes a stepper for some members of a program; `RungeKutta` and `Taylor` are such."""


class Unspeakable(Exception):
    """A method has no words for something in a program."""


@functools.cache
def say(text: str) -> None:
    """Write a line to the log, unless it was written before."""
    logger.info(text)


def fastest() -> Method:
    """The fastest method that is installed; which it is goes to the log, once."""
    try:
        from takeoff.solve.fast.taylor import Taylor
    except ImportError:
        say(f"batches: {RungeKutta.name}; with heyoka (takeoff[fast]) they would be faster")
        return RungeKutta
    say(f"batches: {Taylor.name}")
    return Taylor


def stepper(method: Method, program: Program, settings: Settings, fates: Fates) -> Stepper[Any]:
    """A stepper of a method; of Runge-Kutta for a program that the method has no words for, which goes to the log.

    Arguments:
        method: wanted.
        program: the compiled system.
        settings: accuracy and budget.
        fates: who failed.
    """
    try:
        return method(program, settings, fates)
    except Unspeakable as reason:
        say(f"a batch: {RungeKutta.name}, because {reason}")
        return RungeKutta(program, settings, fates)
