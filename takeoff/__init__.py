"""When should a cautious AI developer slow down, how abruptly, and what does that buy?

Public names are loaded on first use, so that importing the package is fast.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from takeoff import figures as figures
    from takeoff.errors import InputError as InputError
    from takeoff.errors import ModelError as ModelError
    from takeoff.errors import NoAnswer as NoAnswer
    from takeoff.errors import RunError as RunError
    from takeoff.errors import TakeoffError as TakeoffError
    from takeoff.exchange.saved import SavedRun as SavedRun
    from takeoff.exchange.saved import load_run as load_run
    from takeoff.model import Model as Model
    from takeoff.model import load as load
    from takeoff.model.many import backcast as backcast
    from takeoff.model.many import compare_models as compare_models
    from takeoff.schedules.schedule import Schedule as Schedule
    from takeoff.schedules.schedule import abrupt as abrupt
    from takeoff.schedules.schedule import constant as constant
    from takeoff.schedules.schedule import exponential as exponential
    from takeoff.schedules.schedule import follow as follow
    from takeoff.schedules.schedule import hold as hold
    from takeoff.schedules.schedule import logistic as logistic
    from takeoff.schedules.schedule import pause_when as pause_when
    from takeoff.schedules.schedule import persuaded as persuaded
    from takeoff.schedules.schedule import piecewise as piecewise
    from takeoff.schedules.schedule import ramp as ramp
    from takeoff.schedules.schedule import schedule as schedule
    from takeoff.schedules.schedule import staircase as staircase
    from takeoff.theory.topics import derive as derive

    __version__: str

_HOMES = {
    **dict.fromkeys(("InputError", "ModelError", "NoAnswer", "RunError", "TakeoffError"), "takeoff.errors"),
    **dict.fromkeys(("Model", "load"), "takeoff.model"),
    **dict.fromkeys(("backcast", "compare_models"), "takeoff.model.many"),
    **dict.fromkeys(("SavedRun", "load_run"), "takeoff.exchange.saved"),
    "derive": "takeoff.theory.topics",
    **dict.fromkeys(
        (
            *("Schedule", "abrupt", "constant", "exponential", "follow", "hold", "logistic", "pause_when", "persuaded"),
            *("piecewise", "ramp", "schedule", "staircase"),
        ),
        "takeoff.schedules.schedule",
    ),
}

__all__ = [*sorted(_HOMES), "figures"]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name == "figures":
        return importlib.import_module("takeoff.figures")
    if name == "__version__":
        return importlib.import_module("takeoff.version").package_version()
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'takeoff' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
