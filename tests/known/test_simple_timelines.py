"""The published eight-parameter takeoff model against its published percentiles, its draws made again together."""

from __future__ import annotations

import itertools
import math
import tomllib
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

import takeoff
from takeoff.equations.scope import Key
from takeoff.model import Model
from takeoff.spec.find import find_model

START = 2026.0
RANGES = {
    "capability_width": (1.5, 4.2),
    "automation_start": (0.25, 0.5),
    "labour_share": (0.12, 0.35),
    "returns_to_scale": (0.8, 1.0),
    "software_difficulty": (0.3, 1.0),
}
"""What is drawn, in this order, with the mode in the middle."""

PERCENTILES = {0: 2028.41, 10: 2030.20, 25: 2031.42, 50: 2032.76, 75: 2034.48, 90: 2036.20, 100: 2040.86}


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("simple-timelines")


@pytest.fixture(scope="module")
def file() -> dict[str, Any]:
    return tomllib.loads(find_model("simple-timelines").read_text(encoding="utf-8"))


def year(model: Model, **changes: float) -> float:
    """Calendar year in which research is automated."""
    return START + model.run(**changes).outcome("automation_time")


def test_the_published_percentiles(model: Model) -> None:
    random = np.random.RandomState(123)
    draws = [
        {name: random.triangular(low, (low + high) / 2, high) for name, (low, high) in RANGES.items()}
        for _ in range(500)
    ]
    columns: dict[str | Key, npt.ArrayLike] = {name: [draw[name] for draw in draws] for name in RANGES}
    batch = model.case.batch(columns)
    place = [one.name for one in model.meaning.outcomes].index("automation_time")
    years = START + batch.outcomes[:, place]
    assert np.percentile(years, list(PERCENTILES)) == pytest.approx(list(PERCENTILES.values()), abs=0.01)
    for draw, found in list(zip(draws, years, strict=True))[::25]:
        assert year(model, **draw) == pytest.approx(found, abs=1e-6)


def test_the_midpoints(model: Model) -> None:
    assert year(model) == pytest.approx(2033.065, abs=1e-3)
    assert year(model, software_difficulty=1.0) == pytest.approx(2035.402, abs=1e-3)
    assert year(model.scenario("hard-software")) == pytest.approx(2035.402, abs=1e-3)


def test_the_defaults_and_priors_are_what_is_drawn(file: dict[str, Any]) -> None:
    drawn = {name: part for name, part in file["parameters"].items() if part.get("headline")}
    assert list(drawn) == list(RANGES)
    for name, (low, high) in RANGES.items():
        middle = (low + high) / 2
        assert drawn[name]["value"] == pytest.approx(middle, rel=1e-15)
        assert drawn[name]["prior"] == f"triangular({low:g}, {middle:g}, {high:g})"


def test_the_start_is_what_the_parameters_say(model: Model) -> None:
    changed = model.run(automation_start=0.3, capability_width=2.0, labour_share=0.3, returns_to_scale=0.85)
    for run, automation in ((model.run(), 0.375), (changed, 0.3)):
        start = run.at(0)
        assert start["automation"].value == pytest.approx(automation, rel=1e-12)
        assert start["software_growth"].value == pytest.approx(math.log(5), rel=1e-12)


def compute_factor(calendar: int) -> float:
    """Growth of compute in the year that begins then."""
    if calendar < 2029:
        return 2.6
    return 2.0 if calendar == 2029 else max(1.25, 2 - 0.75 * (calendar - 2030) / 28)


def test_compute_grows_by_the_factor_of_each_year(model: Model, file: dict[str, Any]) -> None:
    path = file["tables"]["compute_path"]
    assert path["x"] == [*range(33), 132]
    factors = [later / earlier for earlier, later in itertools.pairwise(path["y"])]
    years = [compute_factor(2026 + position) for position in range(33)]
    assert factors == pytest.approx([*years[:-1], years[-1] ** 100], rel=1e-11)
    run = model.run(automation_goal=0.999)
    assert run.sample("compute", [1.25, 3.5, 4.5]) == pytest.approx(
        [2.6**1.25, 2.6**3 * math.sqrt(2), 2.6**3 * 2 * math.sqrt(2)], rel=1e-11
    )


def test_labour_doubles_to_2029_and_grows_a_tenth_from_then_on(model: Model) -> None:
    run = model.run()
    assert run.sample("labour", [0, 1.5, 3, 6.5]) == pytest.approx([1, 2**1.5, 8, 8 * 1.1**3.5], rel=1e-11)


def test_a_computed_parameter_may_be_set(model: Model) -> None:
    productivity = math.log(5) * (1 - 0.375) ** (0.235 * 0.9)
    assert model.parameters["research_productivity"].value == pytest.approx(productivity, rel=1e-12)
    start = model.run(research_productivity=2 * productivity).at(0)
    assert start["software_growth"].value == pytest.approx(2 * math.log(5), rel=1e-12)
