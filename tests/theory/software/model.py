"""The small model that the results on software are compared with."""

from __future__ import annotations

import functools
from pathlib import Path

import takeoff
from takeoff.model import Model

START, PACE, PARALLEL = 2.0, 1.1, 0.5
"""Defaults of the model."""


@functools.cache
def software_model() -> Model:
    """Growth of software with input that grows on its own, with software, or not at all."""
    return takeoff.load(Path(__file__).with_name("software.toml"))
