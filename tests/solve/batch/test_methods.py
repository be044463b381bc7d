"""Which method makes the steps: the fastest that is installed, and that is said."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.solve.batch import methods
from takeoff.solve.batch.methods import Unspeakable, fastest, say
from takeoff.solve.batch.run_batch import integrate_batch
from takeoff.solve.batch.runge_kutta import RungeKutta

FAST = "takeoff.solve.fast.taylor"


@pytest.fixture(autouse=True)
def unsaid(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    say.cache_clear()
    caplog.set_level(logging.INFO, methods.__name__)
    yield
    say.cache_clear()


def test_without_heyoka_batches_run_on_numpy_and_the_log_says_so_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, FAST, None)
    assert fastest() is RungeKutta
    assert fastest() is RungeKutta
    (said,) = caplog.messages
    assert said == "batches: Runge-Kutta steps on NumPy; with heyoka (takeoff[fast]) they would be faster"


def test_with_heyoka_batches_run_by_taylor_series_and_the_log_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    heyoka = pytest.importorskip("heyoka")
    assert fastest().__name__ == "Taylor"
    assert fastest() is sys.modules[FAST].Taylor
    assert caplog.messages == [f"batches: Taylor series by heyoka {heyoka.__version__}"]


def test_what_a_method_has_no_words_for_is_run_by_another(caplog: pytest.LogCaptureFixture) -> None:
    def silent(*_: Any) -> Any:
        raise Unspeakable("it has no words")

    case = takeoff.load("exponential").case
    program = case.programs.program(case.kinds())
    values, horizon = np.array([list(case.values().values())]), np.array([1.0])
    found, known = (integrate_batch(program, values, horizon, method=one) for one in (silent, RungeKutta))
    assert np.array_equal(found.outcomes, known.outcomes, equal_nan=True)
    assert caplog.messages == ["a batch: Runge-Kutta steps on NumPy, because it has no words"]
