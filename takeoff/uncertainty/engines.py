"""What computes the members of an ensemble."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from types import MappingProxyType

from takeoff.equations.scope import Key
from takeoff.errors import InputError, near
from takeoff.solve.batch.methods import Method, fastest
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.case import Case
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.members import Members, Wanted, one_by_one, together

Compute = Callable[[Case, Sequence[Key], Floats, Wanted], Members]

AUTO = "auto"
"""Stands for the fastest that is installed; a plan names the one that this was."""


def _by(method: Callable[[], Method]) -> Compute:
    def compute(case: Case, keys: Sequence[Key], values: Floats, wanted: Wanted) -> Members:
        return together(case, keys, values, wanted, method())

    return compute


ENGINES: Mapping[str, Compute] = MappingProxyType(
    {"heyoka": _by(fastest), "numpy": _by(lambda: RungeKutta), "scipy": one_by_one}
)
"""Name -> engine, the fastest first."""
REFERENCE = one_by_one
"""What the others are checked against."""


def engine_name(name: str) -> str:
    """The engine that a name means on this machine.

    Arguments:
        name: "auto", or one of `ENGINES`.

    Raises:
        InputError: no such engine, or its extra is not installed.
    """
    installed = find_spec("heyoka") is not None
    if name == AUTO:
        return "heyoka" if installed else "numpy"
    if name not in ENGINES:
        raise InputError(f"no engine '{name}'", near(name, [AUTO, *ENGINES]))
    if name == "heyoka" and not installed:
        raise InputError("the engine 'heyoka' needs the extra 'fast'", "pip install 'takeoff[fast]'")
    return name
