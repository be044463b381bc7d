"""The model to start from: it is whole, it has an answer, and it overwrites nothing."""

import math
from pathlib import Path

import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.spec.read import read_model
from takeoff.spec.starter import STARTER, new_model

SECTIONS = (
    *("stocks", "flows", "auxiliaries", "parameters", "controls", "milestones", "outcomes", "promises"),
    *("panels", "scenarios", "improvements", "sources"),
)


def test_the_shipped_file_shows_every_section_a_beginner_needs() -> None:
    spec = read_model(STARTER)
    assert not spec.problems
    assert [name for name in SECTIONS if not getattr(spec.parts, name)] == []
    assert {part.source for part in spec.parts.parameters.values()} == {"assumed", "my_source"}


def test_it_gets_a_name_and_its_answer_is_the_one_by_hand(tmp_path: Path) -> None:
    """Before a stop at s, safety grows as share e^x; after it, as e^s: the end minus s is pace * (1 - share)."""
    path = new_model("two-labs_2", tmp_path)
    model = takeoff.load(path)
    assert (path.name, model.name, model.scenarios) == ("two-labs_2.toml", "two-labs_2", ("long-lead",))
    best = model.best_pause("safety")
    assert best.best.parameters["start"].value == pytest.approx(2.1, abs=1e-5)
    work = 100 * (0.1 * (math.exp(2.1) - 1) + 0.9 * math.exp(2.1))
    assert best.best.run.outcome("safety") == pytest.approx(work, rel=1e-9)
    assert best.never.run.outcome("safety") == pytest.approx(10 * (math.exp(3) - 1), rel=1e-9)


@pytest.mark.parametrize("name", ["", "Two", "../up", "a/b", "a b", "a--b", "con.toml", "größe", "a" * 61, "a\n"])
def test_names_that_no_model_may_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no name for a model"):
        new_model(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("years of work", encoding="utf-8")
    (tmp_path / "gone.toml").symlink_to(tmp_path / "elsewhere")
    for name in ("mine", "gone"):
        with pytest.raises(InputError, match="already"):
            new_model(name, tmp_path)
    assert path.read_text(encoding="utf-8") == "years of work"
    with pytest.raises(InputError, match="there is no folder"):
        new_model("mine", tmp_path / "nowhere")
