"""The page as its readers meet it: the real server in a process of its own, and a browser that is there already.

Without chromium or playwright these tests are skipped, and say so. Every tab is watched: a request that leaves this
machine, an error on the console, or a breach of the security policy fails its test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from tests.browser.opening import CHROMIUM, DRAWN, FLAGS, SETTLED, served

PATIENCE = 60_000
"""How long an answer may take on a busy machine [ms]."""
BUSY = re.compile("status of 50[34]")
"""What a browser notes of a question that a busy machine did not answer in time: no mistake of the page."""

Tab = Any
"""A playwright page, with `errors` and `strays` that its test must leave empty."""


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """What drives the browser, if both are there."""
    reason = "playwright is not installed: pip install takeoff[browser-tests]"
    api = pytest.importorskip("playwright.sync_api", reason=reason)
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    with api.sync_playwright() as driving:
        yield driving


@pytest.fixture(scope="session")
def address(driver: Any) -> Iterator[str]:
    """Where the server of this session answers."""
    with served() as there:
        yield there


@pytest.fixture(scope="session")
def browser(driver: Any, address: str) -> Iterator[Any]:
    """A browser, which has seen the flagship once, so that the server has compiled it."""
    opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    tab = opened.new_page()
    tab.goto(address)
    tab.wait_for_selector(DRAWN, timeout=PATIENCE)
    tab.close()
    yield opened
    opened.close()


def wrong(message: Any) -> bool:
    """Whether a line of the console tells of a mistake of the page."""
    return message.type in ("error", "warning") and not BUSY.search(message.text)


@contextmanager
def watched(browser: Any, address: str, **context: Any) -> Iterator[Tab]:
    """A tab whose mistakes fail the test."""
    strays: list[str] = []
    errors: list[str] = []
    within = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **context})
    tab = within.new_page()
    tab.set_default_timeout(PATIENCE)
    tab.on("request", lambda request: None if request.url.startswith(address) else strays.append(request.url))
    tab.on("console", lambda message: errors.append(message.text) if wrong(message) else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.errors = errors
    yield tab
    within.close()
    assert strays == []
    assert errors == []


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Tab]:
    with watched(browser, address) as opened:
        yield opened


@pytest.fixture
def opened(browser: Any, address: str) -> Callable[..., AbstractContextManager[Tab]]:
    """Opens watched tabs of other kinds."""
    return lambda **context: watched(browser, address, **context)


@pytest.fixture
def show(address: str) -> Callable[..., None]:
    """Open a query, and wait until its curves are drawn."""

    def shown(tab: Tab, query: str) -> None:
        tab.goto(f"{address}{query}")
        tab.wait_for_selector(DRAWN)

    return shown


@pytest.fixture
def settle() -> Callable[[Tab], None]:
    """Wait until every answer is there."""
    return lambda tab: tab.wait_for_selector(SETTLED)
