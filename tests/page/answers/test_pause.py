"""The best slowdown is the one that the library and the command line find."""

import pytest

import takeoff
from takeoff.decide.optimise import GRID
from takeoff.page.answers.pause import pause
from takeoff.schedules.text import as_schedule
from tests.page.conftest import BEST_START, Views


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """A coarse scan of both sides: what is compared is the question, not the search."""
    monkeypatch.setitem(GRID, 1, 13)
    monkeypatch.setitem(GRID, 2, 5)


def test_the_best_stop_is_where_it_is_known_to_be(view: Views) -> None:
    found = pause(view())
    assert found["start"] == pytest.approx(BEST_START, abs=1e-6) and found["better"] and found["depth"] == 1.0
    assert found["goal"] == found["outcomes"]["work"] == found["optima"][0]["goal"] > found["never"]
    assert found["length"] is None and found["end"] == 2031.0


@pytest.mark.parametrize(
    ("slowdown", "text", "over"),
    [
        ("abrupt", "abrupt(depth=0.6)", ["start"]),
        ("ramp", "ramp(length=1.5, depth=0.6)", ["start"]),
        ("depth", "abrupt", ["start", "depth"]),
    ],
)
def test_it_is_the_answer_of_the_library(slowdown: str, text: str, over: list[str], view: Views) -> None:
    found = pause(view(slowdown=slowdown, **{"pause.depth": 0.6, "pause.length": 1.5, "p.people": 20}))
    model = takeoff.load(view().path).change(people=20)
    best = model.best_pause("work", as_schedule(text), over=over)
    assert found["start"] == best.best.parameters["start"].value and found["goal"] == best.best.run.outcome("work")
    assert found["depth"] == (best.best.parameters["depth"].value if "depth" in over else 0.6)
    assert [one["start"] for one in found["optima"]] == [one.parameters["start"].value for one in best.optima]


def test_where_never_is_best_there_is_no_start(view: Views) -> None:
    found = pause(view(**{"p.base": 1}))
    assert found["better"] is False and found["start"] is None and found["goal"] <= found["never"] * (1 + 1e-9)
