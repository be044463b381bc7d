"""The files of the page: no text becomes markup or code, one file fetches, and nothing comes from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import takeoff.page

STATIC = Path(takeoff.page.__path__[0]) / "static"
MODULES = sorted(STATIC.glob("*.js"))
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|\beval\b|new Function|createContextualFragment"
)
IMPORT = re.compile(r'^import (?:[\w$]+|\{[^}]*\}) from "(\./[\w/.]+\.js)";$')


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_no_text_becomes_markup_or_code(module: Path) -> None:
    assert MARKUP.findall(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_imports_are_static_and_name_files_beside_them(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if re.match(r"\s*(import|export)\b.*(from|import)\b", line)]
    named = [IMPORT.match(line) for line in lines]
    assert all(named), lines
    assert [found[1] for found in named if found and not (STATIC / found[1]).is_file()] == []
    assert "import(" not in text


def test_one_file_fetches() -> None:
    asking = re.compile(r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon")
    assert [module.name for module in MODULES if asking.search(module.read_text(encoding="utf-8"))] == ["source.js"]


def test_the_page_holds_no_script_style_or_address_from_elsewhere() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"\son\w+=|\sstyle=|<style|https?:|//", page.replace("<!doctype", "")) == []
    assert [found for found in re.findall(r"<script[^>]*>", page) if "src=" not in found] == []
    assert re.findall(r"url\(|@import", (STATIC / "style.css").read_text(encoding="utf-8")) == []


def test_what_is_vendored_keeps_its_licence_and_version() -> None:
    folder = STATIC / "vendor" / "uplot"
    assert "MIT License" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert "(v1.6.32)" in (folder / "uPlot.esm.js").read_text(encoding="utf-8")[:400]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_modules_are_short_and_say_what_they_are(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.startswith("/**")
    assert len(text.splitlines()) < 300
