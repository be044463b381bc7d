"""The page on speed, written from measurements that are known."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.speed.kept import kept

pytest.importorskip("sphinx", reason="the documentation is built with the extra [docs]")

ROOT = Path(__file__).resolve().parents[2]
NOTES = (
    {"model": "exponential", "rates": {"single": 200.0, "numpy": 50_000.0}},
    {"model": "lead-and-pause", "rates": {"single": 400.0, "numpy": 60_000.0, "pysd": 20.0}},
    {"members": 100, "rates": {"numpy": 1234.0, "heyoka": 5678.0}},
    {"tasks": 20, "rates": {"single": 8.0, "numpy": 16.0}},
    {"engine": "numpy", "shares": {"equations": 0.625, "steps": 0.1}},
)
FOUND = {
    "datetime": "2026-11-29T16:00:00",
    "machine_info": {"cpu": {"count": 2, "brand_raw": "a processor"}, "python_version": "3.11.7"},
    "benchmarks": [{"extra_info": note} for note in NOTES],
}


def test_rates_and_how_many_times_those_of_single_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "docs" / "_extensions"), *sys.path])
    from speed_pages import write_speed  # type: ignore[import-not-found, unused-ignore]

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "speed.json").write_text(json.dumps(kept(FOUND)), encoding="utf-8")
    write_speed(tmp_path)
    page = (tmp_path / "speed.md").read_text(encoding="utf-8")
    assert "Measured on 2026-11-29, on 2 cores of a processor, Python 3.11.7; " in page
    assert "| model | single runs | batch, NumPy | PySD |" in page
    assert "| exponential | 200 (1 x) | 50,000 (250 x) | - |" in page
    assert "| lead-and-pause | 400 (1 x) | 60,000 (150 x) | 20 (0.05 x) |" in page
    assert "| members | batch, NumPy | batch, heyoka |" in page
    assert "| 100 | 1,200 | 5,700 |" in page
    assert "| 20 | 8 (1 x) | 16 (2 x) |" in page
    assert "- batch, NumPy: equations 62 %, steps 10 %" in page
