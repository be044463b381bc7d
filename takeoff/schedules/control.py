"""Which control is meant where none is named."""

from __future__ import annotations

from takeoff.equations.meaning import Meaning
from takeoff.errors import InputError


def control_if_any(meaning: Meaning) -> str:
    """The control that a model has first, "" where it has none."""
    return next(iter(meaning.defaults), "")


def first_control(meaning: Meaning) -> str:
    """The control that a model has first.

    Raises:
        InputError: it has none.
    """
    control = control_if_any(meaning)
    if not control:
        raise InputError(
            f"the model '{meaning.header.name}' has no control to schedule", "a model declares one in [controls]"
        )
    return control
