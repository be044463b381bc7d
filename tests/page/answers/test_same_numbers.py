"""The same numbers everywhere: the page, the library and the command line, for every preset of every model."""

from pathlib import Path

import pytest

import takeoff
from takeoff.page.answers.curves import curves
from takeoff.page.answers.reproduce import reproduce
from takeoff.page.answers.runs import runs_of
from takeoff.page.served import served
from takeoff.page.view import View
from takeoff.spec.find import model_paths
from tests.page.answers.test_reproduce import answered, values


def presets() -> list[tuple[str, str]]:
    """Models with a goal and a control, each with no preset and with each of its own."""
    parts = {name: takeoff.load(path).meaning.spec.parts for name, path in model_paths().items()}
    served = {name: one for name, one in parts.items() if one.concepts.goal and one.controls}
    return [(name, preset) for name, one in served.items() for preset in ("", *one.scenarios)]


@pytest.mark.parametrize(("name", "preset"), presets())
def test_runs_are_the_same(name: str, preset: str) -> None:
    half = 0.25 * served(model_paths()[name]).horizon()
    query = {"model": name, "pause.start": str(half), "pause.depth": "0.5"} | ({"preset": preset} if preset else {})
    view = View.read(query.items(), model_paths())
    told, shown = curves(view)["runs"], runs_of(view)[0]
    model = takeoff.load(name).scenario(preset) if preset else takeoff.load(name)
    control = next(iter(model.meaning.defaults))
    library = model.run(**{control: takeoff.abrupt(start=half, depth=0.5)})
    line = reproduce(view)["shell"][1]
    for outcome, amount in library.outcomes.items():
        assert told[1]["outcomes"][outcome] == pytest.approx(amount.value, rel=1e-12), outcome
        assert values(answered(line))[outcome] == pytest.approx(amount.value, rel=1e-12), outcome
    assert [one["id"] for one in told] == [one.id for one in shown]


def test_there_are_models_to_compare() -> None:
    assert {"automating-alignment", "lead-and-pause"} <= {name for name, _ in presets()}
    assert len({Path(name) for name, _ in presets()}) >= 5
