"""The same numbers everywhere: the page, the library and the command line, for every preset of every model."""

from pathlib import Path
from typing import Any

import pytest

import takeoff
from takeoff.page.answers.curves import curves
from takeoff.page.answers.reproduce import reproduce
from takeoff.page.view import View
from takeoff.spec.find import model_paths
from tests.page.answers.test_reproduce import answered, values


def main_file(path: Path) -> str:
    return (path if path.is_file() else path / "model.toml").read_text(encoding="utf-8")


SERVED = [name for name, path in model_paths().items() if "\ngoal = " in main_file(path)]
"""Models that something can be decided in."""


@pytest.mark.parametrize("name", SERVED)
def test_runs_are_the_same(name: str) -> None:
    model = takeoff.load(name)
    start, control = 0.25 * model.case.horizon(), next(iter(model.meaning.defaults))
    for preset in ("", *model.scenarios):
        query = {"model": name, "pause.start": str(start), "pause.depth": "0.5"}
        view = View.read((query | ({"preset": preset} if preset else {})).items(), model_paths())
        chosen = model.scenario(preset) if preset else model
        library = chosen.run(**{control: takeoff.abrupt(start=start, depth=0.5)})
        expected = {outcome: about(amount.value) for outcome, amount in library.outcomes.items()}
        assert curves(view)["runs"][1]["outcomes"] == expected, preset
        assert values(answered(reproduce(view)["shell"][1])) == expected, preset


def about(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, rel=1e-12)


def test_there_are_models_to_compare() -> None:
    assert {"automating-alignment", "lead-and-pause"} < set(SERVED)
