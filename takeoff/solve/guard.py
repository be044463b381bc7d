"""The guard around a right-hand side: finite numbers, a ceiling, a budget; blow-up is an answer, with its time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from takeoff.errors import RunError
from takeoff.solve.generate import NotFinite
from takeoff.solve.settings import Settings

CEILING = 1e250
"""A stock beyond this has run away."""
LOG_CEILING = math.log(CEILING)
SLOWER = "lower the growth, end the run earlier (--set horizon=...), or add a stopping milestone before it"


def numbers(function: Callable[..., Sequence[float]], *arguments: Any) -> list[float]:
    """Call a generated function and refuse anything but real numbers; infinite ones (dates that never come) may pass.

    Raises:
        NotFinite: division by zero, overflow, a logarithm of nothing, a complex power.
    """
    values = _floats(function, arguments)
    if any(map(math.isnan, values)):
        raise NotFinite("not a number")
    return values


def finite(function: Callable[..., Sequence[float]], *arguments: Any) -> list[float]:
    """Call a generated function and refuse anything but finite real numbers.

    Raises:
        NotFinite: division by zero, overflow, a logarithm of nothing, a complex power.
    """
    values = _floats(function, arguments)
    if not all(map(math.isfinite, values)):
        raise NotFinite("not a number" if any(map(math.isnan, values)) else "not a finite number")
    return values


def _floats(function: Callable[..., Sequence[float]], arguments: tuple[Any, ...]) -> list[float]:
    try:
        return list(map(float, function(*arguments)))
    except (ArithmeticError, ValueError, TypeError) as error:
        raise NotFinite(str(error)) from error


@dataclass
class Guard:
    """Counts and watches the evaluations of one run.

    Arguments:
        settings: the budget.
        labels: names of the states, for messages.
        logs: which states are logarithms.
        evaluations: so far.
        began: when.
        is_over: whether the run is; an interpolant that is asked for later costs it nothing.
    """

    settings: Settings
    labels: Sequence[str]
    logs: Sequence[bool]
    evaluations: int = 0
    began: float = field(default_factory=time.monotonic)
    is_over: bool = False

    def guarded(self, rates: Callable[..., Sequence[float]], modes: tuple[int, ...]) -> Callable[[float, Any], Any]:
        """The right-hand side of one piece as an integrator calls it: (t, array) -> array."""

        def right_hand_side(t: float, y: Any) -> Any:
            self.count()
            return np.array(finite(rates, t, y.tolist(), modes))

        return right_hand_side

    def count(self) -> None:
        """Count one evaluation.

        Raises:
            RunError: the budget is used up.
        """
        if self.is_over:
            return
        self.evaluations += 1
        if self.evaluations > self.settings.evaluations:
            raise self.used_up()
        if self.evaluations % 256 == 0 and time.monotonic() - self.began > self.settings.seconds:
            raise RunError(f"the run takes longer than {self.settings.seconds:g} s", SLOWER)

    def used_up(self) -> RunError:
        """The error for a run that needs too many evaluations."""
        return RunError(f"the run needs more than {self.settings.evaluations:,} evaluations", SLOWER)

    def below_ceiling(self, t: float, y: Sequence[float]) -> None:
        """Refuse a state beyond the ceiling.

        Raises:
            RunError: a stock has run away; the message says which and when.
        """
        for label, log, value in zip(self.labels, self.logs, y, strict=False):
            if abs(value) > (LOG_CEILING if log else CEILING):
                raise RunError(f"'{label}' ran away at {t:.6g} years after the start", SLOWER)

    def stuck(self, t: float, y: Sequence[float], reason: str) -> RunError:
        """The error for an integration that cannot go on; derivatives may follow the stocks."""
        sizes = [abs(value) for value in y[: len(self.labels)]] or [0.0]
        largest = self.labels[sizes.index(max(sizes))] if self.labels else "nothing"
        message = f"the equations have no finite solution beyond {t:.6g} years after the start ({reason})"
        return RunError(message, f"largest there: '{largest}'; {SLOWER}")
