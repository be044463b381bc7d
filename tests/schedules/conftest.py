"""A small model whose caution, level and bar have closed forms under every schedule."""

from pathlib import Path

import pytest

from takeoff.model import Model, load

PACE, SLOW, HELP, HORIZON = 1.0, 0.1, 0.3, 10.0
"""Climb of the level at full speed, and rise of the bar without caution and what caution adds [OOM/year]."""

TINY = f"""schema = 1
[model]
name = "tiny"
title = "A level that caution slows, and a bar that it lifts"
time = {{ start = 2026.0, stop = {2026.0 + HORIZON} }}
[stocks]
spent = {{ unit = "year", start = "0" }}
level = {{ unit = "OOM", start = "0" }}
bar = {{ unit = "OOM", start = "first_bar" }}
[flows]
spending = {{ into = "spent", rate = "caution" }}
climb = {{ into = "level", rate = "pace * (1 - caution)" }}
rise = {{ into = "bar", rate = "slow + help * caution" }}
[auxiliaries]
share = {{ unit = "1", equation = "caution / 2" }}
[parameters]
pace = {{ value = {PACE}, unit = "OOM/year" }}
slow = {{ value = {SLOW}, unit = "OOM/year" }}
first_bar = {{ value = 1, unit = "OOM" }}
help = {{ value = {HELP}, unit = "OOM/year" }}
[controls]
caution = {{ unit = "1" }}
other = {{ unit = "1" }}
[outcomes]
spent = {{ unit = "year", equation = "spent", better = "higher" }}
level = {{ unit = "OOM", equation = "level" }}
bar = {{ unit = "OOM", equation = "bar" }}
share = {{ unit = "1", equation = "share + other" }}
[promises]
caution = "0 <= caution <= 1"
"""


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Model:
    path = tmp_path_factory.mktemp("tiny") / "tiny.toml"
    path.write_text(TINY, encoding="utf-8")
    return load(path)


@pytest.fixture(scope="session")
def flagship() -> Model:
    return load("automating-alignment")


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    return tmp_path / "own.toml"
