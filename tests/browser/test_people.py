"""Whoever reads the page: without a mouse, without sight, on a small screen, in the dark, on paper."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

FLAGSHIP = "?v=1&model=automating-alignment"
SMALL = "?v=1&model=lead-and-pause"
"""What is quick to settle."""


@pytest.mark.parametrize(
    ("scheme", "width", "drawer"),
    [("light", 1280, False), ("dark", 1280, True), ("light", 390, True), ("dark", 390, False)],
)
def test_axe_finds_nothing(
    opened: Callable[..., AbstractContextManager[Any]],
    show: Callable[..., None],
    settle: Callable[[Any], None],
    scheme: str,
    width: int,
    drawer: bool,
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    with opened(color_scheme=scheme, viewport={"width": width, "height": 800}) as tab:
        show(tab, f"{FLAGSHIP}&p.nonsense=1")
        settle(tab)
        tab.get_by_role("button", name="About Lead").click()
        tab.locator("details.table summary").first.click()
        if drawer:
            tab.locator("#open-drawer").click()
        found = axe.run(tab)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1600])
def test_nothing_scrolls_sideways(
    opened: Callable[..., AbstractContextManager[Any]], show: Callable[..., None], width: int
) -> None:
    with opened(viewport={"width": width, "height": 844}) as tab:
        show(tab, f"{FLAGSHIP}&preset=plan-a&compare=1&pause.start=3")
        for details in tab.locator("#panels details.table summary").all():
            details.click()
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_screen_holds_the_answer_and_the_figures(
    tab: Any, show: Callable[..., None], settle: Callable[[Any], None]
) -> None:
    show(tab, FLAGSHIP)
    settle(tab)
    for part in ["#question", "#presets", "#sentences", "#slowdown", "#headline"]:
        box = tab.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 800, part
    assert tab.locator(".plot").nth(2).bounding_box()["y"] < 700


def test_a_preset_is_chosen_and_a_value_changed_by_keyboard_alone(tab: Any, show: Callable[..., None]) -> None:
    show(tab, FLAGSHIP)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    focused = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        focused.append(tab.evaluate("document.activeElement.id || document.activeElement.className"))
    assert "open-drawer" in focused
    start = tab.get_by_role("slider", name="Start")
    start.focus()
    before = start.get_attribute("aria-valuetext")
    for _ in range(4):
        tab.keyboard.press("ArrowLeft")
    tab.wait_for_url("**pause.start=**")
    assert start.get_attribute("aria-valuetext") != before
    tab.get_by_role("button", name="the best", exact=True).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{FLAGSHIP}")


def test_the_drawer_opens_closes_and_searches_by_keyboard(tab: Any, show: Callable[..., None]) -> None:
    show(tab, FLAGSHIP)
    tab.locator("#open-drawer").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.type("review capacity")
    rows = tab.locator("#drawer .parameter:visible")
    assert 1 <= rows.count() <= 3
    field = rows.filter(has=tab.get_by_text("review_capacity", exact=True)).locator("input.value")
    field.fill("150")
    field.press("Enter")
    tab.wait_for_url("**p.review_capacity=150")
    tab.keyboard.press("Escape")
    assert tab.locator("#drawer").is_hidden()
    assert tab.evaluate("document.activeElement.id") == "open-drawer"


def test_a_mechanism_is_switched_off(tab: Any, show: Callable[..., None], settle: Callable[[Any], None]) -> None:
    show(tab, FLAGSHIP)
    tab.locator("#open-drawer").click()
    switch = tab.locator("#drawer .mechanism input").first
    assert switch.is_checked()
    switch.click()
    tab.wait_for_url("**off=**")
    held = tab.locator("#drawer .parameter", has=tab.get_by_text("Held by a mechanism that is off")).first
    assert held.is_visible()
    assert held.locator("input.value").is_disabled()


def test_every_figure_has_its_values_in_a_table(tab: Any, show: Callable[..., None]) -> None:
    show(tab, FLAGSHIP)
    figures = tab.locator("#panels figure")
    assert figures.count() >= 4
    for figure in figures.all():
        figure.locator("summary").click()
        figure.locator("tbody tr").first.wait_for()
        assert 8 <= figure.locator("tbody tr").count() <= 13
        assert figure.locator("tbody tr").first.locator("th").inner_text() == "2026.0"


def test_a_value_out_of_range_is_clipped_and_said(
    tab: Any, show: Callable[..., None], settle: Callable[[Any], None]
) -> None:
    show(tab, FLAGSHIP)
    field = tab.locator("#headline input.value").first
    field.fill("1000")
    field.press("Enter")
    assert "The lead was 1,000, outside 0 to 20 years; it is now 20." in tab.locator("#notices").inner_text()
    assert field.input_value() == "20"
    field.fill("a while")
    field.press("Enter")
    assert field.get_attribute("aria-invalid") == "true"
    said = "“a while” is no number: the lead takes digits alone, in years."
    assert said in tab.locator("#notices").inner_text()


def test_what_is_being_typed_survives_answers_that_arrive(
    tab: Any, show: Callable[..., None], settle: Callable[[Any], None]
) -> None:
    show(tab, f"{SMALL}&p.lead=1.3")
    field = tab.locator("#headline input.value").first
    field.fill("1.2")
    settle(tab)
    assert field.input_value() == "1.2"


def test_a_click_on_the_scan_chooses_the_start(
    tab: Any, show: Callable[..., None], settle: Callable[[Any], None]
) -> None:
    show(tab, FLAGSHIP)
    tab.locator("#panels figure").nth(1).locator(".u-over").click(position={"x": 100, "y": 40})
    tab.wait_for_url("**pause.start=**")
    assert tab.get_by_role("button", name="the best", exact=True).get_attribute("aria-pressed") == "false"


def test_pointing_reads_all_figures_at_one_moment(tab: Any, show: Callable[..., None]) -> None:
    show(tab, FLAGSHIP)
    tab.locator("#panels figure").first.locator(".u-over").hover(position={"x": 120, "y": 40})
    texts = tab.locator("#panels .readout b").all_inner_texts()
    assert len(texts) == tab.locator("#panels figure").count()


def test_paper_is_white_also_from_the_dark(
    opened: Callable[..., AbstractContextManager[Any]], show: Callable[..., None]
) -> None:
    with opened(color_scheme="dark") as tab:
        show(tab, FLAGSHIP)
        tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"


def test_a_server_that_is_gone_is_said_once_and_the_old_curves_fade(tab: Any, show: Callable[..., None]) -> None:
    show(tab, SMALL)
    tab.route(
        "**/api/**", lambda route: route.fulfill(status=422, json={"error": {"what": "no answer", "hint": "wait"}})
    )
    tab.locator("#headline input.value").first.fill("0.7")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panels.stale")
    tab.wait_for_selector("#sentences[aria-busy=false]")
    assert tab.locator("#failure").inner_text() == "No answer. Wait."
    assert tab.locator("#sentences").inner_text().strip() == "No answer. Wait."
    assert all("422" in error for error in tab.errors)
    tab.errors.clear()
