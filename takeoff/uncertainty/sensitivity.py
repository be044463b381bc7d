"""Which uncertain inputs matter: shares of variance (Sobol'), screening (Morris), distances in given data (PAWN)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from takeoff.errors import InputError, RunError, near
from takeoff.solve.case import Case
from takeoff.uncertainty.answers import Question
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.draws import Draws
from takeoff.uncertainty.tornado import Tornado, tornado

Evaluate = Callable[[Floats], Floats]
"""Points of the unit cube, a row each -> the answer at each; not a number where it has none."""
Found = tuple[dict[str, Any], Floats]
"""Name of an index -> its value for each input; and the answers."""

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
        method: "sobol", "morris" or "pawn".
        names: of the inputs.
        columns: name of an index -> its value for each input.
        evaluations: how many answers were computed.
        lost: of these, without a value, and left out.
        question: what is asked.
    """

    method: str
    names: tuple[str, ...]
    columns: dict[str, Floats]
    evaluations: int
    lost: int
    question: Question

    @property
    def ranked(self) -> list[int]:
        """Places of the inputs, the one that matters most first."""
        main = self.columns[MAIN[self.method]]
        return [int(place) for place in np.argsort(-np.nan_to_num(main, nan=-math.inf), kind="stable")]


MAIN = MappingProxyType({"sobol": "total", "morris": "mean_effect", "pawn": "distance"})
"""Method -> the index that ranks the inputs."""


POINTS = MappingProxyType({"tornado": 0, "sobol": 512, "morris": 32, "pawn": 2048})
"""Method -> points unless told; a tornado has none."""


def sensitivity(
    case: Case, draws: Draws, question: Question, method: str = "tornado", points: int | None = None
) -> Tornado | Measure:
    """Tell which uncertain inputs an answer hangs on.

    Arguments:
        case: its present values are where the other inputs of a tornado stay.
        draws: the inputs, with the seed of the points.
        question: what is asked.
        method: a key of POINTS: "tornado" moves one input at a time, the others move all of them.
        points: as of `measure`; a number that suits the method unless given.

    Raises:
        InputError: as of `points_for` and `measure`.
        RunError: too many points have no answer, or the answer never changes.
    """
    count = points_for(method, points)
    return measure(method, draws, question, count) if count else tornado(case, draws, question)


def points_for(method: str, points: int | None = None) -> int:
    """How many points a method takes.

    Arguments:
        method: a key of POINTS.
        points: how many were asked for; a number that suits the method unless given.

    Raises:
        InputError: no such method, or a number of points that does not fit.
    """
    if method not in POINTS:
        raise InputError(f"no method '{method}'", near(method, POINTS))
    if points is None:
        return POINTS[method]
    if method not in _METHODS:
        hint = f"points are for {', '.join(_METHODS)}"
        raise InputError(f"a {method} takes no points: it moves every input to its low and high value", hint)
    if points < 4 or (method == "sobol" and points & (points - 1)):
        fitting = max(4, 1 << points.bit_length()) if method == "sobol" else 4
        raise InputError(f"{points} points; needed are 4 or more, for sobol a power of two", f"such as {fitting}")
    return points


def measure(method: str, draws: Draws, question: Question, points: int) -> Measure:
    """Measure how much each input matters to an answer.

    Arguments:
        method: "sobol" (points x (inputs + 2) answers), "morris" (points x (inputs + 1)) or "pawn" (points).
        draws: the inputs, drawn apart; the seed is that of the points and of the confidence intervals.
        question: what is asked.
        points: base points, a power of two for Sobol'; trajectories for Morris; draws for PAWN.

    Raises:
        InputError: no such method, a number of points that does not fit, correlations, or the extra is not installed.
        RunError: too many points have no answer, or the answer never changes.
    """
    points_for(method, points)
    if draws.ranks:
        raise InputError(f"{method} needs inputs that are drawn apart, and the model has correlations", "use a tornado")
    try:
        import SALib  # noqa: F401
    except ImportError as error:
        hint = "pip install 'takeoff[sensitivity]'"
        raise InputError("sensitivity analysis needs the extra 'sensitivity'", hint) from error
    names = list(draws.names)
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    columns, answers = _METHODS[method](problem, lambda at: question.at(draws, at), points, draws.seed)
    plain: dict[str, Floats] = {
        name: np.ma.filled(np.ma.asarray(column, dtype=float), math.nan) for name, column in columns.items()
    }
    return Measure(method, draws.names, plain, len(answers), int((~np.isfinite(answers)).sum()), question)


def _sobol(problem: dict[str, Any], evaluate: Evaluate, points: int, seed: int) -> Found:
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
    return {**columns, "total_error": found["ST_conf"]}, answers


def _morris(problem: dict[str, Any], evaluate: Evaluate, points: int, seed: int) -> Found:
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
    return {**columns, "direction": found["mu"], "spread": found["sigma"]}, answers


def _pawn(problem: dict[str, Any], evaluate: Evaluate, points: int, seed: int) -> Found:
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
    return columns, answers


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
        raise RunError("the answer is the same whatever is drawn", "ask for another, or give priors to what moves it")
