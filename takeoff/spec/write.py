"""Content as a file: as it was, or finished, never half."""

from __future__ import annotations

import secrets
from pathlib import Path


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file; an interruption leaves it as it was, or finished.

    Arguments:
        path: in a folder that exists.
        content: bytes, or text that becomes UTF-8.

    Raises:
        OSError: it cannot be written; the error names it.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        temporary.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)
