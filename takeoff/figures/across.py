"""Questions across models: a panel for each, a mark for every model that answers, and who cannot below it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from takeoff.decide.across import Answer, Answers
from takeoff.equations import units as u
from takeoff.equations.words import outcome_label, several
from takeoff.errors import InputError
from takeoff.figures.sheet import EDGE, WIDTH, write_heading
from takeoff.figures.style import FAINT, HEADING, INCH, INK, LINE_HEIGHT, TEXT, styled, text_width, wrapped
from takeoff.figures.wording import apart, number, rounded

ROW, ASIDE = 2.1 * TEXT, 6.0
"""Height of a row, and distance of its words from the panel [point]."""
LINE = LINE_HEIGHT * TEXT
SCALE = 4.3 * TEXT
"""Below a panel, for its scale [point]."""
BETWEEN = 1.6 * TEXT
"""Between two questions [point]."""
ARROW = 2.4 * TEXT
"""Length of the arrow of a time that may be longer [point]."""
MARK, OPEN = "#0072B2", "white"
UNITS = (("year", 2.0), ("month", u.scale(u.parse_unit("month"))), ("day", 0.0))
"""Units of lengths, and the least length [year] that is told in each."""


def across(found: Sequence[Answers], title: str | None = None) -> Figure:
    """Draw what models answer to one or more questions.

    Arguments:
        found: questions with their answers.
        title: the default states what the models come to on the first question.

    Raises:
        InputError: no model answers any question.
    """
    panels = [_Panel(one) for one in found]
    if not any(panel.rows for panel in panels):
        raise InputError("no model answers, so there is nothing to draw")
    with styled():
        return _Poster(panels, _finding(panels) if title is None else title).draw()


@dataclass(frozen=True)
class _Panel:
    """One question as it is drawn."""

    answers: Answers

    @property
    def rows(self) -> list[Answer]:
        """Answers with a time, the earliest on top."""
        timed = [one for one in self.answers.answered if one.years is not None]
        return sorted(timed, key=lambda one: (one.date if self.dated else one.years) or 0.0)

    @property
    def dated(self) -> bool:
        """Whether calendar years are shown."""
        return self.answers.question.kind.answers == "date" and all(
            one.date is not None for one in self.answers.answered
        )

    @functools.cached_property
    def unit(self) -> tuple[str, float]:
        """The unit of the axis, and how many make a year."""
        longest = max(abs(one.years or 0.0) for one in self.rows)
        name = next(name for name, least in UNITS if longest >= least)
        return several(name), u.in_a_year(name)

    def place(self, answer: Answer) -> float:
        """Where an answer is marked."""
        return (answer.date or 0.0) if self.dated else self.unit[1] * (answer.years or 0.0)

    def time(self, answer: Answer) -> str:
        """The time of a row in words."""
        time = f"{answer.date:.1f}" if self.dated else f"{rounded(self.place(answer))} {self.unit[0]}"
        bound = ("later than " if self.dated else "more than ") if answer.at_least else ""
        return f"{bound}{time}"

    def words(self, answer: Answer) -> str:
        """What stands beside a row: the time, and what a pause does to the model's goal."""
        return f"{self.time(answer)}{_gain(answer)}"

    @property
    def axis(self) -> str:
        """Name of the axis."""
        if self.dated:
            return "Calendar year"
        name = "Delay" if self.answers.question.kind.answers == "pause" else "Time"
        return f"{name} ({self.unit[0]})"

    @property
    def notes(self) -> list[str]:
        """Who answers without a time, and who cannot."""
        untimed = [one for one in self.answers.answered if one.years is None]
        told = [f"{_name(one)}{_gain(one)}: {one.note}" for one in untimed]
        return [*told, *(f"No answer ({reason}): {', '.join(n)}" for reason, n in self.answers.unanswered.items())]


