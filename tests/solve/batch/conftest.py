"""Batches of these tests are run by Runge-Kutta steps, whatever is installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from takeoff.solve.batch import run_batch
from takeoff.solve.batch.runge_kutta import RungeKutta


@pytest.fixture(autouse=True, scope="module")
def on_numpy() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_batch, "fastest", lambda: RungeKutta)
        yield
