"""Programs that know nothing of this one read the XMILE files and find the same numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.equations import units as u
from takeoff.exchange.carry import carry
from takeoff.exchange.xmile import xmile_text
from takeoff.model import Model
from takeoff.solve.run import Run

REASON = "an independent reader of XMILE that is not installed: pip install takeoff[exchange-tests]"


@pytest.fixture
def simlin() -> Any:
    return pytest.importorskip("simlin", reason=REASON)


@pytest.fixture
def pysd() -> Any:
    return pytest.importorskip("pysd", reason=REASON)


def worst(run: Run, model: Model, results: Any) -> float:
    """The largest difference of any quantity, relative to its size in the run."""
    found = 0.0
    times = [t for t in results.index if t < run.trajectory.end][:: max(1, len(results) // 50)]
    for key, name in carry(model.case).names.items():
        if (
            "." in key[0]
            or not np.isfinite(run.sample(label := f"{key[0]}[{', '.join(key[1])}]" if key[1] else key[0], [0.0])).all()
        ):
            continue
        ours = run.sample(label, times) * u.scale(run.unit(label))
        apart = np.abs(ours - results[name].loc[times].to_numpy()).max()
        found = max(found, apart / max(np.abs(ours).max(), 1e-9))
    return found


def simulated(simlin: Any, model: Model, step: float, folder: Path) -> Any:
    path = folder / "model.xmile"
    path.write_text(xmile_text(model.case, step), encoding="utf-8")
    loaded = simlin.load(path)
    assert [issue for issue in loaded.check() if issue.severity == "error"] == []
    return loaded.run(analyze_loops=False).results


@pytest.mark.parametrize(
    ("name", "schedules", "horizon", "step"),
    [
        ("exponential", {}, 10.0, 1 / 64),
        ("logistic", {}, 10.0, 1 / 64),
        ("hyperbolic", {}, 9.0, 1 / 256),
        ("researcher-supply", {}, 5.0, 1 / 4),
        ("automating-alignment", {}, 9.0, 1 / 64),
        ("automating-alignment", {"caution": "ramp(start=3, length=4, depth=0.6)"}, 9.0, 1 / 64),
        ("automating-alignment", {"caution": "logistic(middle=6, width=0.5)", "follower_caution": "0.1"}, 9.0, 1 / 64),
    ],
)
def test_numbers_agree(
    simlin: Any, tmp_path: Path, name: str, schedules: dict[str, str], horizon: float, step: float
) -> None:
    model = takeoff.load(name).with_schedules(**schedules).change(horizon=horizon)
    run, results = model.run(), simulated(simlin, model, step, tmp_path)
    assert worst(run, model, results) < 1e-6
    for outcome, amount in run.outcomes.items():
        if f"outcome_{outcome}" in results and not model.meaning.spec.parts.outcomes[outcome].at:
            ours = (amount.value or 0.0) * u.scale(model.meaning.outcome_units[outcome].unit)
            assert results[f"outcome_{outcome}"].iloc[-1] == pytest.approx(ours, rel=3e-7, abs=1e-9), outcome


def test_every_function_agrees(simlin: Any, everything: Model, tmp_path: Path) -> None:
    """All but the flow that jumps, which a tool steps over: with a jump on a step, the stock that it fills is close."""
    model = everything.change(horizon=2.9, substitution=-1.5)
    run, results = model.run(), simulated(simlin, model, 1 / 1024, tmp_path)
    for substitution in (-1.5, -2.0, 0.4):
        changed = model.change(substitution=substitution)
        run, results = changed.run(), simulated(simlin, changed, 1 / 1024, tmp_path)
        assert worst(run, changed, results) < 2e-3
        times = [0.0, 0.5, 1.0, 2.0, 2.5]
        for name in (
            "x",
            "plain",
            "smooth",
            "kinked",
            "between",
            "work",
            "product",
            "climb",
            "climb_of_kinked",
            "total",
        ):
            assert results[name].loc[times].to_numpy() == pytest.approx(run.sample(name, times), rel=3e-7), name


def test_task_by_task_steps_over_each_task(simlin: Any, tmp_path: Path) -> None:
    model = takeoff.load("task-by-task").change(horizon=8.0)
    results = simulated(simlin, model, 1 / 256, tmp_path)
    run = model.run()
    assert results["outcome_continuous_capability"].iloc[-1] == pytest.approx(
        run.outcome("continuous_capability"), rel=1e-9
    )
    assert results["outcome_explicit_capability"].iloc[-1] == pytest.approx(
        run.outcome("explicit_capability"), rel=1e-4
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["exponential", "automating-alignment", "everything"])
def test_a_second_reader_agrees_with_euler_s_error(pysd: Any, everything: Model, tmp_path: Path, name: str) -> None:
    """It steps by Euler's method whatever the file asks for."""
    model = (everything if name == "everything" else takeoff.load(name)).change(horizon=1.0)
    path = tmp_path / "model.xmile"
    path.write_text(xmile_text(model.case, 1 / 64), encoding="utf-8")
    results = pysd.read_xmile(str(path)).run()
    run = model.run()
    for cell in model.meaning.starts:
        label = f"{cell.key[0]}[{', '.join(cell.key[1])}]" if cell.key[1] else cell.key[0]
        ours = run.sample(label, [1.0])[0] * u.scale(run.unit(label))
        theirs = results[carry(model.case).names[cell.key]].iloc[-1]
        assert theirs == pytest.approx(ours, rel=0.03, abs=1e-4), label
