"""Which uncertain inputs matter: shares of variance (Sobol'), screening (Morris), distances in given data (PAWN)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from takeoff.errors import InputError, RunError
from takeoff.uncertainty.distribution import Floats

Evaluate = Callable[[Floats], Floats]
"""Points of the unit cube, a row each -> the answer at each; not a number where it has none."""

SURE = 0.95
"""Confidence of the intervals."""
LEVELS = 4
"""Levels of every input in Morris screening."""
INNER = (0.02, 0.98)
"""Quantiles between which Morris screening moves an input: the ends of a distribution may be infinite."""
SLICES = 10
"""Slices of every input that PAWN compares."""
MOST_LOST = 0.05
"""Largest share of points without an answer that is left out; more would bias the rest."""


@dataclass(frozen=True)
class Measure:
    """How much each input matters, the same index for all.

    Arguments:
        method: key of `METHODS`.
        names: of the inputs.
        columns: name of an index -> its value for each input.
        evaluations: how many answers were computed.
        lost: of these, without a value, and left out.
    """

    method: str
    names: tuple[str, ...]
    columns: dict[str, Floats]
    evaluations: int
    lost: int

    @property
    def ranked(self) -> list[int]:
        """Places of the inputs, the one that matters most first."""
        main = self.columns[MAIN[self.method]]
        return [int(place) for place in np.argsort(-np.nan_to_num(main, nan=-math.inf), kind="stable")]


MAIN = MappingProxyType({"sobol": "total", "morris": "mean_effect", "pawn": "distance"})
"""Method -> the index that ranks the inputs."""


def measure(method: str, names: Sequence[str], evaluate: Evaluate, points: int, seed: int) -> Measure:
    """Measure how much each input matters to an answer.

    Arguments:
        method: "sobol" (points x (inputs + 2) answers), "morris" (points x (inputs + 1)) or "pawn" (points).
        names: of the inputs.
        evaluate: gives the answers.
        points: base points, a power of two for Sobol'; trajectories for Morris; draws for PAWN.
        seed: of the points and of the confidence intervals.

    Raises:
        InputError: no such method, a number of points that does not fit, or the extra is not installed.
        RunError: too many points have no answer, or the answer never changes.
    """
    if method not in _METHODS:
        raise InputError(f"no method '{method}'", f"known are: {', '.join(_METHODS)}")
    if points < 4 or (method == "sobol" and points & (points - 1)):
        raise InputError(f"{points} points; needed are 4 or more, for sobol a power of two")
    try:
        import SALib  # noqa: F401
    except ImportError as error:
        hint = "pip install 'takeoff[sensitivity]'"
        raise InputError("sensitivity analysis needs the extra 'sensitivity'", hint) from error
    problem = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    return _METHODS[method](problem, evaluate, points, seed)


def _sobol(problem: dict[str, Any], evaluate: Evaluate, points: int, seed: int) -> Measure:
    """First and total indices (Saltelli and others, 2010) with bootstrapped intervals."""
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling

    sample = _inside(sampling.sample(problem, points, calc_second_order=False, seed=seed))
    answers = evaluate(sample)
    groups = answers.reshape(points, len(problem["names"]) + 2)
    kept = groups[np.isfinite(groups).all(axis=1)]
    _require(answers, len(kept) / points)
    found = analysis.analyze(
        problem, kept.reshape(-1), calc_second_order=False, conf_level=SURE, print_to_console=False, seed=seed
    )
    columns = {"first": found["S1"], "first_error": found["S1_conf"], "total": found["ST"]}
    return _measure("sobol", problem, {**columns, "total_error": found["ST_conf"]}, answers)


def _morris(problem: dict[str, Any], evaluate: Evaluate, points: int, seed: int) -> Measure:
    """Mean and spread of elementary effects over the middle of every input (Morris 1991, Campolongo 2007)."""
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as sampling

    problem = {**problem, "bounds": [list(INNER)] * len(problem["names"])}
    sample = sampling.sample(problem, points, num_levels=LEVELS, seed=seed)
    answers = evaluate(sample)
    steps = len(problem["names"]) + 1
    fine = np.isfinite(answers.reshape(points, steps)).all(axis=1)
    _require(answers, fine.mean())
    kept = np.repeat(fine, steps)
    found = analysis.analyze(
        problem, sample[kept], answers[kept], num_levels=LEVELS, conf_level=SURE, print_to_console=False, seed=seed
    )
    columns = {"mean_effect": found["mu_star"], "mean_effect_error": found["mu_star_conf"]}
    return _measure("morris", problem, {**columns, "direction": found["mu"], "spread": found["sigma"]}, answers)


def _pawn(problem: dict[str, Any], evaluate: Evaluate, points: int, seed: int) -> Measure:
    """Distance of the answer's distribution in slices of an input from that of all (Pianosi and Wagener, 2018)."""
    from SALib.analyze import pawn as analysis
    from scipy.stats import qmc

    size = 1 << (points - 1).bit_length()
    rng = np.random.default_rng(seed)
    sample = _inside(qmc.Sobol(len(problem["names"]), scramble=True, rng=rng).random(size)[:points])
    answers = evaluate(sample)
    kept = np.isfinite(answers)
    _require(answers, kept.mean())
    found = analysis.analyze(problem, sample[kept], answers[kept], S=SLICES, print_to_console=False, seed=seed)
    columns = {"distance": found["median"], "least": found["minimum"], "largest": found["maximum"]}
    return _measure("pawn", problem, columns, answers)


_METHODS = MappingProxyType({"sobol": _sobol, "morris": _morris, "pawn": _pawn})


def _inside(points: Any) -> Floats:
    """Points of the open unit cube: the ends of a distribution may be infinite."""
    tiny = 2.0**-31
    inside: Floats = np.clip(np.asarray(points, dtype=float), tiny, 1 - tiny)
    return inside


def _require(answers: Floats, kept: float) -> None:
    if kept < 1 - MOST_LOST:
        raise RunError(
            f"{100 * (1 - kept):.3g} % of the points have no answer; left out, they would bias the rest",
            "narrow the priors of what makes runs fail (takeoff ensemble tells what), or ask for what every run has",
        )
    fine = answers[np.isfinite(answers)]
    if not np.ptp(fine) > 0:
        raise RunError("the answer is the same whatever is drawn")


def _measure(method: str, problem: dict[str, Any], columns: dict[str, Any], answers: Floats) -> Measure:
    lost = int((~np.isfinite(answers)).sum())
    plain: dict[str, Floats] = {
        name: np.ma.filled(np.ma.asarray(column, dtype=float), math.nan) for name, column in columns.items()
    }
    return Measure(method, tuple(problem["names"]), plain, len(answers), lost)
