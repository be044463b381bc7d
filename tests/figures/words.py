"""Whether the words of a figure are all on its sheet."""

from collections.abc import Iterator

from matplotlib.figure import Figure
from matplotlib.text import Text


def outside(figure: Figure) -> list[str]:
    """Words that are cut off at an edge of the sheet.

    Arguments:
        figure: of its final size.
    """
    figure.set_dpi(200)
    figure.draw_without_rendering()
    width, height = figure.bbox.width, figure.bbox.height
    boxes = [(text.get_text(), text.get_window_extent()) for text in _shown(figure) if text.get_text()]
    figure.set_dpi(100)
    return [text for text, box in boxes if min(box.x0, box.y0) < -1 or box.x1 > width + 1 or box.y1 > height + 1]


def _shown(figure: Figure) -> Iterator[Text]:
    yield from figure.texts
    for axes in figure.axes:
        yield from axes.texts
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            yield axis.label
            yield from (tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high)
