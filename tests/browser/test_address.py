"""The address of the page is its state."""

from collections.abc import Callable
from typing import Any

FLAGSHIP = "?v=1&model=automating-alignment"


def value(tab: Any, label: str) -> str:
    return str(tab.get_by_label(label, exact=False).and_(tab.locator("#headline input.value")).input_value())


def test_a_state_comes_back_from_its_address(tab: Any, show: Callable[..., None]) -> None:
    show(tab, f"{FLAGSHIP}&preset=plan-b&p.danger_capability=4.5&pause.start=3.5&pause.depth=0.5&compare=1")
    assert value(tab, "Danger level") == "4.5"
    assert value(tab, "Lead") == "2"
    assert tab.get_by_label("Preset").input_value() == "plan-b"
    assert tab.get_by_label("Depth").input_value() == "0.5"
    assert tab.get_by_role("switch", name="Compare with a ramp").is_checked()
    before = tab.url
    tab.get_by_label("Depth").press("ArrowRight")
    tab.wait_for_url("**pause.depth=0.51**")
    tab.get_by_label("Depth").press("ArrowLeft")
    tab.wait_for_url(before)


def test_only_what_differs_is_written(tab: Any, show: Callable[..., None]) -> None:
    show(tab, FLAGSHIP)
    field = tab.locator("#headline input.value").first
    field.fill("2")
    field.press("Enter")
    tab.wait_for_url(f"**{FLAGSHIP}&p.lead=2")
    field.fill("1")
    field.press("Enter")
    tab.wait_for_url(f"**{FLAGSHIP}")
    tab.get_by_label("Preset").select_option("plan-b")
    tab.wait_for_url(f"**{FLAGSHIP}&preset=plan-b")


def test_back_and_forward_move_between_settled_states(tab: Any, show: Callable[..., None]) -> None:
    show(tab, FLAGSHIP)
    tab.get_by_label("Preset").select_option("plan-c")
    field = tab.locator("#headline input.value").first
    field.fill("1.25")
    field.press("Enter")
    tab.wait_for_url(f"**{FLAGSHIP}&preset=plan-c&p.lead=1.25")
    tab.go_back()
    assert (field.input_value(), tab.get_by_label("Preset").input_value()) == ("0.5", "plan-c")
    tab.go_back()
    assert (field.input_value(), tab.get_by_label("Preset").input_value()) == ("1", "")
    tab.go_forward()
    assert field.input_value() == "0.5"


def test_what_a_bad_address_says_is_clipped_and_named(tab: Any, show: Callable[..., None]) -> None:
    bad = "&p.lead=99&p.nonsense=1&p.danger_capability=soon&colour=red&preset=plan-z&off=gravity&pause.depth=7"
    show(tab, FLAGSHIP + bad)
    said = tab.locator("#notices").inner_text()
    named = [
        "The lead was 99, outside 0 to 20 years; it is now 20",
        "nonsense",
        "soon",
        "colour",
        "plan-z",
        "gravity",
        "7",
    ]
    assert [name for name in named if name not in said] == []
    assert value(tab, "Lead") == "20"
    assert tab.locator("#notices").get_attribute("aria-live") == "polite"


def test_texts_of_an_address_are_never_markup(tab: Any, show: Callable[..., None]) -> None:
    show(tab, f"{FLAGSHIP}&p.<img src=x onerror=alert(1)>=1")
    assert tab.locator("#notices img").count() == 0
    assert "<img src" in tab.locator("#notices").inner_text()


def test_an_unknown_model_is_named(tab: Any, show: Callable[..., None]) -> None:
    show(tab, "?model=phlogiston")
    assert "phlogiston" in tab.locator("#notices").inner_text()
