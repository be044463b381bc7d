from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

EXTENSIONS = Path(__file__).resolve().parents[2] / "docs" / "_extensions"


@pytest.fixture
def extension(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """An extension of the documentation by name."""
    pytest.importorskip("sphinx", reason="the documentation is built with the extra [docs]")
    monkeypatch.syspath_prepend(EXTENSIONS)
    return importlib.import_module
