"""How a quantity of a run moves with parameters, at fixed times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from takeoff.equations import units as u
from takeoff.equations.scope import label
from takeoff.errors import RunError
from takeoff.solve.run import ROUNDING, Run
from takeoff.solve.tangent import Floats


def slopes(run: Run, name: str, times: Sequence[float], wrt: Sequence[str]) -> Floats:
    """Exact derivatives of a quantity at fixed times: its declared unit by the parameters' declared units.

    Arguments:
        run: finished.
        name: of the quantity, such as "capability[leader]".
        times: years from the start.
        wrt: parameters that are finite.

    Returns:
        (times, parameters).

    Raises:
        InputError: the run has no such quantity or parameter.
        RunError: a time after its end, or no finite derivative.
    """
    unit, keys = run.unit(name), tuple(run.parameter_keys(wrt).values())
    if max(times, default=0.0) > run.trajectory.end + ROUNDING:
        raise RunError(f"'{name}' has no derivative after the end of the run, {run.end:g}")
    quantities = {label(key): symbol for key, symbol in run.program.system.quantities.items()}
    gradient = run.origin.gradient(run.program, run.trajectory, keys)
    moved = gradient.along(quantities[name], times)
    return np.asarray(moved * [run.origin.scales[key] for key in keys] / u.scale(unit), dtype=float)
