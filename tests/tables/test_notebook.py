"""What a notebook shows of models and results: their findings and outcomes, and no markup of the model's own."""

from pathlib import Path
from typing import Any

import pytest

import takeoff
from takeoff.decide.pause import BestPause
from takeoff.decide.scenarios import compare_scenarios
from takeoff.errors import RunError
from takeoff.model import Model
from takeoff.solve.outlets import Shown, data_frame, data_set, html, save_run, words
from takeoff.spec.starter import STARTER
from takeoff.tables.pauses import pause_words
from takeoff.tables.runs import run_words
from tests.tables.test_block_html import PLAIN, Reader

HOSTILE = "<script>alert(1)</script>&amp;"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The model to start from, every text of which is hostile."""
    text = STARTER.read_text(encoding="utf-8")
    for key in ("title", "label", "meaning"):
        text = "\n".join(f'{key} = "{HOSTILE}"' if one.startswith(f"{key} =") else one for one in text.splitlines())
    path = tmp_path_factory.mktemp("hostile") / "hostile.toml"
    path.write_text(text, encoding="utf-8")
    return takeoff.load(path)


def shown(result: Any) -> str:
    """The text that is read, without elements."""
    read = Reader(result._repr_html_())
    assert (read.tags <= PLAIN, read.open) == (True, [])
    return "\n".join(read.text)


def test_a_model(model: Model) -> None:
    text = shown(model.change(lead="1 year"))
    assert "starter." in text
    assert HOSTILE in text.replace("\n", "")
    assert "lead\n1\nyear" in text
    assert "staff" not in text  # only headline parameters are shown where there are any


@pytest.fixture(scope="module")
def best(model: Model) -> BestPause:
    return model.best_pause("safety")


def test_a_run_and_a_pause(model: Model, best: BestPause) -> None:
    run = model.run()
    assert "190.86\nresearcher year" in shown(run)
    assert "1 January 2029 (3.00 years after the start)" in shown(run)
    assert "start 6 February 2028" in shown(best)
    assert "806.62\n190.86" in shown(best)
    assert "No other local optimum in range." in shown(best)


def test_other_decisions(model: Model, best: BestPause) -> None:
    compared = model.compare(["abrupt(start=2)", "ramp(start=2, length=1)"], "safety")
    assert "never pausing\nabrupt\nramp" in shown(compared)
    assert "best schedule" in shown(model.plan("safety", nodes=(3,), against=()))
    assert "month_of_lead" in shown(best.worth())
    latest = model.latest_pause("progress <= 2", along="lead", values=[0.5])
    assert "The latest start that meets progress <= 2 is" in shown(latest)
    stop = {"abrupt": {"caution": takeoff.abrupt(start=2)}}
    assert "long-lead" in shown(compare_scenarios(model.case, "safety", stop))


def test_the_prompt_shows_what_the_command_line_tells(model: Model, best: BestPause) -> None:
    assert repr(model.run()) == run_words(model.run())
    assert str(best) == pause_words(best)
    assert "802.8 researcher years with abrupt" in repr(model.compare(["abrupt(start=2)"], "safety"))
    assert repr(model.latest_pause("progress <= 2")).startswith("Latest pause that meets progress <= 2: caution abrupt")


def test_a_result_that_cannot_be_told_says_why() -> None:
    assert repr(Mute()) == "<Mute: it has no number>"
    assert words(1) == "<int>"


class Mute(Shown):
    """A result without an outcome."""


@words.register
def _mute(result: Mute) -> str:
    raise RunError("it has no number")


def test_what_no_floor_says_how_to_show_is_shown_as_text() -> None:
    assert html(object()) is None
    for make in (lambda: data_frame(1, None), lambda: data_set(1), lambda: save_run(1, Path("x"))):
        with pytest.raises(NotImplementedError, match="not imported"):
            make()
