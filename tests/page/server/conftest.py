"""A server whose questions are hostile: one lane in which they have half a second, one in which they may hang."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from takeoff.page.server.app import make_app
from takeoff.page.server.budgets import Budget
from takeoff.page.server.lane import Lane
from takeoff.page.server.listening import LOCAL
from takeoff.page.server.office import Office
from takeoff.page.server.tickets import Queue
from takeoff.page.server.worker import Recipe
from tests.page.server.hostile import EXPECTED, answer
from tests.page.server.serving import serving

SECONDS, FOREVER = 0.2, 100.0
IMPATIENT, PATIENT = "impatient", "patient"
BUDGETS = {
    **{name: Budget(IMPATIENT, SECONDS) for name in ("echo", "download/echo", *EXPECTED)},
    **{name: Budget(PATIENT, FOREVER) for name in ("wait", "after")},
}
BACK = 7
"""When to come back to a full lane [second]."""


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of a page, and one beside them that is none of them."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "static" / "vendor").mkdir(parents=True)
    (folder / "static" / "index.html").write_text("<!doctype html><title>page</title>", encoding="utf-8")
    (folder / "static" / "vendor" / "plot.js").write_text("export const x = 1;", encoding="utf-8")
    return folder / "static"


@pytest.fixture(scope="session")
def address(static: Path) -> Iterator[str]:
    """Where the hostile questions are served."""
    lanes = {
        IMPATIENT: Lane(Recipe(answer, {}), 1, Queue(50, BACK)),
        PATIENT: Lane(Recipe(answer, {}), 1, Queue(1, BACK)),
    }
    with serving(make_app(Office(BUDGETS, lanes), {"small": "A small model"}, static, LOCAL)) as address:
        yield address
