"""The version of the package, as results and files tell it."""

from __future__ import annotations

import functools
from importlib.metadata import PackageNotFoundError, version


@functools.cache
def package_version() -> str:
    """Version of the installed package, or "unknown" when run from loose files."""
    try:
        return version("takeoff")
    except PackageNotFoundError:
        return "unknown"
