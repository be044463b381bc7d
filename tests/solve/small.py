"""Small models of one stock, from the text of their parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import takeoff
from takeoff.model import Model

Load = Callable[[str], Model]


def loader(folder: Path, head: str) -> Load:
    """What loads a model from a head and the text of its other parts."""

    def load(text: str) -> Model:
        path = folder / "small.toml"
        path.write_text(head + text, encoding="utf-8")
        return takeoff.load(path)

    return load


def growing(rate: str, start: str, scale: str = "linear") -> str:
    """The stock x and the flow into it."""
    return f"""
[stocks.x]
unit = "1"
start = "{start}"
scale = "{scale}"
[flows.growth]
into = "x"
rate = "{rate}"
"""
