"""The fan has the quantiles of an ensemble of the same draws; what a view changes is not drawn."""

from pathlib import Path

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.page.answers.fan import LEAST, TIMES, fan
from takeoff.uncertainty.ensemble import SHARES
from tests.page.conftest import Views


def test_quantiles_are_those_of_an_ensemble(view: Views, tmp_path: Path) -> None:
    found = fan(view(draws=64, seed=3, **{"pause.start": 2, "p.people": 12}))
    model = takeoff.load(view().path).change(people=12).with_schedules(caution="abrupt(start=2, depth=1)")
    times = np.linspace(0.0, 5.0, TIMES)
    ensemble = model.ensemble(64, 3, folder=tmp_path / "e", quantities=["work"], times=times.tolist(), engine="numpy")
    assert found["drawn"] == list(ensemble.inputs) == ["growth"], "people were changed"
    assert found["outcomes"]["work"] == pytest.approx(ensemble.quantiles("work").tolist(), rel=1e-9)
    expected = np.quantile(ensemble.sampled("work"), SHARES, axis=0)
    assert np.array(found["values"]["work"]) == pytest.approx(expected, rel=1e-9)
    assert list(found["values"]) == ["progress[ahead]", "progress[behind]", "work"], "what moves, without the race"
    assert (found["draws"], found["failed"], len(found["time"])) == (64, 0, TIMES) and found["seconds"] > 0


def test_there_are_quantiles_as_long_as_half_of_the_runs_go_on(view: Views) -> None:
    found = fan(view(model="lead-and-pause", draws=32))
    edges = np.array(found["values"]["progress"], dtype=float)
    going = np.isfinite(edges).all(axis=0)
    assert going[0] and not going[-1] and np.all(np.diff(going.astype(int)) <= 0)
    assert np.all(np.diff(edges[:, going], axis=0) >= 0) and LEAST == 0.5


def test_a_model_that_is_sure_has_no_fan(view: Views) -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        fan(view(**{"p.people": 12, "p.growth": 3}))
