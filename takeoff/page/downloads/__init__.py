"""What a page hands out as files: each takes a view and gives its bytes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType

from takeoff.page.downloads.download import Download
from takeoff.page.downloads.figure import figure
from takeoff.page.downloads.scenario import scenario
from takeoff.page.downloads.table import table
from takeoff.page.view import View

DOWNLOADS: Mapping[str, Callable[[View], Download]] = MappingProxyType(
    {
        **{f"figure.{form}": functools.partial(figure, form=form) for form in ("svg", "pdf", "png")},
        "curves.csv": table,
        "scenario.toml": scenario,
    }
)
"""Name in the address -> what makes the file."""

__all__ = ["DOWNLOADS", "Download"]
