"""A figure as files: vector and raster, the same bytes each time, with the text that says how it came about."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from takeoff.figures.style import styled
from takeoff.spec.write import write_file


def save(figure: Figure, stem: str | Path, provenance: Mapping[str, Any]) -> tuple[Path, Path]:
    """Write STEM.svg and STEM.png; an interruption leaves each as it was, or finished.

    Arguments:
        figure: what is drawn.
        stem: path without an ending; its folder exists.
        provenance: kept as JSON in the "Description" of both files.

    Raises:
        OSError: the folder cannot be written to.
    """
    described = _described(figure, provenance)
    vector, raster = (Path(f"{stem}{ending}") for ending in (".svg", ".png"))
    drawn = (_drawn(figure, "svg", {**described, "Date": None}), _drawn(figure, "png", described))
    for path, content in zip((vector, raster), drawn, strict=True):
        write_file(path, content)
    return vector, raster


def svg_text(figure: Figure, provenance: Mapping[str, Any]) -> str:
    """A figure as the text of an SVG file.

    Arguments:
        figure: what is drawn.
        provenance: kept as JSON in its "Description".
    """
    return _drawn(figure, "svg", {**_described(figure, provenance), "Date": None}).decode()


def _described(figure: Figure, provenance: Mapping[str, Any]) -> dict[str, str]:
    description = json.dumps(provenance, default=_plain, ensure_ascii=False)
    return {"Title": figure.get_suptitle().replace("\n", " "), "Description": description}


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)


def _drawn(figure: Figure, kind: str, metadata: Mapping[str, str | None]) -> bytes:
    buffer = io.BytesIO()
    with styled():
        figure.savefig(buffer, format=kind, metadata=dict(metadata))
    return buffer.getvalue()
