"""Runs for pandas and xarray: values, units, dimensions, and how they came about; without these, what to install."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.model import Model
from takeoff.solve.run import Run


@pytest.fixture
def run(everything: Model) -> Run:
    return everything.run(caution=takeoff.abrupt(start=1))


@pytest.fixture
def pandas() -> Any:
    return pytest.importorskip("pandas")


@pytest.fixture
def xarray() -> Any:
    return pytest.importorskip("xarray")


def test_a_frame_along_the_steps(run: Run, pandas: Any) -> None:
    frame = run.to_dataframe()
    assert (frame.index.name, frame.index.tolist()) == ("time", run.time.tolist())
    assert list(frame.columns[:3]) == ["size[ahead]", "size[behind]", "pool"]
    assert {name: frame[name].tolist() for name in frame} == {n: v.tolist() for n, v in run.table().items()}
    assert frame["pool"].to_numpy() == pytest.approx(run["pool"], rel=1e-12)
    assert frame.attrs["units"]["pool"] == "month researcher"
    assert frame.attrs["outcomes"]["size"] == (run.outcome("size"), "1")
    assert (frame.attrs["milestones"], frame.attrs["provenance"]) == (run.milestones, run.provenance)


def test_a_frame_at_some_times(run: Run, pandas: Any) -> None:
    """Dates and years from the start mean the same; after the end there is no number."""
    frame = run.to_dataframe([0, 2027.25, 1.25, 1e6])
    assert frame.index.tolist() == [2026.0, 2027.25, 2027.25, 1e6]
    assert frame["pool"].tolist() == pytest.approx(run.sample("pool", [0, 1.25, 1.25, 1e9]).tolist(), nan_ok=True)
    assert frame.iloc[1].equals(frame.iloc[2].rename(2027.25))
    assert frame.iloc[3].isna().all()
    assert run.to_dataframe([]).empty
    assert run.to_dataframe([float("nan")]).isna().all(axis=None)
    assert not run.to_dataframe(run.time).isna().any(axis=None)
    assert run.at(run.end) == run.at(run.trajectory.end)


def test_a_data_set_has_the_dimensions_of_the_model(run: Run, xarray: Any) -> None:
    found = run.to_xarray()
    assert dict(found.sizes) == {"time": len(run.time), "lab": 2, "box": 3}
    assert found["size"].sel(lab="behind").to_numpy().tolist() == run.table()["size[behind]"].tolist()
    assert (found["size"].dims, found["speed"].dims, found["pool"].units) == (("time", "lab"), (), "month researcher")
    assert float(found["delay"]) == pytest.approx(18.0)
    assert json.loads(found.attrs["provenance"]) == run.provenance


def test_a_saved_run_is_the_same_data_set(run: Run, xarray: Any, tmp_path: Path) -> None:
    run.save(tmp_path / "run.nc")
    with xarray.open_dataset(tmp_path / "run.nc", engine="scipy") as opened:
        read = opened.load()
    assert read.attrs.pop("takeoff_run") == 1
    made = run.to_xarray()
    xarray.testing.assert_equal(read, made)
    assert {name: read[name].attrs["units"] for name in read} == {name: made[name].attrs["units"] for name in made}
    assert read.attrs == made.attrs


@pytest.mark.parametrize(("library", "method"), [("pandas", "to_dataframe"), ("xarray", "to_xarray")])
def test_what_is_missing_is_named(run: Run, library: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError, match=rf"{library} is not installed\n  hint: pip install \"takeoff\[data\]\""):
        getattr(run, method)()


def test_at_agrees_with_the_table(run: Run) -> None:
    amounts = run.at(2027.25)
    table = run.table([2027.25])
    assert {name: amount.value for name, amount in amounts.items()} == {n: v[0] for n, v in table.items()}
    assert amounts["accident"].value == np.inf
