"""What a page hands out as files: each takes a view and gives its bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from takeoff.page.downloads.download import Download
from takeoff.page.view import View

DOWNLOADS: Mapping[str, Callable[[View], Download]] = MappingProxyType({})
"""Name of the file -> what makes it."""

__all__ = ["DOWNLOADS", "Download"]
