"""Tasks automated one at a time: how fast they approach the continuum, in the small model and in the flagship."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest

import takeoff
from takeoff.model import Model
from takeoff.spec.find import find_model

COUNTS = (20, 40, 80, 160)
CONTINUUM = 'equation = "logistic((capability[actor] - capability_midpoint) / capability_width)"'
EXPLICIT = """
[dimensions]
task = {count}
[auxiliaries.threshold]
over = "task"
unit = "OOM"
equation = "capability_midpoint + capability_width * log((position(task) - 0.5) / (count(task) - position(task) + 0.5))"
[auxiliaries.tasks_automated]
over = "actor"
unit = "1"
equation = "sum(step(capability[actor] - threshold[task]), task)"
"""


def tasks(count: int, folder: Path) -> Model:
    """The shipped model with another number of tasks."""
    text = find_model("task-by-task").read_text(encoding="utf-8")
    assert text.count("task = 20 ") == 1
    path = folder / f"tasks_{count}.toml"
    path.write_text(text.replace("task = 20 ", f"task = {count} "), encoding="utf-8")
    return takeoff.load(path)


def flagship(count: int, folder: Path) -> Model:
    """The flagship with explicit tasks of capability research."""
    copy = folder / f"flagship_{count}"
    shutil.copytree(find_model("automating-alignment"), copy, ignore=shutil.ignore_patterns("__pycache__"))
    text = (copy / "tasks.toml").read_text(encoding="utf-8")
    assert text.count(CONTINUUM) == 1
    changed = text.replace(CONTINUUM, 'equation = "tasks_automated[actor] / count(task)"')
    (copy / "tasks.toml").write_text(changed + EXPLICIT.format(count=count), encoding="utf-8")
    return takeoff.load(copy)


def orders(errors: list[float]) -> list[float]:
    return [math.log2(abs(coarse / fine)) for coarse, fine in zip(errors[:-1], errors[1:], strict=True)]


def test_the_time_of_the_goal_converges_with_order_two(tmp_path: Path) -> None:
    runs = [tasks(count, tmp_path).run() for count in COUNTS]
    errors = [run.outcome("explicit_time") - run.outcome("continuous_time") for run in runs]
    assert orders(errors) == pytest.approx([2.0, 2.0, 2.0], abs=0.1)
    assert abs(errors[-1]) < 5e-5


def test_the_share_automated_is_never_further_off_than_half_a_task(tmp_path: Path) -> None:
    for count in (20, 50):
        run = tasks(count, tmp_path).run()
        apart = run["capability[explicit]"]
        continuum = 1 / (1 + math.e ** ((1.0 - apart) / 1.24))
        assert abs(run["automation[explicit]"] - continuum).max() == pytest.approx(0.5 / count, rel=0.02)


def test_every_task_falls_at_its_threshold() -> None:
    run = takeoff.load("task-by-task").run()
    for position in (1, 7, 20):
        quantile = (position - 0.5) / 20
        threshold = 1.0 + 1.24 * math.log(quantile / (1 - quantile))
        assert run.at(0)[f"threshold[task_{position}]"].value == pytest.approx(threshold, abs=1e-12)
    falls = [piece.end for piece in run.trajectory.pieces[:-1]]
    levels = run.sample("capability[explicit]", falls)
    thresholds = [run.at(0)[f"threshold[task_{position}]"].value for position in range(1, 21)]
    fallen = [threshold for threshold in thresholds if threshold is not None and threshold > 0]
    assert all(min(abs(levels - threshold)) < 1e-9 for threshold in fallen)


def test_the_continuum_is_the_leader_of_the_flagship() -> None:
    leader = takeoff.load("automating-alignment").run()
    labour = (1 - 0.05) * (leader.at(0)["ai_labour[leader]"].value or 0.0)
    run = takeoff.load("task-by-task").run(ai_labour_start=labour)
    times = [0.5, 2.0, 4.0, 6.0, 9.0]
    expected = leader.sample("capability[leader]", times)
    assert run.sample("capability[continuous]", times) == pytest.approx(expected, rel=1e-8)


def test_the_flagship_with_explicit_tasks_approaches_the_flagship(tmp_path: Path) -> None:
    """With order one: research labour is measured against that of the start, where f is up to 1/(2N) off."""
    exact = takeoff.load("automating-alignment").run()
    for count in (20, 80):
        run = flagship(count, tmp_path).run()
        assert run.outcome("success") == pytest.approx(exact.outcome("success"), abs=0.05 / count)
        assert run.outcome("end") == pytest.approx(exact.outcome("end"), abs=0.5 / count)
