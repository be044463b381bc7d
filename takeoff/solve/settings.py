"""How accurately and how long a run may compute."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Accuracy and budget of a run.

    Arguments:
        relative: relative tolerance of a step.
        absolute: absolute tolerance of a step, in inside units.
        evaluations: most evaluations of the right-hand side.
        seconds: longest time a run may take [second].
        longest_step: longest step as a share of the horizon, so that no crossing hides inside one.
    """

    relative: float = 1e-10
    absolute: float = 1e-13
    evaluations: int = 200_000
    seconds: float = 60.0
    longest_step: float = 1 / 32


DEFAULT = Settings()
