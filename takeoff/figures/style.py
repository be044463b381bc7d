"""The one style of all figures: colours that survive colour blindness, dashes that survive a grey print, sizes."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib.style
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

TEXT = 8.0
"""Size of labels and ticks [point]."""
HEADING = 10.5
"""Size of the title [point]."""
LINE_HEIGHT = 1.35
"""Distance of two lines of text, in sizes of the text."""
INCH = 72.0
"""Points of an inch."""
INK = "#222222"
FAINT = "#606060"
FAMILY = "DejaVu Sans"

SETTINGS: dict[str, Any] = {
    "font.family": FAMILY,
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": "#ebebeb",
    "grid.linewidth": 0.6,
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "hatch.linewidth": 0.5,
    "lines.dash_capstyle": "butt",
    "lines.solid_capstyle": "butt",
    "savefig.dpi": 200,
    "svg.fonttype": "path",
    "svg.hashsalt": "takeoff",
    "pdf.fonttype": 42,  # journals refuse the default
}


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn.

    Arguments:
        color: as matplotlib has it.
        dashes: lengths on and off, in line widths; none for a solid line.
        width: [point].
    """

    color: str
    dashes: tuple[float, ...] = ()
    width: float = 1.7

    @property
    def keywords(self) -> dict[str, Any]:
        """What `plot` takes."""
        pattern = (0, self.dashes) if self.dashes else "-"
        return {"color": self.color, "linestyle": pattern, "linewidth": self.width}


STROKES = (
    Stroke("#000000", (), 1.3),
    Stroke("#D55E00", (4.5, 1.4)),
    Stroke("#0072B2", (1.2, 0.9)),
    Stroke("#009E73", (6.0, 1.4, 1.2, 1.4)),
    Stroke("#CC79A7", (2.6, 1.2)),
    Stroke("#E69F00", (6.0, 1.2, 1.2, 1.2, 1.2, 1.2)),
    Stroke("#56B4E9", (8.0, 2.2)),
)
"""One for each slowdown, the first for never pausing: colours of Okabe and Ito, each with dashes of its own."""

SHARED = (Stroke("#737373", (), 1.3), Stroke("#737373", (7.0, 2.0), 1.3), Stroke("#737373", (3.0, 1.5), 1.3))
"""One for each quantity that is the same in all slowdowns."""

CONSTANT = Stroke(FAINT, (1.0, 2.2), 0.9)
"""For parameters."""

_LOCK = threading.RLock()


@contextmanager
def styled() -> Iterator[None]:
    """The style, whatever the user's own settings are; one thread at a time, because those are global."""
    with _LOCK, matplotlib.style.context(["default", SETTINGS]):
        yield


def stroke(position: int) -> Stroke:
    """The stroke of a slowdown; they repeat after the seventh."""
    return STROKES[position % len(STROKES)]


def text_width(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Width of a line of text [point].

    Arguments:
        text: one line.
        size: of the font [point].
        weight: "normal" or "bold".
    """
    font = FontProperties(family=FAMILY, size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def wrapped(text: str, width: float, size: float = TEXT, weight: str = "normal") -> list[str]:
    """Text in lines that are at most so wide, where its words allow it; a percent sign stays with its number.

    Arguments:
        text: words.
        width: of a line [point].
        size: of the font [point].
        weight: "normal" or "bold".
    """
    lines: list[str] = []
    for word in re.split(r" +(?!%)", text.strip()):
        if lines and text_width(f"{lines[-1]} {word}", size, weight) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
