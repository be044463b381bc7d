"""When to pause under uncertainty, as plain values for JSON; all times are years from the start."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from takeoff.equations import units as u
from takeoff.tables.decisions import commitments
from takeoff.tables.priors import HEADER, prior_row
from takeoff.tables.records import amounts_record
from takeoff.uncertainty.decision import Decision
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.ensemble import SHARES
from takeoff.uncertainty.expected import Commitment
from takeoff.uncertainty.information import Worth
from takeoff.uncertainty.inputs import source


def decision_record(found: Decision) -> dict[str, Any]:
    """The answer as plain values.

    Arguments:
        found: the answer.
    """
    choice = found.choice
    return {
        "model": choice.space.case.meaning.header.name,
        "maximised": choice.maximise,
        "unit": choice.unit,
        "draws": len(choice),
        "seed": choice.draws.seed,
        "left_out": len(choice) - len(found.expected.members),
        "failures": dict(found.table.failures),
        "inputs": {one.name: dict(zip(HEADER[1:], prior_row(one)[1:], strict=True)) for one in choice.draws.inputs},
        "schedules": {name.replace(" ", "_"): _commitment(found, one) for name, one in commitments(found)},
        "best_pauses": _best_pauses(found),
        "information": _information(found),
        "later": _later(found),
    }


def _commitment(found: Decision, one: Commitment) -> dict[str, Any]:
    gain, error = one.gain(found.expected.never)
    regrets = found.regrets(one)
    return {
        "parameters": {} if one.point is None else amounts_record(found.choice.space.parameters(one.point)),
        "mean": one.mean,
        "standard_error": one.error,
        "gain": gain,
        "gain_standard_error": error,
        "regret": {"mean": float(regrets.mean()), "quantiles": _quantiles(regrets), "worst": float(regrets.max())},
    }


def _best_pauses(found: Decision) -> dict[str, Any]:
    bests = found.bests
    chosen = bests.points[bests.pauses]
    parameters = {
        one.name: {"unit": u.readable(one.unit), "quantiles": _quantiles(chosen[:, place] / u.scale(one.unit))}
        for place, one in enumerate(found.choice.space.searched)
    }
    gains = _quantiles(bests.gains[found.expected.members])
    return {"never_best": bests.never_best, "parameters": parameters, "gain": {"quantiles": gains}}


def _information(found: Decision) -> dict[str, Any]:
    meaning = found.choice.space.case.meaning
    inputs = {name: {**_worth(one), "source": source(meaning, name)} for name, one in found.information.items()}
    return {"everything": found.perfect_information, "inputs": inputs}


def _later(found: Decision) -> dict[str, Any] | None:
    if found.later is None:
        return None
    later = found.later
    waits = [
        {"date": one.date, "everything": one.everything, "known": None if one.some is None else _worth(one.some)}
        for one in later.waits
    ]
    return {
        "known": list(later.known),
        "planned": later.planned if math.isfinite(later.planned) else None,
        "dates": waits,
    }


def _worth(one: Worth) -> dict[str, float]:
    return {"fitted": one.fitted, "tested": one.tested, "tested_standard_error": one.error}


def _quantiles(values: Floats) -> dict[str, float]:
    return dict(zip(map(str, SHARES), np.quantile(values, SHARES).tolist(), strict=True)) if values.size else {}
