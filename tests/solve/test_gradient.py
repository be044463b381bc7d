"""Gradients of every model against central differences, and against closed forms.

`TAKEOFF_GRADIENTS=all` compares every outcome by every parameter of every model under every schedule: an hour.
"""

from __future__ import annotations

import math
import os
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.equations import units as u
from takeoff.model import Model
from takeoff.solve.run import Run
from tests.solve import gradient_cases
from tests.solve.differences import LONGEST, SHORT, TIGHT, differences

ALL = os.environ.get("TAKEOFF_GRADIENTS", "") == "all"
ACCURACY = replace(TIGHT, longest_step=1 / 400) if ALL else TIGHT
RELATIVE = 1e-6
FLOOR = 1e-8
"""A change of an outcome by less than this share, when a parameter changes by its own size, counts as none."""

CASES = gradient_cases.LONG if ALL else gradient_cases.SHORT
STEPS = (6, LONGEST) if ALL else (2, SHORT)
"""Levels of differences, and the longest step."""

_models: dict[str, Model] = {}


def model(name: str) -> Model:
    if name not in _models:
        _models[name] = takeoff.load(name)
    return _models[name]


def given_to(name: str, given: dict[str, Any]) -> Model:
    controls = model(name).meaning.defaults
    schedules = {key: value for key, value in given.items() if key in controls}
    return model(name).with_schedules(**schedules).change(**{k: v for k, v in given.items() if k not in controls})


def wanted(run: Run, names: list[str]) -> dict[str, Any]:
    keys = {name: key for name, key in run.parameter_keys().items() if not names or name in names}
    values = dict(zip(run.program.system.parameters, run.trajectory.fixed, strict=False))
    return {name: key for name, key in keys.items() if math.isfinite(values[key])}


@pytest.mark.timeout(3600 if ALL else 120)
@pytest.mark.parametrize("name", CASES)
def test_gradients_equal_central_differences(name: str) -> None:
    path, given, names = CASES[name]
    case = given_to(path, given).case
    run = case.run()
    keys = wanted(run, names)
    found = {one: run.gradient(one, list(keys)) for one, amount in run.outcomes.items() if amount.value is not None}
    for parameter, key in keys.items():
        size, slopes, doubts = differences(case, key, ACCURACY, *STEPS)
        for place, (outcome, amount) in enumerate(run.outcomes.items()):
            if amount.value is None:
                continue
            scale = u.scale(run.meaning.outcome_units[outcome].unit)
            moved = found[outcome][parameter] * scale / run.origin.scales[key] * size
            doubt = 3 * doubts[place] if ALL else 0.0
            floor = FLOOR * (abs(amount.value) * scale if abs(amount.value) > 1e-9 else 1.0)
            expected = pytest.approx(slopes[place], rel=RELATIVE, abs=max(floor, doubt))
            assert moved == expected, f"{outcome} by {parameter}"


def test_the_best_start_of_a_full_stop_is_where_the_gradient_is_0() -> None:
    """Alignment work by hand: the share f0 until s, then f1 at a standstill until D + X, all at P exp(g s)."""
    value = model("lead-and-pause").parameters
    growth, labour, f0, f1 = (
        value[name].value or 0.0 for name in ("productivity_growth", "initial_labour", "share_base", "share_full")
    )
    end = 3.5
    for start in (1.0, 2.0, 2.87037037, 3.2):
        run = model("lead-and-pause").run(caution=takeoff.abrupt(start=start))
        productivity = labour * math.exp(growth * start)
        known = {
            "caution.start": productivity * (f0 - f1 + growth * (end - start) * f1),
            "lead": productivity * f1,
            "danger_progress": productivity * f1,
            "share_full": productivity * (end - start),
            "share_base": labour * math.expm1(growth * start) / growth,
        }
        assert run.gradient("alignment", list(known)) == pytest.approx(known, rel=1e-9, abs=1e-9 * productivity)
        assert run.gradient("end", list(known)) == pytest.approx(
            {**dict.fromkeys(known, 0), "lead": 1, "danger_progress": 1}, abs=1e-12
        )


def test_the_end_of_hyperbolic_growth() -> None:
    """(1 / x0 - 1 / L) / a, where a millionth of the time is left until the blow-up."""
    run = model("hyperbolic").run()
    known = {"size_start": -1 / 0.1, "limit": 1e-12 / 0.1, "acceleration": -(1 - 1e-6) / 0.01}
    assert run.gradient("end", list(known)) == pytest.approx(known, rel=1e-8)
    assert run.gradient("blow_up_time", ["size_start", "acceleration"]) == pytest.approx(
        {"size_start": -10, "acceleration": -100}, rel=1e-8
    )


def test_a_parameter_that_nothing_reads_moves_nothing() -> None:
    run = model("automating-alignment").run(caution=takeoff.abrupt(start=7))
    assert run.gradient("success", ["confidence_margin", "horizon", "theft_time", "caution.stop"]) == {
        "confidence_margin": 0,
        "horizon": 0,
        "theft_time": 0,
        "caution.stop": 0,
    }


def test_sensitivities_are_integrated_once_for_all_outcomes(monkeypatch: pytest.MonkeyPatch) -> None:
    run = model("lead-and-pause").run()
    first = run.gradient("alignment", ["lead"])
    monkeypatch.setattr("takeoff.solve.gradient.sensitivity", None)
    assert run.gradient("alignment", ["lead"]) == first
    assert run.gradient("hazard", ["lead"])["lead"] > 0


def test_accuracy_does_not_depend_on_how_many_are_asked_for() -> None:
    run = model("automating-alignment").run(caution=takeoff.ramp(start=3, length=4))
    together, alone = run.gradient("success"), run.gradient("success", ["lead"])
    assert together["lead"] == pytest.approx(alone["lead"], rel=1e-9)
    assert np.isfinite(list(together.values())).all()
