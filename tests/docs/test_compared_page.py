"""The page on which models are compared, written for a model of which every answer is known."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx", reason="the documentation is built with the extra [docs]")

ROOT = Path(__file__).resolve().parents[2]
CLIMB = str(ROOT / "tests" / "decide" / "climb.toml")


def test_the_page_tells_who_answers_and_who_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "docs" / "_extensions"), *sys.path])
    from compared_pages import write_compared  # type: ignore[import-not-found, unused-ignore]

    write_compared(tmp_path / "compared", [CLIMB, "time-horizon", "exponential"])
    page = (tmp_path / "compared" / "index.md").read_text(encoding="utf-8")
    assert page.startswith("# One question, many models")
    assert "## What does a full stop of 6 months at 50 % of research automated buy, until 90 % is?" in page
    assert "| climb | 6 months | care taken 0 -> 30 researcher years |" in page
    assert "time-horizon: no quantity for the share of research automated." in page
    assert "exponential" not in page
    assert "(./models.svg)" in page and (tmp_path / "compared" / "models.svg").read_text().startswith("<?xml")
