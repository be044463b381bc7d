"""The gallery: every script runs and draws a figure with a title; what its text says of the numbers is so."""

from __future__ import annotations

import contextlib
import functools
import io
import runpy
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure

GALLERY = Path(__file__).resolve().parents[2] / "docs" / "gallery"
SCRIPTS = sorted(path.stem for path in GALLERY.glob("plot_*.py"))


@functools.cache
def names(script: str) -> dict[str, Any]:
    """The names of a script that has run, with what it printed."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        found = runpy.run_path(str(GALLERY / f"{script}.py"))
    return {**found, "printed": printed.getvalue()}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_prints_and_draws_a_figure_with_a_title(script: str) -> None:
    found = names(script)
    (figure,) = (one for one in found.values() if isinstance(one, Figure))
    assert len(figure.get_suptitle()) > 20
    assert any(axes.lines or axes.collections or axes.patches for axes in figure.axes)
    assert found["printed"]


def test_at_an_equal_price_abrupt_is_best() -> None:
    never, *slowdowns = names("plot_2_abrupt_or_gradual")["comparison"].slowdowns
    abrupt = slowdowns[0].run
    assert all(one.run.outcome("caution_time") == pytest.approx(abrupt.outcome("caution_time")) for one in slowdowns)
    assert max(slowdowns, key=lambda one: one.run.outcome("alignment")) is slowdowns[0]
    assert never.run.outcome("alignment") < min(one.run.outcome("alignment") for one in slowdowns)


def test_a_stop_adds_its_year_and_what_comes_later() -> None:
    found = names("plot_4_own_model")
    gained = {name: found["paused"].outcome(name) - found["never"].outcome(name) for name in ("safety", "end")}
    assert gained["safety"] == pytest.approx(1 + gained["end"], abs=1e-8) and 0 < gained["end"] < 1


def test_the_search_finds_what_is_derived() -> None:
    found = names("plot_5_one_input")
    assert found["starts"] == pytest.approx([found["by_hand"](value) for value in found["growth"]], abs=1e-6)
    assert found["starts"] == sorted(found["starts"])


def test_the_best_schedule_of_any_shape_is_the_best_stop() -> None:
    found = names("plot_6_any_shape")
    simple, free = found["simple"].run, found["plan"].best.run
    assert free.outcome("alignment") == pytest.approx(simple.outcome("alignment"), rel=1e-6)


def test_the_solver_agrees_with_the_closed_form() -> None:
    found = names("plot_7_by_hand")
    for name, form in found["forms"].items():
        exact = [form.at(time, found["values"]) for time in found["times"]]
        assert found["run"].sample(name, found["times"]) == pytest.approx(exact, rel=1e-9)
