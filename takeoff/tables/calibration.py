"""What data say of a model: fitted parameters with their errors, misfit, what moves, and the weighed draws."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from takeoff.equations import units as u
from takeoff.tables.amounts import number, with_unit
from takeoff.tables.layout import Row, text_table
from takeoff.tables.priors import SHARES
from takeoff.uncertainty.calibration.chains import LONG, Chains
from takeoff.uncertainty.calibration.durations import Lasting
from takeoff.uncertainty.calibration.least_squares import Estimate, Fit
from takeoff.uncertainty.calibration.posterior import FEW, Posterior
from takeoff.uncertainty.calibration.recipe import Recipe
from takeoff.uncertainty.distribution import Floats

HEADER = ("parameter", "before", "fitted", "standard error", "unit")
DRAWN = ("drawn", "prior 5 %", "half", "95 %", "posterior 5 %", "half", "95 %", "unit")
ROWS = (
    *("parameter", "unit", "before", "fitted", "error"),
    *("prior_5", "prior_50", "prior_95", "posterior_5", "posterior_50", "posterior_95"),
)
"""Columns of `fit_rows`."""
LASTING = ("parameter", "unit", "before", "median", "error_factor", "spread", "over", "short", "open", "kaplan_meier")
"""Columns of `lasting_row`."""


def fit_words(recipe: Recipe, fit: Fit, posterior: Posterior | None, chains: Chains | None = None) -> str:
    """A fit as text.

    Arguments:
        recipe: that was followed.
        fit: what came of it.
        posterior: draws weighed by the data, if any were drawn.
        chains: samples of the posterior, if any were made.
    """
    rows = [
        (one.name, one.before, one.value, None if math.isnan(one.error) else one.error, one.unit)
        for one in fit.estimates
    ]
    moved = [(name, old.value, fit.after.outcomes[name].value, old.unit) for name, old in fit.before.outcomes.items()]
    parts = ["\n".join(_data_lines(recipe, fit)), text_table(HEADER, rows), "\n".join(_misfit_lines(fit))]
    parts += [text_table(("outcome", "before", "after", "unit"), moved)] if moved else []
    parts += ["\n\n".join(_posterior_parts(fit, posterior))] if posterior else []
    parts += ["\n\n".join(_chain_parts(fit, chains))] if chains else []
    return "\n\n".join([*parts, f"use it: {settings(fit)}"])


def _data_lines(recipe: Recipe, fit: Fit) -> Iterator[str]:
    data = fit.measurements
    of = f"{fit.lens.name} of {fit.after.meaning.header.name}"
    yield recipe.parts.recipe.title
    yield f"{len(data)} measurements, {data.years[0]:.1f} to {data.years[-1]:.1f}, against {of}"
    yield f"data: {data.about.source or data.about.title}"


def _misfit_lines(fit: Fit) -> Iterator[str]:
    unit = misfit_unit(fit)
    before, after = (with_unit(number(fit.misfit(run), 3), unit) for run in (fit.before, fit.after))
    yield f"misfit (root mean square): {before} before, {after} after"
    if fit.measurements.errors is not None:
        yield f"that is {number(fit.deviation, 3)} times the errors of the measurements (1 is as good as can be hoped)"
    elif math.isfinite(fit.deviation):
        yield f"standard deviation of a measurement around the model: {with_unit(number(fit.deviation, 3), unit)}"
    else:
        yield "as many parameters as measurements: the fit is exact, and errors are not known"
    ends = [one.name for one in fit.estimates if one.at_end]
    if ends:
        yield f"at an end of its legal range: {', '.join(ends)}"


def misfit_unit(fit: Fit) -> str:
    """What misfits are in, as text."""
    return fit.measurements.scale.unit or fit.measurements.about.unit


def settings(fit: Fit) -> str:
    """Options that set the fitted values."""
    return " ".join(f'--set "{one.name}={one.value:.7g}"' for one in fit.estimates)


def _posterior_parts(fit: Fit, posterior: Posterior) -> Iterator[str]:
    inputs, ensemble = posterior.ensemble.plan.draws.inputs, posterior.ensemble
    rows = [
        (one.name, *_pair(posterior, ensemble.inputs[one.name]), u.readable(one.door.unit))
        for one in sorted(inputs, key=lambda one: _rank(fit.estimates, one.name))
    ]
    yield text_table(DRAWN, rows)
    units = ensemble.plan.case.meaning.outcome_units
    told = [
        (name, *_pair(posterior, ensemble.outcome(name)), u.readable(units[name].unit))
        for name in ensemble.plan.wanted.outcomes
    ]
    yield text_table(("outcome", *DRAWN[1:]), told)
    lost = f" ({posterior.lost:,} failed, or end before the data do)" if posterior.lost else ""
    line = f"{len(ensemble):,} draws{lost}, weighed by the data, are worth {number(posterior.effective, 3)} equal ones"
    thin = f"\nwarning: below {FEW}, quantiles are those of a few draws; draw more, or bring the priors nearer"
    yield line + (thin if posterior.is_thin else "")


def _chain_parts(fit: Fit, chains: Chains) -> Iterator[str]:
    units = {one.name: one.unit for one in fit.estimates}
    rows = [(name, *_chain_pair(chains, name), units[name]) for name in units]
    yield text_table(("sampled", *DRAWN[1:]), rows)
    steps, walkers, _ = chains.samples.shape
    time, effective = number(float(np.max(chains.times)), 3), number(chains.effective, 3)
    lines = [
        f"{walkers} walkers, {steps:,} steps each; {chains.acceptance:.0%} of the moves were made",
        f"autocorrelation time: {time} steps; the samples are worth {effective} independent ones",
    ]
    if chains.is_short:
        lines.append(f"warning: chains shorter than {LONG} autocorrelation times may not have seen all; raise --steps")
    yield "\n".join(lines)


def _chain_pair(chains: Chains, name: str) -> list[float | None]:
    before, after = chains.before[name], chains.after[name]
    return [*np.quantile(before, SHARES).tolist(), *chains.quantiles(after, SHARES).tolist()]


def _rank(estimates: tuple[Estimate, ...], name: str) -> int:
    """Fitted parameters first, in their order."""
    names = [one.name for one in estimates]
    return names.index(name) if name in names else len(names)


def _pair(posterior: Posterior, values: Floats) -> list[float | None]:
    """Quantiles before and after the data; None where there is no value."""
    known = values[np.isfinite(values)]
    weighty = np.isfinite(values) & (posterior.weights > 0)
    before = np.quantile(known, SHARES).tolist() if known.size else [None] * len(SHARES)
    after = posterior.quantiles(values, SHARES).tolist() if weighty.any() else [None] * len(SHARES)
    return [*before, *after]


def fit_rows(fit: Fit, posterior: Posterior | None, chains: Chains | None = None) -> list[Row]:
    """Fitted parameters, then what was only drawn, with the columns of ROWS.

    Arguments:
        fit: the parameters.
        posterior: the draws, if any.
        chains: the samples, if any.
    """
    drawn = dict(posterior.ensemble.inputs) if posterior else {}
    spread = {name: _pair(posterior, values) for name, values in drawn.items()} if posterior else {}
    spread |= {name: _chain_pair(chains, name) for name in chains.after} if chains else {}
    nothing: list[float | None] = [None] * (2 * len(SHARES))
    rows: list[Row] = [
        (one.name, one.unit, one.before, one.value, _plain(one.error), *spread.get(one.name, nothing))
        for one in fit.estimates
    ]
    fitted = {one.name for one in fit.estimates}
    if posterior:
        units = {one.name: u.readable(one.door.unit) for one in posterior.ensemble.plan.draws.inputs}
        rows += [(name, units[name], None, None, None, *spread[name]) for name in drawn if name not in fitted]
    return rows


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None


def fit_record(recipe: Recipe, fit: Fit, posterior: Posterior | None, chains: Chains | None = None) -> dict[str, Any]:
    """A fit as plain values for JSON.

    Arguments:
        recipe: that was followed.
        fit: what came of it.
        posterior: the draws, if any.
        chains: the samples, if any.
    """
    data, left = fit.measurements, fit.residuals(fit.after)
    return {
        "recipe": recipe.name,
        "model": fit.after.meaning.header.name,
        "source": data.about.source,
        "parameters": [dict(zip(ROWS, row, strict=True)) for row in fit_rows(fit, posterior, chains)],
        "correlations": [[_plain(one) for one in row] for row in fit.correlations.tolist()],
        "misfit": {
            "before": _plain(fit.misfit(fit.before)),
            "after": fit.misfit(fit.after),
            "deviation": _plain(fit.deviation),
            "unit": misfit_unit(fit),
        },
        "outcomes": {
            name: {"before": old.value, "after": fit.after.outcomes[name].value, "unit": old.unit}
            for name, old in fit.before.outcomes.items()
        },
        "measurements": [
            {"year": year, "value": value, "residual": residual}
            for year, value, residual in zip(data.years.tolist(), data.values.tolist(), left.tolist(), strict=True)
        ],
        "draws": None if posterior is None else _drawn(posterior),
        "chains": None if chains is None else _chained(chains),
        "provenance": dict(fit.after.provenance),
    }


def _drawn(posterior: Posterior) -> dict[str, Any]:
    return {"count": len(posterior.weights), "lost": posterior.lost, "effective": posterior.effective}


def _chained(chains: Chains) -> dict[str, Any]:
    steps, walkers, _ = chains.samples.shape
    return {
        "walkers": walkers,
        "steps": steps,
        "acceptance": chains.acceptance,
        "autocorrelation_times": [_plain(one) for one in chains.times.tolist()],
        "effective": chains.effective,
        "short": chains.is_short,
    }


def lasting_words(recipe: Recipe, found: Lasting) -> str:
    """A distribution of durations as text.

    Arguments:
        recipe: that was followed.
        found: what came of it.
    """
    durations, unit = found.durations, found.unit
    low, high = (number(x, 3) for x in (found.median / found.factor, found.median * found.factor))
    median, kaplan = (with_unit(number(x, 3), unit) for x in (found.median, durations.median))
    spread = "" if math.isnan(found.spread) else f", standard deviation of its logarithm {number(found.spread, 3)}"
    use = [
        f'--set "{found.name}={found.median:.4g}"',
        *([f'--prior "{found.name}={found.prior}"'] if found.prior else []),
    ]
    return "\n".join(
        [
            recipe.parts.recipe.title,
            f"{len(durations.over)} were over, {len(durations.short)} within the shortest span that dates tell, "
            f"{len(durations.open)} are not over",
            f"data: {recipe.parts.data.source or recipe.parts.data.title}",
            "",
            f"{found.name}: median {median} ({low} to {high}, one standard error), {found.distribution}{spread}",
            f"without a distribution (Kaplan-Meier): median {kaplan}",
            f"in the model: {with_unit(number(found.before, 3), unit)}",
            "",
            f"use it: {' or '.join(use)}",
        ]
    )


def lasting_row(found: Lasting) -> Row:
    """A row with the columns of LASTING."""
    durations = found.durations
    numbers = (_plain(found.before), found.median, found.factor, _plain(found.spread))
    counts = (len(durations.over), len(durations.short), len(durations.open))
    return (found.name, found.unit, *numbers, *counts, _plain(durations.median))


def lasting_record(recipe: Recipe, found: Lasting) -> dict[str, Any]:
    """A distribution of durations as plain values for JSON.

    Arguments:
        recipe: that was followed.
        found: what came of it.
    """
    row = dict(zip(LASTING, lasting_row(found), strict=True))
    told = {"distribution": found.distribution, "prior": found.prior or None, "source": recipe.parts.data.source}
    return {"recipe": recipe.name, **row, **told}
