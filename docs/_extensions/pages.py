"""How extensions write pages into the sources."""

from pathlib import Path


def write_page(path: Path, text: str) -> None:
    """Write a file, unless it is there already: an unchanged page is not read again.

    Arguments:
        path: its folder is made if it is not there.
        text: without the last end of line.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != f"{text}\n":
        path.write_text(f"{text}\n", encoding="utf-8")
