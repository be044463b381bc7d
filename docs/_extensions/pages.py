"""How extensions write pages into the sources."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx


def written_before_reading(app: Sphinx, write: Callable[[Path, Any], None]) -> dict[str, Any]:
    """Have pages written before any is read; what an extension's `setup` returns.

    Arguments:
        app: the build.
        write: gets the folder of the sources and the settings.
    """
    app.connect("config-inited", lambda app, config: write(Path(app.srcdir), config))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_page(path: Path, text: str) -> None:
    """Write a file, unless it is there already: an unchanged page is not read again.

    Arguments:
        path: its folder is made if it is not there.
        text: without the last end of line.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != f"{text}\n":
        path.write_text(f"{text}\n", encoding="utf-8")
