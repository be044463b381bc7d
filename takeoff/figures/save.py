"""A figure as files, vector and raster: the same bytes each time, with the text that says how it came about."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from takeoff.figures.style import styled
from takeoff.spec.write import write_file

FORMS = ("svg", "pdf", "png")
"""Forms of files, and their endings."""

NO_DATE = {"svg": "Date", "pdf": "CreationDate", "png": "Creation Time"}
"""Where each form would keep the date, which is left out so that a figure has the same bytes each time."""

PROVENANCE = {"svg": "Description", "pdf": "Subject", "png": "Description"}
"""Where each form keeps how the figure came about."""


def save(
    figure: Figure, stem: str | Path, provenance: Mapping[str, Any], forms: Sequence[str] = ("svg", "png")
) -> tuple[Path, ...]:
    """Write STEM.svg, STEM.pdf, STEM.png; an interruption leaves each as it was, or finished.

    Arguments:
        figure: what is drawn.
        stem: path without an ending; its folder exists.
        provenance: kept as JSON in the "Description" of the files, which in PDF is the "Subject".
        forms: some of FORMS.

    Raises:
        OSError: the folder cannot be written to.
    """
    drawn = [(Path(f"{stem}.{form}"), figure_bytes(figure, form, provenance)) for form in forms]
    for path, content in drawn:
        write_file(path, content)
    return tuple(path for path, _ in drawn)


def svg_text(figure: Figure, provenance: Mapping[str, Any]) -> str:
    """A figure as the text of an SVG file.

    Arguments:
        figure: what is drawn.
        provenance: kept as JSON in its "Description".
    """
    return figure_bytes(figure, "svg", provenance).decode()


def finding_of(figure: Figure) -> str:
    """The title of a figure, which says what it shows, in one line."""
    return figure.get_suptitle().replace("\n", " ")


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)


def figure_bytes(figure: Figure, form: str, provenance: Mapping[str, Any]) -> bytes:
    """A figure as the bytes of a file.

    Arguments:
        figure: what is drawn.
        form: one of FORMS.
        provenance: kept as JSON in the "Description" of the file, which in PDF is the "Subject".
    """
    buffer, told = io.BytesIO(), json.dumps(provenance, default=_plain, ensure_ascii=False)
    metadata = {"Title": finding_of(figure), PROVENANCE[form]: told, NO_DATE[form]: None}
    with styled():
        figure.savefig(buffer, format=form, metadata=metadata)
    return buffer.getvalue()
