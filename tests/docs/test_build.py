"""The documentation: it builds without warnings, its theory pages come from the derivations, it needs no network."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from takeoff.theory.topics import derive, topics

pytest.importorskip("sphinx", reason="the documentation is built with the extra [docs]")

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built from a copy of the sources."""
    folder = tmp_path_factory.mktemp("docs")
    source = folder / "source"
    shutil.copytree(DOCS, source, ignore=shutil.ignore_patterns("_build", "theory"))
    built_into = folder / "site"
    words = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(source), str(built_into)]
    built = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    return built_into


def test_every_topic_has_a_page_with_its_results(site: Path) -> None:
    for topic in topics().values():
        page = html.unescape((site / "theory" / f"{topic.name}.html").read_text(encoding="utf-8"))
        page = page.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        headings = re.findall(r"<h2>(.*?)<a", page)
        assert headings == [*(result.title for result in topic.results), "Symbols"]
        assert page.count("<math ") > 2 * len(topic.results)
        for result in topic.results:
            assert derive(result.name).meaning.split("$")[0].split("`")[0].strip() in page
            if result.picture:
                assert (site / "_images" / f"{result.name}.svg").is_file()


def test_no_formula_failed_to_typeset(site: Path) -> None:
    for page in sorted((site / "theory").glob("*.html")):
        text = page.read_text(encoding="utf-8")
        formulas = re.findall(r"<math.*?</math>", text, re.DOTALL)
        assert not [one for one in formulas if "\\" in re.sub(r"<annotation.*?</annotation>", "", one)]


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        loaded = re.findall(
            r'<(?:script|link|img|iframe)[^>]*?(?:src|href)="([^"]*)"', page.read_text(encoding="utf-8")
        )
        assert not [one for one in loaded if re.match(r"(?:https?:)?//", one)]
