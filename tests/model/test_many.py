"""Many models asked at once, as names, paths or models with their changes."""

from pathlib import Path

import pytest

import takeoff
from takeoff.decide.questions import KINDS

CLIMB = Path(__file__).resolve().parents[1] / "decide" / "climb.toml"


def test_models_are_asked_with_their_changes() -> None:
    climb = takeoff.load(CLIMB)
    found = takeoff.compare_models(["automated"], [CLIMB, climb.change(horizon=1)])
    assert [one.question.name for one in found] == ["automated"]
    whole, short = found[0].given
    assert (whole.case.horizon(), short.case.horizon()) == (climb.case.horizon(), 1)
    assert short.years is not None and short.years < (whole.years or 0)


def test_all_questions_unless_some_are_given() -> None:
    assert [one.question.name for one in takeoff.compare_models(models=[CLIMB])] == list(KINDS)


def test_data_beside_models_with_their_changes(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("year,value\n2030,1\n2031,10\n2032,100\n", encoding="utf-8")
    about = (
        'title = "Horizons"\nfile = "data.csv"\nconcept = "time_horizon"\ndate = "year"\nvalue = "value"\nunit = "hour"'
    )
    (tmp_path / "about.toml").write_text(f"schema = 1\n[data.horizons]\n{about}\n", encoding="utf-8")
    (found,) = takeoff.backcast(tmp_path / "about.toml", ["time-horizon", takeoff.load(CLIMB)])
    assert [one.model for one in found.implied] == ["time-horizon"]
    assert found.observations.name == "horizons" and not found.observations.plain
    assert found.without == {"no quantity for the length of the tasks that AI does": ("climb",)}
    with pytest.raises(takeoff.InputError, match="there is no data.csv in "):
        takeoff.backcast(str(tmp_path / "about.toml"), ["time-horizon"], folder=CLIMB.parent)
