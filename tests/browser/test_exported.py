"""An exported page from a file, in a browser without a network: it has the package's numbers and asks nobody."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import takeoff
from takeoff.page.export.file import export_page
from takeoff.spec.find import model_paths
from tests.browser.conftest import PATIENCE, Tab
from tests.browser.opening import SETTLED

NAME = "lead-and-pause"
OWN = ("file:", "data:", "blob:")
"""What a page may load without a network."""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "page.html"
    path.write_text(export_page(NAME, model_paths()[NAME]), encoding="utf-8")
    return path


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    """A tab without a network, whose mistakes fail the test."""
    strays: list[str] = []
    errors: list[str] = []
    within = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    opened = within.new_page()
    opened.set_default_timeout(PATIENCE)
    opened.on("request", lambda request: None if request.url.startswith(OWN) else strays.append(request.url))
    opened.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    within.close()
    assert (strays, errors) == ([], [])


def show(tab: Tab, path: Path, query: str = "") -> None:
    tab.goto(f"{path.as_uri()}{query}")
    tab.wait_for_selector(SETTLED)


def test_it_answers_with_the_package_s_numbers(tab: Tab, exported: Path) -> None:
    show(tab, exported)
    best = takeoff.load(NAME).best_pause("alignment", takeoff.abrupt())
    line = tab.locator("#reuse pre").first.inner_text().splitlines()[1]
    assert float(re.findall(r"start=([\d.]+) year", line)[0]) == pytest.approx(
        best.best.parameters["start"].value, abs=1e-6
    )
    sentence = tab.locator("#sentences .best").inner_text()
    assert f"{best.best.run.outcome('alignment'):,.0f} researcher years" in sentence
    assert f"{best.never.run.outcome('alignment'):,.0f} researcher years" in sentence
    assert "November 2028" in sentence
    with tab.expect_download() as waiting:
        tab.locator(".files a", has_text="curves.csv").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8"))))
    last = [row for row in rows if row["run"] == "pause"][-1]
    column = next(name for name in last if name.startswith("alignment ("))
    assert float(last[column]) == pytest.approx(best.best.run.outcome("alignment"), rel=1e-6)


def test_changes_go_into_the_address_and_come_out_of_it(tab: Tab, exported: Path) -> None:
    show(tab, exported, "?v=1&preset=theft&p.lead=1&pause.kind=ramp&pause.length=1")
    run = takeoff.load(NAME).scenario("theft").change(lead=1)
    best = run.best_pause("alignment", takeoff.ramp(length="1 year"))
    assert f"{best.best.run.outcome('alignment'):,.0f}" in tab.locator("#sentences .best").inner_text()
    tab.get_by_label("at once").check()
    tab.wait_for_selector(SETTLED)
    assert "preset=theft" in tab.url and "pause.kind" not in tab.url
    tab.go_back()
    tab.wait_for_selector(SETTLED)
    assert "ramp" in tab.locator("#sentences .best").inner_text() + tab.url


def test_draws_are_carried_along(tab: Tab, exported: Path) -> None:
    show(tab, exported)
    tab.locator("#uncertain input[type=checkbox]").check()
    tab.locator("#uncertain").get_by_text("over 256 draws").wait_for()
    tab.locator("#uncertain button").click()
    tab.locator("#uncertain").get_by_text("of 64 draws never pausing is best").wait_for()


def test_nothing_of_it_reaches_out(exported: Path) -> None:
    text = exported.read_text(encoding="utf-8")
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[0]
    assert policy.startswith("default-src 'none'; script-src data: 'sha256-") and "connect-src" not in policy
    assert "unsafe" not in policy and "http" not in policy
    assert not re.search(r'(?:src|href)="(?!data:|#)', text)
