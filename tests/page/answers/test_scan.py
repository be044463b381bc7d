"""The scan agrees with single runs, for stops and ramps."""

import pytest

import takeoff
from takeoff.errors import NoAnswer
from takeoff.page.answers.scan import STARTS, scan
from tests.page.conftest import BEST_START, Views


def test_every_start_gives_what_its_run_gives(view: Views) -> None:
    asked = view(compare=1, **{"pause.depth": 0.8, "pause.length": 1})
    found, model = scan(asked), takeoff.load(asked.path)
    assert found["x"][0] == 0 and found["x"][-1] == 5 and len(found["x"]) == STARTS
    assert found["date"][-1] == 2031 and found["never"] == model.run().outcome("work")
    for place in (0, 17, 40):
        start = found["x"][place]
        stop, ramp = (
            model.run(caution=f"{one}, depth=0.8)")
            for one in (f"abrupt(start={start}", f"ramp(start={start}, length=1")
        )
        assert found["abrupt"][place] == pytest.approx(stop.outcome("work"), rel=1e-6)
        assert found["ramp"][place] == pytest.approx(ramp.outcome("work"), rel=1e-6)


def test_the_highest_point_lies_at_the_best_start(view: Views) -> None:
    found = scan(view())
    best = max(range(STARTS), key=lambda place: found["abrupt"][place])
    assert found["x"][best] == pytest.approx(BEST_START, abs=5 / (STARTS - 1)) and found["ramp"] is None


def test_a_ramp_of_no_length_is_a_stop(view: Views) -> None:
    found = scan(view(**{"pause.kind": "ramp", "pause.length": 0}))
    assert found["ramp"] == found["abrupt"]


def test_without_a_goal_there_is_nothing_to_scan(view: Views) -> None:
    with pytest.raises(NoAnswer, match="names no goal"):
        scan(view(model="aimless"))
