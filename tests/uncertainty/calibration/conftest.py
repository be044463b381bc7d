"""A recipe for the model `exponential`, whose size is size_start * exp(growth * t) from 2026 on, and made-up data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

RECIPE = """
schema = 1
[recipe]
title = "Growth of a size"
model = "exponential"
[data]
title = "Sizes"
file = "sizes.csv"
date = "when"
value = "size"
unit = "1"
keep = { kind = "good" }
source = "made up"
[fit]
quantity = "size"
scale = "log10"
parameters = ["growth", "size_start"]
"""
HEADER = "when,size,low,high,kind"
Written = Callable[..., tuple[Path, Path]]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a recipe and rows of data: paths of both."""

    def write(rows: Sequence[str], recipe: str = RECIPE, header: str = HEADER) -> tuple[Path, Path]:
        (tmp_path / "recipe.toml").write_text(recipe, encoding="utf-8")
        (tmp_path / "sizes.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return tmp_path / "recipe.toml", tmp_path / "sizes.csv"

    return write


@pytest.fixture
def recipe() -> str:
    """Text of the recipe."""
    return RECIPE
