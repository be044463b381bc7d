"""Saved runs: what is read back is what was saved; what is no saved run is refused in words."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.io import netcdf_file

import takeoff
from takeoff.errors import InputError
from takeoff.exchange import saved
from takeoff.exchange.netcdf import netcdf_bytes
from takeoff.model import Model
from takeoff.solve.run import Run

LABS = """
schema = 1
[model]
name = "labs"
title = "Zwei Häuser"
time = { unit = "year", start = 2026.0, stop = 2030.0 }
[dimensions]
lab = ["ahead", "behind"]
[stocks.size]
over = "lab"
unit = "thousand chip"
start = "begin[lab]"
[flows.growth]
over = "lab"
into = "size"
rate = "speed * size[lab] * (1 - caution)"
[auxiliaries]
total = { unit = "chip", equation = "sum(size[lab], lab)" }
time = { over = "lab", unit = "month", equation = "t + delay" }
[parameters]
begin = { over = "lab", unit = "chip", value = { ahead = 2000, behind = 1000 }, source = "assumed" }
speed = { value = 0.3, unit = "1/year", between = [-2, 2], source = "assumed" }
delay = { value = "1 month", unit = "year", source = "assumed" }
accident = { value = "never", unit = "year", date = true, source = "assumed" }
[controls.caution]
unit = "1"
[events.loss]
at = "accident"
set = { "size[ahead]" = "size[ahead] / 2" }
[milestones]
large = { when = "size[ahead] > twice", stop = true }
small = { when = "size[ahead] < size[behind]" }
[outcomes]
total = { unit = "thousand chip", equation = "total" }
at_small = { unit = "year", equation = "t", at = "small" }
""".replace("> twice", "> 2 * begin[ahead]")


@pytest.fixture(scope="module")
def labs(tmp_path_factory: pytest.TempPathFactory) -> Model:
    path = tmp_path_factory.mktemp("labs") / "labs.toml"
    path.write_text(LABS, encoding="utf-8")
    return takeoff.load(path)


@pytest.fixture(scope="module")
def run(labs: Model) -> Run:
    return labs.run(accident=1.5, caution=takeoff.abrupt(2.5, 0.5))


@pytest.fixture
def file(run: Run, tmp_path: Path) -> Path:
    run.save(tmp_path / "run.nc")
    return tmp_path / "run.nc"


@settings(max_examples=25)
@given(
    speed=st.floats(-1, 1),
    delay=st.sampled_from(["1 month", 0, "-2 week"]),
    accident=st.sampled_from([0.0, 1.25, "never", "2027-07-01"]),
    depth=st.floats(0, 1),
)
def test_everything_comes_back(
    labs: Model, tmp_path_factory: pytest.TempPathFactory, speed: float, delay: Any, accident: Any, depth: float
) -> None:
    run = labs.run(speed=speed, delay=delay, accident=accident, caution=takeoff.abrupt(1.0, depth))
    path = tmp_path_factory.getbasetemp() / "one.nc"
    run.save(path)
    again = takeoff.load_run(path)
    assert again.time.tolist() == run.time.tolist()
    assert {name: values.tolist() for name, values in again.quantities.items()} == {
        name: values.tolist() for name, values in run.table().items()
    }
    assert all(again.unit(name) == run.unit(name) for name in again.quantities)
    assert (again.outcomes, again.milestones, again.provenance) == (run.outcomes, run.milestones, run.provenance)
    assert (again.title, again.when("small")) == ("Zwei Häuser", run.when("small"))


def test_it_answers_like_the_run(file: Path, run: Run) -> None:
    again = takeoff.load_run(file)
    assert again["size[behind]"] == pytest.approx(run["size[behind]"], rel=1e-12)
    assert again["begin[ahead]"].tolist() == [2000.0] * len(run.time)
    assert again.outcome("total") == run.outcome("total")
    assert np.isnan(again.outcome("at_small")) == np.isnan(run.outcome("at_small"))
    assert repr(again) == "<SavedRun of labs>"
    with pytest.raises(ValueError, match="read-only"):
        again["total"][0] = 1.0


def test_what_it_cannot_answer(file: Path) -> None:
    again = takeoff.load_run(file)
    with pytest.raises(InputError, match=r"no derivatives: they need the model\n  hint: run it again"):
        again.gradient("total")
    with pytest.raises(InputError, match="no quantity 'siez'\n  hint: known are: accident"):
        again["siez"]
    with pytest.raises(InputError, match="no outcome 'totl'\n  hint: did you mean 'total'"):
        again.outcome("totl")
    with pytest.raises(InputError, match="no milestone 'smal'"):
        again.when("smal")


def test_a_date_without_end_is_written_as_the_command_line_has_it(labs: Model, tmp_path: Path) -> None:
    labs.run(accident=float("inf")).save(tmp_path / "run.nc")
    again = takeoff.load_run(tmp_path / "run.nc")
    assert again.provenance["changes"] == {"accident": "never"}
    assert np.isinf(again["accident"]).all()


def test_saving_replaces_the_file_and_leaves_no_other(file: Path, run: Run) -> None:
    before = file.read_bytes()
    run.save(str(file))
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["run.nc"]


# --- files from strangers ---


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        takeoff.load_run(path)
    return str(caught.value)


def test_what_is_no_file_or_too_large(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        takeoff.load_run(file.with_name("none.nc"))
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        takeoff.load_run(file.parent)
    monkeypatch.setattr(saved, "LARGEST", 100)
    with pytest.raises(InputError, match="is larger than 100 bytes"):
        takeoff.load_run(file)


def test_files_that_are_cut_or_changed(file: Path, run: Run) -> None:
    """Whatever a byte says, the answer is a sentence or a run; nothing else is raised."""
    content = netcdf_bytes(run)
    for length in range(0, len(content) - 8, 211):
        assert "is no saved run" in refused(file, content[:length])
    for place in range(0, 4000, 13):
        file.write_bytes(content[:place] + b"\xff\x7f" + content[place + 2 :])
        try:
            assert isinstance(takeoff.load_run(file), takeoff.SavedRun)
        except InputError as error:
            assert "is no saved run" in str(error)  # noqa: PT017


def test_other_netcdf_files(tmp_path: Path) -> None:
    path = tmp_path / "other.nc"
    with netcdf_file(path, "w") as other:
        other.createDimension("time", 3)
    assert "its attribute takeoff_run is not 1" in refused(path, path.read_bytes())
    assert "is no saved run" in refused(path, b"\x89HDF\r\n")
    assert "is no saved run" in refused(path, b"")


def test_texts_that_are_no_records(file: Path, run: Run) -> None:
    content = netcdf_bytes(run)
    assert "(outcomes: Invalid JSON" in refused(file, content.replace(b'{"total": [', b'{"total": {'))
    assert "unknown unit 'yeer'" in refused(file, content.replace(b"1/year", b"1/yeer"))


def test_arrays_that_lie_on_top_of_each_other(tmp_path: Path) -> None:
    """A small file whose header says a thousand times where the same numbers are is not read a thousand times."""
    path = tmp_path / "bomb.nc"
    file: Any = netcdf_file(path, "w")
    file.createDimension("time", 20_000)
    places = [file.createVariable(f"x{n}", "f8", ("time",)) for n in range(50)]
    for variable in places:
        variable.data[...] = 0.0
    file.flush()
    starts = [variable._begin for variable in places]
    file.close()
    content = bytearray(path.read_bytes())
    first = struct.unpack(">i", content[starts[0] : starts[0] + 4])[0]
    for start in starts:
        content[start : start + 4] = struct.pack(">i", first)
    assert "its arrays overlap" in refused(path, bytes(content[: first + 160_000]))
