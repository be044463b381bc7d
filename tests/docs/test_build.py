"""The documentation: it builds without warnings, its theory pages come from the derivations, it needs no network."""

from __future__ import annotations

import contextlib
import html
import io
import re
import shutil
import warnings
from pathlib import Path
from urllib.parse import unquote

import pytest

from takeoff.theory.topics import derive, topics

build_main = pytest.importorskip(
    "sphinx.cmd.build", reason="the documentation is built with the extra [docs]"
).build_main

pytestmark = pytest.mark.timeout(600)

SMALL = """
schema = 1
[model]
name = "small"
title = "Work under a deadline"
time = { stop = 2036.0 }
[stocks]
progress = { unit = "year", start = "0" }
work = { unit = "researcher year", start = "0" }
[flows]
progress = { into = "progress", rate = "1 - caution" }
work = { into = "work", rate = "people * exp(progress / pace) * caution" }
[parameters]
people = { value = 10, unit = "researcher" }
pace = { value = 2, unit = "year" }
deadline = { value = 5.1, unit = "year" }
[controls]
caution = { unit = "1" }
[milestones]
over = { when = "t >= deadline", stop = true }
[outcomes]
work = { unit = "researcher year", equation = "work", better = "higher" }
[scenarios.longer]
title = "A longer time"
meaning = "The deadline is three years later."
deadline = 8
[figures.early]
kind = "trajectories"
schedules.caution = "abrupt(start=1 year)"
meaning = "A stop that comes early."
"""
"""A full stop is best begun `pace` before the deadline."""
GENERATED = (
    "_build",
    "theory",
    "scenarios",
    "models",
    "compared",
    "drawn",
    "backcast",
    "auto_gallery",
    "verbs.md",
    "kinds.md",
)
DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built from a copy of the sources; the gallery's scripts have a test of their own."""
    folder = tmp_path_factory.mktemp("docs")
    source = folder / "source"
    shutil.copytree(DOCS, source, ignore=shutil.ignore_patterns(*GENERATED))
    built_into = folder / "site"
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    small = folder / "small.toml"
    settings = {"scenarios_of": small, "scenarios_maximise": "work", "models_shown": small, "plot_gallery": 0}
    settings["figures_of"] = small
    settings["backcast_models"] = "time-horizon,exponential"
    settings["compared_models"] = "takeoff-phases,software-explosion"
    given = [word for name, value in settings.items() for word in ("-D", f"{name}={value}")]
    words = ["-q", "-W", "--keep-going", "-b", "html", *given, str(source), str(built_into)]
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()) as said:
        warnings.simplefilter("ignore")  # those of Python; Sphinx tells its own on stderr
        code = build_main(words)
    assert (said.getvalue().splitlines(), code) == ([], 0)
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


def test_the_page_of_scenarios_comes_from_the_model(site: Path) -> None:
    page = (site / "scenarios" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2>(.*?)<a", page) == ["The model as it is", "A longer time"]
    assert "The deadline is three years later." in page
    assert "The best full stop, with start 6 February 2029, gives" in page
    assert (site / "_images" / "scenarios.svg").is_file()


def test_the_page_of_a_model_comes_from_its_file(site: Path) -> None:
    page = (site / "models" / "small.html").read_text(encoding="utf-8")
    titles = [
        "Diagram",
        "Reference run",
        "Figures",
        "Controls",
        "Equations and parameters",
        "Milestones",
        "Outcomes",
        "Scenarios",
    ]
    assert re.findall(r"<h2>(.*?)<a", page) == titles
    assert all((site / "_images" / f"small-{ending}.svg").is_file() for ending in ("diagram", "run"))


def test_the_page_of_figures_comes_from_the_model(site: Path) -> None:
    page = (site / "drawn" / "index.html").read_text(encoding="utf-8")
    assert "<p>A stop that comes early.</p>" in page
    assert "<p>Over in 2031.1; caution on from 2027.0." in page
    assert (site / "_images" / "small-early.svg").is_file()
    assert 'href="../drawn/index.html#small"' in (site / "models" / "small.html").read_text(encoding="utf-8")


def test_the_page_of_the_past_comes_from_the_data(site: Path) -> None:
    page = (site / "backcast" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2>(.*?)<a", page) == [
        "Training compute of frontier models",
        "Time horizons of the best models",
        "Records of the Epoch Capabilities Index",
    ]
    assert "time-horizon" in page and "exponential: no quantity for" in page and "CC BY 4.0" in page
    assert (site / "_images" / "past.svg").is_file()


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    pages = {page.resolve(): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    anchors = {page: set(re.findall(r'\sid="([^"]+)"', text)) for page, text in pages.items()}
    links = [
        (page, html.unescape(link)) for page, text in pages.items() for link in re.findall(r'href="([^"]*)"', text)
    ]
    inside = [(page, link) for page, link in links if not re.match(r"[a-z]+:", link)]
    assert len(inside) > 500
    for page, link in inside:
        path, _, anchor = link.partition("#")
        target = (page.parent / unquote(path.partition("?")[0])).resolve() if path else page
        assert target.exists(), (page, link)
        assert not anchor or target not in anchors or unquote(anchor) in anchors[target], (page, link)


def test_no_formula_failed_to_typeset(site: Path) -> None:
    for page in sorted([*(site / "theory").glob("*.html"), *(site / "models").glob("*.html")]):
        text = page.read_text(encoding="utf-8")
        formulas = re.findall(r"<math.*?</math>", text, re.DOTALL)
        assert not [one for one in formulas if "\\" in re.sub(r"<annotation.*?</annotation>", "", one)]


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        loaded = re.findall(
            r'<(?:script|link|img|iframe)[^>]*?(?:src|href)="([^"]*)"', page.read_text(encoding="utf-8")
        )
        assert not [one for one in loaded if re.match(r"(?:https?:)?//", one)]
