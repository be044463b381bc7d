"""The command line inside this process: exit code, stdout and stderr of a command."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from takeoff.cli.main import exit_code

SMALL = """
schema = 1
[model]
name = "small"
title = "Work done before a clock runs out"
time = { unit = "year", start = 2026.0, stop = 2036.0 }
[stocks.progress]
unit = "year"
start = "0"
[stocks.work]
unit = "researcher year"
start = "0"
[flows.advance]
into = "progress"
rate = "1 - caution"
[flows.working]
into = "work"
rate = "people * exp(progress / pace) * (base + caution * (1 - base))"
[parameters]
people = { value = 10, unit = "researcher", between = [0, 1e6], source = "assumed" }
pace = { value = "24 month", unit = "year", between = [0.1, 100], source = "assumed" }
base = { value = 0.05, unit = "1", between = [0, 1], source = "assumed" }
deadline = { value = "5 year", unit = "year", between = [0, 50], source = "assumed" }
ending = { value = "never", unit = "year", date = true, between = [0, inf], source = "assumed" }
[controls.caution]
unit = "1"
[milestones.over]
when = "t >= min(deadline, ending)"
stop = true
label = "time is up"
[milestones.far]
when = "progress >= 100 * deadline"
[outcomes]
work = { unit = "researcher year", equation = "work", better = "higher", label = "work done" }
progress = { unit = "year", equation = "progress", better = "lower" }
far_time = { unit = "year", equation = "t", at = "far" }
[scenarios.short]
deadline = 3
[improvements]
time = { add = { deadline = "1 month" }, yardstick = true, label = "one more month" }
staff = { multiply = { people = 1.1 }, label = "10 % more people" }
"""
BEST_START = 5.0 - 2.0 * (1.0 - 0.05)
"""Where a full stop begins best [year]: there the rest of the time is worth as much as a little more progress."""
BEST_WORK = 10.0 * (0.05 * 2.0 * (math.exp(BEST_START / 2.0) - 1.0) + math.exp(BEST_START / 2.0) * (5.0 - BEST_START))


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Cli = Callable[..., Answer]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command: cli("run", "exponential")."""

    def answer(*words: str) -> Answer:
        code = exit_code(list(words))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert "should not have happened" not in err
        return Answer(code, out, err)

    return answer


@pytest.fixture
def best() -> tuple[float, float]:
    """Start of the best full stop in the small model [year], and its work, by hand."""
    return BEST_START, BEST_WORK


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of a small model with a control, a scenario, a date, and an outcome without a value; not to be changed."""
    path = tmp_path_factory.mktemp("small") / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The small model once more, to be changed."""
    path = tmp_path / "own.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path
