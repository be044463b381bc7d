"""Numbers of the shipped model, and plans of piecewise constant caution evaluated without sympy."""

from collections.abc import Callable, Sequence

import numpy as np
from hypothesis import strategies as st

from takeoff.theory.abrupt.gradual_value import RESULT as VALUE
from takeoff.theory.abrupt.setting import CURVATURE
from takeoff.theory.pause import setting as sym

GROWTH, LABOUR, BASE, FULL, END = 1.5, 7000.0, 0.05, 0.9, 3.5
PHASES = 6

cautions = st.lists(st.floats(0, 1), min_size=PHASES, max_size=PHASES)
ends = st.lists(st.floats(0, END), min_size=PHASES - 1, max_size=PHASES - 1).map(lambda times: [*sorted(times), END])


def work(
    cautions: Sequence[float], ends: Sequence[float], share: Callable[[float], float], growth: float = GROWTH
) -> float:
    """Alignment work of caution that is constant between some times, at a share of labour that depends on it."""
    total = level = start = 0.0
    for caution, end in zip(cautions, ends, strict=True):
        speed, length = 1 - caution, end - start
        grown = length if growth * speed * length < 1e-9 else np.expm1(growth * speed * length) / (growth * speed)
        total += LABOUR * share(caution) * np.exp(growth * level) * grown
        level, start = level + speed * length, end
    return float(total)


def bought(curvature: float) -> float:
    """Work of the best gradual slowdown, from its formula."""
    numbers = {sym.GROWTH: GROWTH, sym.LABOUR: LABOUR, sym.FULL: FULL, sym.END: END, CURVATURE: curvature}
    return float(VALUE.derivation.result.rhs.subs(numbers))
