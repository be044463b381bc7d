"""A file that is handed out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Download:
    """A file that is handed out.

    Arguments:
        content: its bytes.
        media: its media type, such as "text/csv; charset=utf-8".
        name: that it is saved under.
    """

    content: bytes
    media: str
    name: str
