"""Parameters and stocks of every model of one file, many of them in units of another size: no outcome changes.

The flagship has its own, longer test in `test_units`.
"""

import re
from pathlib import Path

import pytest

from takeoff.equations import units as u
from takeoff.equations.understand import understand
from takeoff.solve.case import Case, Programs
from takeoff.spec.find import model_paths
from takeoff.spec.read import read_model
from tests.every_model.halves import halves
from tests.every_model.test_units import in_percent

FILES = {name: path for name, path in model_paths().items() if path.is_file()}


Declared = tuple[str, str]


def declared(path: Path) -> list[Declared]:
    """Section and name of every stock and parameter."""
    return re.findall(r"^\[(stocks|parameters)\.(\w+)\]$", path.read_text(encoding="utf-8"), re.M)


CASES = [(model, chosen) for model, path in FILES.items() for chosen in halves(declared(path))]


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
    for path in FILES.values():
        parts, found = read_model(path).parts, set(declared(path))
        assert found >= {("stocks", name) for name in parts.stocks}
        assert found >= {("parameters", name) for name in parts.parameters}


@pytest.mark.parametrize(("model", "chosen"), CASES)
def test_units_of_another_size_change_no_outcome(
    model: str, chosen: list[Declared], tmp_path: Path, expected: dict[str, dict[str, float | None]]
) -> None:
    lines = FILES[model].read_text(encoding="utf-8").splitlines()
    in_percent(set(chosen), lines)
    path = tmp_path / "model.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    parts = read_model(path).parts
    assert all("percent" in getattr(parts, section)[name].unit for section, name in chosen)
    assert outcomes_of(path) == pytest.approx(expected[model], rel=1e-9, abs=1e-11)
