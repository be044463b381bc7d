"""The fan has the quantiles of an ensemble of the same draws; what a view changes is not drawn."""

from pathlib import Path

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.page.answers.fan import TIMES, edges, fan
from takeoff.uncertainty.ensemble import SHARES
from takeoff.uncertainty.members import Members, Wanted
from tests.page.conftest import Views


def test_quantiles_are_those_of_an_ensemble(view: Views, tmp_path: Path) -> None:
    found = fan(view(draws=64, seed=3, **{"pause.start": 2, "p.people": 12}))
    model = takeoff.load(view().path).change(people=12).with_schedules(caution="abrupt(start=2, depth=1)")
    times = np.linspace(0.0, 5.0, TIMES)
    ensemble = model.ensemble(64, 3, folder=tmp_path / "e", quantities=["work"], times=times.tolist())
    assert found["drawn"] == list(ensemble.inputs) == ["growth"], "people were changed"
    assert found["outcomes"]["work"] == pytest.approx(ensemble.quantiles("work").tolist(), rel=1e-9)
    expected = np.quantile(ensemble.sampled("work"), SHARES, axis=0)
    assert np.array(found["values"]["work"]) == pytest.approx(expected, rel=1e-9)
    assert list(found["values"]) == ["progress[ahead]", "progress[behind]", "work"], "what moves, without the race"
    assert (found["draws"], found["failed"], len(found["time"])) == (64, 0, TIMES) and found["seconds"] > 0


def test_there_are_quantiles_as_long_as_half_of_the_runs_go_on() -> None:
    sampled = np.array([[[1.0, 2.0, 3.0]], [[3.0, 4.0, np.nan]], [[5.0, np.nan, np.nan]], [[7.0, np.nan, np.nan]]])
    found = Members(np.zeros((4, 0)), np.zeros((4, 0)), sampled, ("",) * 4)
    low, _, half, _, high = edges(found, Wanted((), (), ("x",), (0.0, 1.0, 2.0)))["x"]
    assert half == [4.0, 3.0, None] and low[0] == pytest.approx(1.3) and high == [pytest.approx(6.7), 3.9, None]


def test_a_model_that_is_sure_has_no_fan(view: Views) -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        fan(view(**{"p.people": 12, "p.growth": 3}))
