"""What data leave of a model's priors, as a model file of its own: the same model with other priors."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import stats

from takeoff.errors import InputError
from takeoff.spec.find import model_paths
from takeoff.uncertainty.calibration.chains import Chains
from takeoff.uncertainty.calibration.least_squares import Estimate, Fit
from takeoff.uncertainty.distribution import Floats

SOURCE = "calibration"
"""Name of the source of the priors, in the file."""
LEAST = 0.005
"""Correlations of ranks nearer to 0 are left out."""
MOST = 0.999
"""Largest correlation of ranks that is written: a larger one leaves nothing to draw."""


def learnt_model(fit: Fit, sampled: Chains | None, folder: Path, line: str) -> str:
    """A model file (TOML) that extends the fitted model by priors and correlations of what was fitted.

    Of least squares, a parameter is normal, with its standard error. Of samples, it is normal or lognormal, whichever
    their skewness is nearer to.

    Arguments:
        fit: the fit.
        sampled: its posterior by chains, if there is one.
        folder: where the file will lie.
        line: the command that gave it, told in the source.

    Raises:
        InputError: the model lies elsewhere, an estimate is of one member of a dimension, or has no error.
    """
    spec = fit.after.meaning.spec
    base, name = _base(spec.path, folder), f"{fit.after.meaning.header.name}-learnt"
    title = f"{spec.parts.model.title}, with priors from data"
    head = ["schema = 1", f"extends = {_text(base)}", "", "[model]", f"name = {_text(name)}", f"title = {_text(title)}"]
    data = fit.measurements.about
    head += ["", f"[sources.{SOURCE}]", f"title = {_text(data.source or data.title)}", f"where = {_text(line)}"]
    parts = [_parameter(one, _prior(one, sampled)) for one in fit.estimates]
    fitted, known = {one.name for one in fit.estimates}, spec.parts.parameters
    for changed, given in fit.case.changes.items():
        if changed in known and changed not in fitted:
            parts.append(f"[parameters.{changed}]\nvalue = {_text(given) if isinstance(given, str) else given}\n")
    return "\n".join([*head, "", *parts, *_correlations(fit, sampled)]).rstrip() + "\n"


def _base(path: Path, folder: Path) -> str:
    """What the file extends: a shipped model by name, or one beside it."""
    shipped = next((name for name, one in model_paths().items() if one == path), None)
    if shipped is None and path.resolve().parent != folder.resolve():
        raise InputError(
            f"'{path}' lies elsewhere, and a model extends one beside it", "save the file beside the model"
        )
    return shipped or path.name


def _text(text: str) -> str:
    """A basic string of TOML, which JSON's are."""
    return json.dumps(text, ensure_ascii=False)


def _parameter(one: Estimate, prior: tuple[float, str]) -> str:
    if one.key[1]:
        raise InputError(f"'{one.name}' has a value for each member, and one prior would be that of all")
    value, text = prior
    unit = "" if one.unit == "1" else f" {one.unit}"
    written = f"{value:.8g}" if not unit else _text(f"{value:.8g}{unit}")
    return f"[parameters.{one.name}]\nvalue = {written}\nprior = {_text(text)}\nsource = {_text(SOURCE)}\n"


def _prior(one: Estimate, sampled: Chains | None) -> tuple[float, str]:
    """Middle of a posterior, and the posterior as a prior, in the declared unit."""
    unit = "" if one.unit == "1" else f" {one.unit}"
    if sampled is None:
        if not one.error > 0:
            raise InputError(f"'{one.name}' has no standard error, so no prior can be written")
        return one.value, f"normal({one.value:.8g}{unit}, {one.error:.4g}{unit})"
    values = sampled.after[one.name]
    if values.min() > 0 and _skew(np.log(values)) < _skew(values):
        middle = float(np.median(values))
        return middle, f"lognormal({middle:.8g}{unit}, {np.log(values).std():.4g})"
    middle = float(values.mean())
    return middle, f"normal({middle:.8g}{unit}, {values.std():.4g}{unit})"


def _skew(values: Floats) -> float:
    return abs(float(stats.skew(values)))


def _correlations(fit: Fit, sampled: Chains | None) -> list[str]:
    ranks, names = _ranks(fit, sampled), [one.name for one in fit.estimates]
    return [
        f"[correlations.{names[one]}_{names[other]}]\nof = {json.dumps([names[one], names[other]])}\n"
        f"rank = {np.clip(ranks[one, other], -MOST, MOST):.4g}\n"
        for one in range(len(names))
        for other in range(one + 1, len(names))
        if abs(ranks[one, other]) >= LEAST
    ]


def _ranks(fit: Fit, sampled: Chains | None) -> Floats:
    """Correlations of ranks: of samples, or of normal numbers that are correlated as the estimates are."""
    if sampled is None:
        return np.asarray(6 / math.pi * np.arcsin(fit.correlations / 2), dtype=float)
    columns: Sequence[Floats] = [sampled.after[one.name] for one in fit.estimates]
    return np.corrcoef([stats.rankdata(column) for column in columns]).reshape(len(columns), len(columns))
