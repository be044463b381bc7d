"""Pages of models: what a model file says stands on its page, and a changed file changes the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import takeoff
from takeoff.tables.document import document
from takeoff.tables.markdown import markdown

GROWTH = """
schema = 1
[model]
name = "growth"
title = "Growth to a limit"
time = { stop = 2030.0 }
[stocks]
size = { unit = "month", start = "1/12 * scale", symbol = 'S' }
[flows]
growing = { into = "size", rate = "size * rate" }
[parameters]
scale = { value = 1, unit = "year", between = [0, 9], source = "assumed" }
rate = { value = 0.5, unit = "1/year", prior = "triangular(0.1, 0.5, 0.9)", source = "book", symbol = 'r' }
[milestones]
doubled = { when = "size >= 2 * scale / 12", stop = true, meaning = "Twice as large." }
[outcomes]
size = { unit = "month", equation = "size", better = "higher" }
[promises]
positive = "size >= 0"
[scenarios.fast]
rate = 2
[sources.book]
title = "A book"
where = "page 9 * 2"
url = "https://example.org/book"
"""
Page = Callable[[str], str]


@pytest.fixture
def page(extension: Callable[[str], ModuleType], tmp_path: Path) -> Page:
    """The page of a model, by the text of its file."""

    def written(text: str) -> str:
        (tmp_path / "growth.toml").write_text(text, encoding="utf-8")
        extension("model_pages").write_pages(tmp_path / "pages", str(tmp_path / "growth.toml"))
        return (tmp_path / "pages" / "growth.md").read_text(encoding="utf-8")

    return written


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("value = 0.5", "value = 0.25", "| $r$ | 0.5 | 1/year |", "| $r$ | 0.25 | 1/year |"),
        ('size = { unit = "month", start', 'size = { unit = "day", start', "stock [month]", "stock [day]"),
        ('"size * rate"', '"-size * rate"', r"$$\mathrm{growing} = S\, r$$", r"$$\mathrm{growing} = -S\, r$$"),
        ('source = "book"', 'source = "assumed"', "[`book`](#source-book)", "| $r$ | 0.5 | 1/year | **assumed** |"),
        ("triangular(0.1, 0.5, 0.9)", "triangular(0, 0.5, 1)", "triangular(0.1, 0.5, 0.9)", "triangular(0, 0.5, 1)"),
        ("Twice as large.", "*Twice*.", "Twice as large. It ends the run.", r"\*Twice\*. It ends the run."),
        ("size >= 0", "size > -1 * scale", r"$$S \geq 0$$", r"$$S > "),
        ("rate = 2\n", "rate = 3\n", "(`rate = 2`)", "(`rate = 3`)"),
    ],
)
def test_a_changed_model_changes_its_page(page: Page, old: str, new: str, before: str, after: str) -> None:
    assert old in GROWTH
    first, second = page(GROWTH), page(GROWTH.replace(old, new))
    assert before in first and after not in first
    assert after in second and before not in second


def test_the_run_of_the_page_is_the_model_s(page: Page, tmp_path: Path) -> None:
    text = page(GROWTH)
    run = takeoff.load(tmp_path / "growth.toml").run()
    assert run.when("doubled") == pytest.approx(2026 + 2 * 0.6931471805599453)
    assert "Doubled: 21 May 2027 (1.39 years after the start)." in text
    assert re.search(r"\| size \| 2 \| month \| `size` \|", text)
    assert "](figures/growth-run.svg)" in text
    assert "<title>Doubled in 2027.4" in (tmp_path / "pages" / "figures" / "growth-run.svg").read_text(encoding="utf-8")


def test_sources_are_told_with_their_links(page: Page) -> None:
    assert "### Source `book`\n\nA book. page 9 \\* 2. <https://example.org/book>" in page(GROWTH)


def test_command_and_page_say_the_same(page: Page, tmp_path: Path) -> None:
    text = page(GROWTH)
    told = markdown(document(takeoff.load(tmp_path / "growth.toml").meaning))
    assert [block for block in told.split("\n\n") if block not in text] == []
