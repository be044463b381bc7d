"""What a run answers: values with units, dates, provenance."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.solve.run import Run


@pytest.fixture(scope="module")
def run() -> Run:
    return takeoff.load("automating-alignment").run(lead="6 month", caution=takeoff.abrupt(start=4, stop=5))


def test_values_along_the_run_are_in_declared_units(run: Run) -> None:
    assert run["supervisors"][0] == pytest.approx(100)
    assert run["capability[leader]"][0] == pytest.approx(0, abs=1e-12)
    assert run["compute[leader]"][0] == pytest.approx(2e21)
    assert len(run["supervisors"]) == len(run.time)
    assert np.all(np.diff(run.time) >= 0)


def test_a_jump_shows_from_both_sides(run: Run) -> None:
    at_start = run["caution"][np.isclose(run.time, 2030.0, rtol=0, atol=1e-9)]
    assert sorted(at_start) == [0, 1]


def test_at_takes_calendar_years_and_years_from_the_start(run: Run) -> None:
    assert run.at(2030.5) == run.at(4.5)
    assert run.at(4.5)["caution"].value == 1
    assert run.at(2030.5)["supervisors"].unit == "researcher"


@pytest.mark.parametrize("time", [-1, 2025.9, 2100, math.nan])
def test_at_refuses_times_outside_the_run(run: Run, time: float) -> None:
    with pytest.raises(InputError, match="outside the run"):
        run.at(time)


def test_sample_is_not_a_number_after_the_end(run: Run) -> None:
    values = run.sample("capability[leader]", [2027.0, 2060.0])
    assert np.isfinite(values[0])
    assert np.isnan(values[1])


@pytest.mark.parametrize(
    ("ask", "hint"),
    [
        (lambda run: run["capability"], "capability"),
        (lambda run: run.outcome("succes"), "did you mean 'success'"),
        (lambda run: run.when("danger_"), "did you mean 'danger'"),
        (lambda run: run.sample("suprvisors", [2027]), "did you mean 'supervisors'"),
    ],
)
def test_unknown_names_are_told_with_the_nearest(run: Run, ask: Callable[[Run], object], hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        ask(run)


def test_milestones_have_dates(run: Run) -> None:
    assert run.when("danger") == pytest.approx(2026 + run.outcome("end"))
    assert run.end == run.when("danger")


def test_provenance_says_how_the_run_came_about(run: Run) -> None:
    provenance = run.provenance
    assert provenance["model"] == "automating-alignment"
    assert provenance["changes"] == {"lead": "6 month"}
    assert provenance["schedule"] == {"caution": "abrupt(start=4, stop=5)"}
    assert provenance["engine"] == "scipy DOP853"
    assert len(provenance["model_sha256"]) == 64
    assert provenance["evaluations"] > 100


def test_values_that_change_do_not_recompile() -> None:
    model = takeoff.load("lead-and-pause")
    one, other = model.run(lead=1), model.run(lead=2)
    assert one.program is other.program
    assert one.outcome("end") + 1 == pytest.approx(other.outcome("end"), abs=1e-12)
