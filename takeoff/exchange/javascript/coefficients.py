"""The numbers of the method that the engine in JavaScript integrates with: those of `scipy.integrate.DOP853`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from scipy.integrate import DOP853

NAME = "coefficients.js"
"""The module that the engine imports them from."""


def coefficients_text() -> str:
    """The module as text: places of stages and their weights, for every stage and result."""
    method: Any = DOP853
    table = {
        "stages": [_weights(row) for row in method.A[1:]],
        "shares": [float(share) for share in method.C[1:]],
        "result": _weights(method.B),
        "fifth": _weights(method.E5),
        "third": _weights(method.E3),
        "further": [_weights(row) for row in method.A_EXTRA],
        "furtherShares": [float(share) for share in method.C_EXTRA],
        "terms": [_weights(row) for row in method.D],
    }
    told = "/** Weights of the method, as [places of stages, weights]. */"
    return f"{told}\nexport const COEFFICIENTS = {json.dumps(table)};\n"


def _weights(row: Iterable[float]) -> list[list[float]]:
    known = [(place, float(weight)) for place, weight in enumerate(row) if weight]
    return [[place for place, _ in known], [weight for _, weight in known]]
