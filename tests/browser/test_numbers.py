"""What the page says is what the library says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import takeoff

FLAGSHIP = "?v=1&model=automating-alignment"
SMALL = "?v=1&model=lead-and-pause"
"""What is quick to settle."""


def test_a_preset_gives_the_numbers_of_the_library(
    tab: Any, show: Callable[..., None], settle: Callable[[Any], None]
) -> None:
    show(tab, SMALL)
    tab.get_by_label("Preset").select_option("theft")
    tab.wait_for_url("**preset=theft")
    settle(tab)
    never = takeoff.load("lead-and-pause").scenario("theft").run()
    said = tab.locator("#sentences").inner_text()
    assert f"against {never.outcome('alignment'):,.0f} researcher years for never pausing" in said
    assert str(int(never.end)) in said


def test_a_table_holds_the_run(tab: Any, show: Callable[..., None]) -> None:
    show(tab, f"{FLAGSHIP}&p.lead=1.7&pause.start=3")
    run = takeoff.load("automating-alignment").run(caution="abrupt(depth=1, start=3 year)", lead=1.7)
    figure = tab.locator("#panels figure").first
    figure.locator("summary").click()
    figure.locator("tbody tr").first.wait_for()
    heads = figure.locator("thead th").all_inner_texts()
    column = next(index for index, head in enumerate(heads) if head.startswith("leader, full stop"))
    first = figure.locator("tbody tr").first.locator("th, td").all_inner_texts()
    assert float(first[column].replace("−", "-")) == pytest.approx(run["capability[leader]"][0], abs=5e-3)


def test_files_and_lines_reproduce_the_page(tab: Any, show: Callable[..., None], tmp_path: Path, capsys: Any) -> None:
    show(tab, f"{SMALL}&p.lead=1.7&pause.start=3")
    for name, start in {"curves.csv": b"", "scenario.toml": b"", "figure.svg": b"<?xml"}.items():
        with tab.expect_download() as saved:
            tab.get_by_role("link", name=name).click()
        saved.value.save_as(tmp_path / name)
        content = (tmp_path / name).read_bytes()
        assert len(content) > 100
        assert content.startswith(start)
    python = tab.get_by_label("In Python").inner_text()
    assert "1.7" in python and "start=3" in python
    shell = tab.get_by_label("In the shell").inner_text()
    assert shell.startswith("takeoff run lead-and-pause")


def test_draws_are_shown_as_bands_and_sentences(tab: Any, show: Callable[..., None]) -> None:
    show(tab, SMALL)
    tab.get_by_role("switch", name="draws from the priors").click()
    tab.get_by_text("over 1,000 draws of what is uncertain").wait_for()
    assert "bands" in tab.locator("#legend").inner_text()
    tab.get_by_role("button", name="Find the best date").click()
    tab.get_by_text("draws never pausing is best").wait_for()
    assert tab.get_by_role("heading", name="Draws whose best pause has started").is_visible()


@pytest.mark.parametrize("model", ["pause-ladder", "slowdown-risk", "stopping-time"])
def test_every_model_has_a_page(tab: Any, show: Callable[..., None], settle: Callable[[Any], None], model: str) -> None:
    show(tab, f"?v=1&model={model}")
    settle(tab)
    assert tab.locator("#panels canvas").count() >= 2
    assert tab.locator(".sentence.failed").count() == 0
    assert tab.locator("#sentences .best").inner_text() != ""