@dataclass(frozen=True)
class _Poster:
    """All panels under one heading."""

    panels: Sequence[_Panel]
    title: str

    @functools.cached_property
    def left(self) -> float:
        names = [_name(one) for panel in self.panels for one in panel.rows]
        return EDGE + ASIDE + max(map(text_width, names))

    @functools.cached_property
    def right(self) -> float:
        return ASIDE + max(text_width(panel.words(one)) for panel in self.panels for one in panel.rows) + EDGE

    @property
    def width(self) -> float:
        return max(WIDTH, self.left + self.right + 2.2 * INCH)

    def draw(self) -> Figure:
        """The figure."""
        room = self.width - 2 * EDGE
        heading = wrapped(self.title, room, HEADING, "bold"), [""]
        texts = [
            (wrapped(panel.answers.question.text, room, TEXT, "bold"), self._notes(panel)) for panel in self.panels
        ]
        top = EDGE + LINE_HEIGHT * HEADING * len(heading[0]) + TEXT
        height = top + sum(self._height(panel, *text) for panel, text in zip(self.panels, texts, strict=True))
        figure = Figure(figsize=(self.width / INCH, height / INCH))
        FigureCanvasAgg(figure)
        write_heading(figure, heading)
        for panel, (question, notes) in zip(self.panels, texts, strict=True):
            self._write(figure, question, top, weight="bold")
            below = top + LINE * len(question) + 0.4 * TEXT
            if panel.rows:
                self._marks(figure, panel, below)
                below += ROW * len(panel.rows) + SCALE
            self._write(figure, notes, below, color=FAINT)
            top += self._height(panel, question, notes)
        return figure

    def _notes(self, panel: _Panel) -> list[str]:
        return [line for note in panel.notes for line in wrapped(note, self.width - 2 * EDGE)]

    def _height(self, panel: _Panel, question: Sequence[str], notes: Sequence[str]) -> float:
        rows = ROW * len(panel.rows) + SCALE if panel.rows else 0.0
        return LINE * (len(question) + len(notes)) + 0.4 * TEXT + rows + BETWEEN

    def _write(self, figure: Figure, lines: Sequence[str], top: float, **look: Any) -> None:
        x, y = EDGE / self.width, 1 - top / (INCH * figure.get_figheight())
        figure.text(x, y, "\n".join(lines), va="top", fontsize=TEXT, linespacing=LINE_HEIGHT, **look)

    def _marks(self, figure: Figure, panel: _Panel, top: float) -> None:
        height, tall = INCH * figure.get_figheight(), ROW * len(panel.rows)
        box = (self.left / self.width, 1 - (top + tall) / height, self._across / self.width, tall / height)
        axes = figure.add_axes(box)
        places = [panel.place(one) for one in panel.rows]
        for row, (answer, place) in enumerate(zip(panel.rows, places, strict=True)):
            _mark(axes, row, place, answer)
            words = panel.words(answer)
            at: dict[str, Any] = {"xy": (1, row), "xycoords": ("axes fraction", "data")}
            beside: dict[str, Any] = {"xytext": (ASIDE, 0), "textcoords": "offset points", "va": "center_baseline"}
            axes.annotate(words, color=INK, annotation_clip=False, **at, **beside)
        axes.set_yticks(range(len(places)), [_name(one) for one in panel.rows])
        axes.set(ylim=(len(places) - 0.5, -0.5))
        _scale(axes, panel, places)

    @property
    def _across(self) -> float:
        return self.width - self.left - self.right


def _mark(axes: Axes, row: int, place: float, answer: Answer) -> None:
    """A full mark for a time; an open one with an arrow for the least that it may be."""
    face = OPEN if answer.at_least else MARK
    if answer.at_least:
        arrow = {"arrowstyle": "<|-", "color": MARK, "linewidth": 1.2, "shrinkA": 0.0, "shrinkB": 0.0}
        axes.annotate("", xy=(place, row), xytext=(ARROW, 0), textcoords="offset points", arrowprops=arrow)
    axes.plot([place], [row], marker="o", markersize=6, color=MARK, markerfacecolor=face, linestyle="none", zorder=3)


def _scale(axes: Axes, panel: _Panel, places: Sequence[float]) -> None:
    low, high = (min(places), max(places)) if panel.dated else (min(0.0, *places), max(0.0, *places))
    room = (high - low) or 1.0
    axes.set_xlim(low - (0.08 * room if panel.dated else 0.0), high + 0.16 * room)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10], integer=panel.dated))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}" if panel.dated else number(x)))
    axes.grid(visible=True, axis="x")
    axes.grid(visible=True, axis="y", color="#f4f4f4")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="x", color=FAINT)
    axes.tick_params(axis="y", length=0, pad=ASIDE)
    axes.set_xlabel(panel.axis)


def _name(answer: Answer) -> str:
    return answer.case.meaning.header.name


def _gain(answer: Answer) -> str:
    """What a pause does to the model's goal: "; success 0.5477 to 0.5482"."""
    if answer.gain is None or answer.gain.without.value is None or answer.gain.with_pause.value is None:
        return ""
    gain = answer.gain
    label = outcome_label(answer.case.meaning, gain.outcome)
    values = [gain.without.value or 0.0, gain.with_pause.value or 0.0]
    unit = "" if gain.without.unit == "1" else f" {several(gain.without.unit)}"
    return f"; {label} {' to '.join(apart(values, '1', percent=False))}{unit}"


def _finding(panels: Sequence[_Panel]) -> str:
    panel = next(panel for panel in panels if panel.rows)
    first, last = panel.rows[0], panel.rows[-1]
    question = panel.answers.question.text
    if len(panel.rows) == 1:
        return f"{question} One model can tell: {panel.time(first)}"
    return f"{question} From {panel.time(first)} ({_name(first)}) to {panel.time(last)} ({_name(last)})"
