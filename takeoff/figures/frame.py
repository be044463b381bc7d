"""One panel under a heading, with room for words on all sides."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from takeoff.figures.sheet import EDGE, write_heading
from takeoff.figures.style import HEADING, INCH, LINE_HEIGHT, TEXT, wrapped


@dataclass(frozen=True)
class Frame:
    """Lengths around a panel [point].

    Arguments:
        width, height: of the panel.
        left, right: words beside it.
        above, below: words over and under it.
    """

    width: float
    height: float
    left: float
    right: float
    above: float
    below: float

    def axes(self, title: str, subtitle: str) -> tuple[Figure, Axes]:
        """The figure with its heading, and the empty panel.

        Arguments:
            title: stands above all.
            subtitle: under the title.
        """
        width = self.left + self.width + self.right
        room = width - 2 * EDGE
        heading = wrapped(title, room, HEADING, "bold"), wrapped(subtitle, room)
        top = EDGE + LINE_HEIGHT * (HEADING * len(heading[0]) + TEXT * len(heading[1])) + self.above
        height = top + self.height + self.below
        figure = Figure(figsize=(width / INCH, height / INCH))
        FigureCanvasAgg(figure)
        write_heading(figure, heading)
        box = (self.left / width, self.below / height, self.width / width, self.height / height)
        return figure, figure.add_axes(box)
