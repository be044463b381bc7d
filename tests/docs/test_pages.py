"""Every page that people read is true: its code runs, its output is what it shows, its numbers are among them."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

import takeoff
from tests.docs.pages import ROOT, numbers, numbers_of_the_prose, paths, stands_in, written_pages
from tests.docs.reader import Reader

PAGES = written_pages()
ABOUT_DATA = "docs/data/README.md"
"""Says what data sets are, which no command prints."""
TOLD_BY_COMMANDS = [page for page in PAGES if page.startswith("docs/") and page != ABOUT_DATA]

NOT_PATHS = {"FLOP/s": "a unit", "takeoff/models": "where the models are once the package is installed"}

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all pages: a model that one page writes is another's file as well."""
    return tmp_path_factory.mktemp("reader")


@pytest.fixture(autouse=True)
def _in_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loaded models are kept: to compile the flagship again for every command takes as long as the searches."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(takeoff.model, "load", _load)


def _load(name: str | Path) -> takeoff.Model:
    return takeoff.Model.load(name) if ".toml" in str(name) else _load_once(name)


_load_once = functools.cache(takeoff.Model.load)


@functools.cache
def read(page: str) -> Reader:
    return Reader(page).read()


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_happens(page: str) -> None:
    complaints = read(page).complaints
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("page", TOLD_BY_COMMANDS)
def test_every_number_of_the_prose_is_printed_by_a_command_of_the_page(page: str) -> None:
    told = numbers(read(page).told)
    assert [number for number in numbers_of_the_prose(page) if not stands_in(number, told)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_exists(page: str) -> None:
    assert [path for path in paths(page) if path not in NOT_PATHS and not _exists(path)] == []


def _exists(path: str) -> bool:
    """Whether there is such a file, or one with some name in the place of capitals, as in tests/FOLDER/test_FILE.py."""
    return (ROOT / path).exists() or ("/" in path and any(ROOT.glob(re.sub("[A-Z]{3,}", "*", path).rstrip("/"))))


# --- what the reader notices ---

RUN = "```sh\ntakeoff run lead-and-pause\n```\n"


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        (f"{RUN}\n```text\n... alignment work 44,232 researcher year ...\n```\n", 0),
        (f"{RUN}\n```text\n... alignment work 44,233 researcher year ...\n```\n", 1),
        (f"{RUN}\n```text\nerror: ...\n```\n", 1),
        ("```sh\ntakeoff run lead-and-paws\n```\n", 1),
        ("```sh\ntakeoff run lead-and-paws\n```\n\n```text\nerror: no model called 'lead-and-paws'...\n```\n", 0),
        *((f"```sh\n{line}\n```\n", 1) for line in ("make tea", "pytest tests/tea.py", "brew install tea")),
        ("```python\nprint(1)\nassert False\n```\n", 1),
        ("```toml from models/logistic.toml\n[stocks.tea]\n```\n", 1),
        ("```tea\n```\n", 1),
    ],
)
def test_a_reader_notices_what_is_not_so(text: str, noticed: int, folder: Path) -> None:
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    assert len(Reader(str(page)).read().complaints) == noticed


@pytest.mark.parametrize(
    ("number", "printed", "found"),
    [
        ("0.595", "0.5949", True),
        ("0.594", "0.5949", False),
        ("59.5 %", "0.5949", True),
        ("27.2 million", "27,244,716", True),
        ("27.3 million", "27,244,716", False),
    ],
)
def test_a_number_stands_in_what_is_printed_to_its_digits(number: str, printed: str, found: bool) -> None:
    assert stands_in(number, numbers(printed)) == found
