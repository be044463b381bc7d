"""A stock-and-flow diagram: stocks as boxes, flows as pipes with valves, what feeds them as words and thin arrows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Polygon, Rectangle
from matplotlib.path import Path

from takeoff.algebra.structure import CONTROL, FLOW, PARAMETER, Node, Pipe, Structure
from takeoff.errors import InputError
from takeoff.figures.plan import APART, PAD, Plan, Shadow, Tank, column_widths, drained, lines_of, plan, width_of
from takeoff.figures.style import FAINT, HEADING, INCH, INK, LINE_HEIGHT, TEXT, styled, text_width

PIPE, STOCK_FILL = "#0072B2", "#eef5fa"
OTHER = "#8a8a8a"
"""Colour of what belongs to another sector, and of parameters."""
EDGE = 14.0
CLOUD, VALVE = 7.0, 6.0
"""Half the size of a cloud and of a valve [point]."""
PIPE_LENGTH = 62.0
"""From a cloud to its valve, and on to the stock [point]."""
LEAST = 15.0
"""Half the least height of a stock [point]."""

LEGEND = "Box: stock. Valve: flow. <Stock>: its value, read. Frame: control. Grey: of another sector, or a parameter."


def diagram(structure: Structure, home: str = "") -> Figure:
    """Draw a model or one of its sectors.

    Arguments:
        structure: of a model, or from `of_sector`.
        home: sector whose nodes are drawn in full; others are fainter. All where it is "".

    Raises:
        InputError: it has neither stocks nor auxiliaries.
    """
    if not structure.nodes:
        raise InputError(f"'{structure.title}' has neither stocks nor auxiliaries to draw")
    found = plan(structure)
    with styled():
        return _Drawing(structure.title, found, home).figure()


class _Drawing:
    def __init__(self, title: str, found: Plan, home: str) -> None:
        self.title, self.plan, self.home = title, found, home
        self.widths = column_widths(found)
        self.middles = [sum(self.widths[:c]) + c * APART + width / 2 for c, width in enumerate(self.widths)]
        self.source = max([0.0, *(width_of(stock) + PAD for pipe in found.pipes if (stock := drained(pipe)))])
        self.valve = self.middles[-1] + PIPE_LENGTH + self.source
        self.tank = self.valve + PIPE_LENGTH
        self.room = max((self._tank_width(tank) for tank in found.tanks), default=0.0)

    def figure(self) -> Figure:
        """The whole drawing on a sheet of its size."""
        low, high = self._span()
        right = self.tank + self.room if self.plan.pipes else self.middles[-1] + max(map(width_of, self._last())) / 2
        width = max(right, text_width(self.title, HEADING, "bold"), text_width(LEGEND, 0.85 * TEXT)) + 2 * EDGE
        low -= 2 * TEXT
        height = high - low + 2 * EDGE + 2 * HEADING
        figure = Figure(figsize=(width / INCH, height / INCH))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(-EDGE, width - EDGE), ylim=(low - EDGE, low - EDGE + height))
        axes.set_axis_off()
        figure.suptitle(
            self.title,
            x=EDGE / width,
            y=1 - EDGE / 2 / height,
            ha="left",
            va="top",
            fontsize=HEADING,
            fontweight="bold",
        )
        axes.text(0, low, LEGEND, ha="left", va="bottom", color=FAINT, fontsize=0.85 * TEXT)
        self._draw(axes)
        return figure

    def _last(self) -> list[Hashable]:
        column = max(self.plan.layers.columns.values(), default=0)
        return [name for name, own in self.plan.layers.columns.items() if own == column]

    def _span(self) -> tuple[float, float]:
        heights = [
            (height - 20.0, height + 20.0) for height in (*self.plan.layers.heights.values(), *self.plan.rows.values())
        ]
        heights += [(tank.bottom - LEAST, tank.top + LEAST) for tank in self.plan.tanks]
        return min(low for low, _ in heights), max(high for _, high in heights)

    def _draw(self, axes: Axes) -> None:
        for (source, target), route in self.plan.layers.routes.items():
            self._link(axes, source, target, route)
        for pipe in self.plan.pipes:
            self._pipe(axes, pipe)
        for tank in self.plan.tanks:
            self._box(axes, tank)
        for name, column in self.plan.layers.columns.items():
            if not (isinstance(name, Node) and name.kind == FLOW):
                self._words(axes, name, self.middles[column], self.plan.layers.heights[name])

    def _words(self, axes: Axes, name: Hashable, x: float, y: float) -> None:
        node = name.node if isinstance(name, Shadow) else name
        if not isinstance(node, Node):
            return
        faint = isinstance(name, Shadow) or node.kind == PARAMETER or not self._at_home(node)
        style = "italic" if node.kind == PARAMETER else "normal"
        axes.text(
            x,
            y,
            "\n".join(lines_of(name)),
            ha="center",
            va="center",
            color=OTHER if faint else INK,
            linespacing=LINE_HEIGHT - 0.25,
            style=style,
        )
        if node.kind == CONTROL:
            half, tall = width_of(name) / 2 + PAD, LINE_HEIGHT * TEXT * len(lines_of(name)) / 2 + PAD / 2
            axes.add_patch(
                FancyBboxPatch(
                    (x - half + 3, y - tall + 3),
                    2 * half - 6,
                    2 * tall - 6,
                    "round,pad=3",
                    facecolor="none",
                    edgecolor=FAINT,
                    linewidth=0.8,
                )
            )

    def _at_home(self, node: Node) -> bool:
        return self.home in ("", node.sector)

    def _link(self, axes: Axes, source: Hashable, target: Hashable, route: Sequence[tuple[int, float]]) -> None:
        """A thin arrow, level at both ends and at the empty places that it passes."""
        vertices = [(self.middles[route[0][0]] + width_of(source) / 2 + PAD / 2, route[0][1])]
        codes = [Path.MOVETO]
        gate, tip = self._arrival(target, *route[-1])
        passed = [self._across(column, height) for column, height in route[1:-1]]
        for (x, y), through in [*passed, (gate, gate)]:
            half = (x - vertices[-1][0]) / 2
            vertices += [(vertices[-1][0] + half, vertices[-1][1]), (x - half, y), (x, y), through]
            codes += [Path.CURVE4] * 3 + [Path.LINETO]
        path = Path([*vertices, tip], [*codes, Path.LINETO])
        thin: dict[str, Any] = {"arrowstyle": "-|>", "mutation_scale": 6, "shrinkA": 0, "shrinkB": 0, "linewidth": 0.6}
        axes.add_patch(FancyArrowPatch(path=path, color=FAINT, **thin))

    def _across(self, column: int, height: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where a line that passes a column enters and leaves it."""
        half = self.widths[column] / 2
        return (self.middles[column] - half, height), (self.middles[column] + half, height)

    def _arrival(self, target: Hashable, column: int, height: float) -> list[tuple[float, float]]:
        """The last two points of an arrow: at a flow it comes in under the cloud, at the flow's name."""
        if isinstance(target, Node) and target.kind == FLOW:
            left, y = self.valve - width_of(target) / 2 - 2, height - VALVE - 3 - TEXT / 2
            return [(min(left - TEXT, self.valve - PIPE_LENGTH / 2 - 3 * CLOUD - self.source), y), (left, y)]
        left = self.middles[column] - width_of(target) / 2 - PAD / 2
        return [(left - TEXT, height), (left, height)]

    def _pipe(self, axes: Axes, pipe: Pipe) -> None:
        """A thick arrow through a valve, from a cloud or a stock to a stock or a cloud."""
        y, drains = self.plan.rows[pipe.flow], pipe.into is None
        start, end = self.valve - PIPE_LENGTH / 2, self.tank
        if drains:
            start, end = end, start
        tip: Mapping[str, Any] = {"arrowstyle": "-|>", "mutation_scale": 11, "shrinkA": 0, "shrinkB": 0}
        axes.add_patch(FancyArrowPatch((start, y), (end, y), color=PIPE, linewidth=2.6, **tip))
        self._outside(axes, pipe, (end if drains else start) - CLOUD, y)
        for side in (-1, 1):
            corners = [(self.valve, y), (self.valve + side * VALVE, y + VALVE), (self.valve + side * VALVE, y - VALVE)]
            axes.add_patch(Polygon(corners, facecolor="white", edgecolor=PIPE, linewidth=1.2, zorder=3))
        axes.text(
            self.valve,
            y - VALVE - 3,
            "\n".join(lines_of(pipe.flow)),
            ha="center",
            va="top",
            color=INK,
            linespacing=LINE_HEIGHT - 0.25,
        )

    def _outside(self, axes: Axes, pipe: Pipe, x: float, y: float) -> None:
        """The left end of a pipe: a cloud, or the stock that it drains, in angle brackets if its box is elsewhere."""
        if stock := drained(pipe):
            boxed = any(tank.node == stock for tank in self.plan.tanks)
            frame = None if boxed else {"facecolor": STOCK_FILL, "edgecolor": INK, "linewidth": 1.2}
            words = "\n".join(lines_of(Shadow(stock) if boxed else stock))
            color = OTHER if boxed else INK
            axes.text(x + CLOUD - PAD, y, words, ha="right", va="center", color=color, bbox=frame)
            return
        for across, up in ((-3.5, -1.0), (3.5, -1.0), (0.0, 2.0)):
            axes.add_patch(
                Circle((x + across, y + up), CLOUD / 1.6, facecolor="white", edgecolor=FAINT, linewidth=0.7, zorder=3)
            )
        axes.add_patch(Circle((x, y), CLOUD / 1.7, facecolor="white", edgecolor="none", zorder=4))

    def _tank_width(self, tank: Tank) -> float:
        return width_of(tank.node) + 4 * PAD

    def _box(self, axes: Axes, tank: Tank) -> None:
        home = self._at_home(tank.node)
        bottom, height = tank.bottom - LEAST, tank.top - tank.bottom + 2 * LEAST
        axes.add_patch(
            Rectangle(
                (self.tank, bottom),
                self.room,
                height,
                facecolor=STOCK_FILL if home else "white",
                edgecolor=INK if home else OTHER,
                linestyle="-" if home else "--",
                linewidth=1.2,
            )
        )
        axes.text(
            self.tank + self.room / 2,
            bottom + height / 2,
            "\n".join(lines_of(tank.node)),
            ha="center",
            va="center",
            color=INK if home else OTHER,
            linespacing=LINE_HEIGHT - 0.25,
        )
