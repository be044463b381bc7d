"""Every parameter and stock of every model of one file, singly in a unit of another size: no outcome changes.

The flagship has its own, longer test in `test_units`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from takeoff.equations import units as u
from takeoff.equations.understand import understand
from takeoff.solve.case import Case, Programs
from takeoff.spec.find import model_paths
from takeoff.spec.read import read_model
from tests.every_model.test_units import in_percent

FILES = {name: path for name, path in model_paths().items() if path.is_file()}


def declared() -> Iterator[tuple[str, str, str]]:
    """Model, section and name of every stock and parameter."""
    for model, path in FILES.items():
        for section, name in re.findall(r"^\[(stocks|parameters)\.(\w+)\]$", path.read_text(encoding="utf-8"), re.M):
            yield model, section, name


ALL = tuple(declared())


def outcomes_of(path: Path) -> dict[str, float | None]:
    """Outcomes in inside units."""
    run = Case(Programs(understand(read_model(path)))).run()
    units = run.meaning.outcome_units
    values = {name: amount.value for name, amount in run.outcomes.items()}
    return {name: None if value is None else value * u.scale(units[name].unit) for name, value in values.items()}


@pytest.fixture(scope="module")
def expected() -> dict[str, dict[str, float | None]]:
    return {name: outcomes_of(path) for name, path in FILES.items()}


def test_every_declaration_is_found() -> None:
    for model, path in FILES.items():
        parts = read_model(path).parts
        found = {(section, name) for one, section, name in ALL if one == model}
        assert found >= {("stocks", name) for name in parts.stocks}
        assert found >= {("parameters", name) for name in parts.parameters}


@pytest.mark.parametrize(("model", "section", "name"), ALL, ids=map(".".join, ALL))
def test_a_unit_of_another_size_changes_no_outcome(
    model: str, section: str, name: str, tmp_path: Path, expected: dict[str, dict[str, float | None]]
) -> None:
    lines = FILES[model].read_text(encoding="utf-8").splitlines()
    in_percent({(section, name)}, lines)
    path = tmp_path / "model.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "percent" in getattr(read_model(path).parts, section)[name].unit
    assert outcomes_of(path) == pytest.approx(expected[model], rel=1e-9, abs=1e-11)
