"""How long many explicit tasks take: at 200, loading, compiling and a first run stay under 5 s."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import takeoff
from takeoff.spec.find import find_model

COUNTS = (20, 80, 200)


def model_file(folder: Path, count: int) -> Path:
    text = find_model("task-by-task").read_text(encoding="utf-8")
    path = folder / f"tasks_{count}.toml"
    path.write_text(text.replace("task = 20 ", f"task = {count} "), encoding="utf-8")
    return path


@pytest.mark.parametrize("count", COUNTS)
def test_loading_compiling_and_the_first_run(benchmark: Any, tmp_path: Path, count: int) -> None:
    takeoff.load("exponential").run()  # imports are no part of it
    path = model_file(tmp_path, count)
    run = benchmark.pedantic(lambda: takeoff.load(path).run(), rounds=3)
    assert run.outcome("explicit_ahead") == pytest.approx(1.2 / count**2, rel=0.1)


@pytest.mark.parametrize("count", COUNTS)
def test_a_run_of_the_compiled_model(benchmark: Any, tmp_path: Path, count: int) -> None:
    model = takeoff.load(model_file(tmp_path, count))
    model.run()
    run = benchmark(model.run)
    assert len(run.trajectory.pieces) > 0.6 * count
