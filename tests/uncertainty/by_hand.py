"""One full stop in `lead-and-pause` by hand: alignment work, and when to stop best."""

import numpy as np

from takeoff.uncertainty.choice import Choice
from takeoff.uncertainty.distribution import Floats


def drawn(choice: Choice) -> dict[str, Floats]:
    """Every parameter of every draw, drawn or not."""
    values = {label: np.full(len(choice), amount.value) for label, amount in choice.space.case.parameters().items()}
    return values | {name: choice.values[:, place] for place, name in enumerate(choice.draws.names)}


def work(choice: Choice, start: Floats | float) -> Floats:
    """Alignment work of every draw with a full stop at a start, one for all or one for each."""
    given = drawn(choice)
    growth, base, full = given["productivity_growth"], given["share_base"], given["share_full"]
    end = given["danger_progress"] + given["lead"]
    stop = np.minimum(start, end)
    before = base * np.expm1(growth * stop) / growth
    return np.asarray(given["initial_labour"] * (before + full * np.exp(growth * stop) * (end - stop)))


def best_start(choice: Choice) -> Floats:
    """When to stop best in every draw."""
    given = drawn(choice)
    left = (1 - given["share_base"] / given["share_full"]) / given["productivity_growth"]
    return np.maximum(given["danger_progress"] + given["lead"] - left, 0.0)
