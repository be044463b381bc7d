"""A decision under uncertainty: when each draw would pause, what one pause for all gives, and its regret."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from takeoff.equations import units as u
from takeoff.equations.words import outcome_label, sentence, several
from takeoff.errors import InputError
from takeoff.figures.ends import REACH, End, label_ends
from takeoff.figures.sheet import EDGE, Sheet, name_values
from takeoff.figures.style import FAINT, INCH, SHARED, STROKES, TEXT, Stroke, styled, text_width
from takeoff.figures.wording import rounded
from takeoff.uncertainty.decision import Decision
from takeoff.uncertainty.distribution import Floats

HEIGHTS = (1.1 * INCH, 2.0 * INCH, 1.5 * INCH)
"""Of the panels: best pauses, outcome, regret [point]."""
BINS = 30
INNER, WORST = (0.05, 0.95), 0.95
"""Shares of the draws between which the band lies, and below which the upper line of regrets lies."""
BAND, BARS = "#d4d4d4", "#a8a8a8"
MOST = 0.99
"""Share of the best pauses that the axis reaches to, at least."""
BEYOND = 0.2
"""How far it goes on, as a share of what it has shown."""
MEAN, UPPER, NEVER, HERE = STROKES[0], SHARED[1], SHARED[2], Stroke(FAINT, (1.0, 2.2), 0.9)


@dataclass(frozen=True)
class _Told:
    """A decision over one argument, as it is drawn."""

    found: Decision

    @functools.cached_property
    def is_date(self) -> bool:
        control, _, argument = self.found.choice.space.searched[0].key[0].partition(".")
        return self.found.choice.space.case.kinds()[control].door(argument).date

    def shown(self, values: Floats | float) -> Floats:
        """Values of the argument: calendar years, or in its unit."""
        inside = np.asarray(values, dtype=float)
        start = self.found.choice.space.case.start
        return start + inside if self.is_date else inside / u.scale(self.found.choice.space.searched[0].unit)

    @functools.cached_property
    def x(self) -> Floats:
        return self.shown(self.found.table.axes[0])

    @functools.cached_property
    def outcomes(self) -> Floats:
        """(draws, schedules), draws that have a value with every schedule."""
        return self.found.table.outcomes[self.found.expected.members]

    @functools.cached_property
    def regrets(self) -> Floats:
        """What every schedule falls short of the best of each draw."""
        return self.found.bests.outcomes[self.found.expected.members, None] - self.outcomes

    @functools.cached_property
    def pauses(self) -> Floats:
        """Best values of the draws that pause."""
        return self.shown(self.found.bests.points[self.found.bests.pauses, 0])

    @property
    def best(self) -> float | None:
        """The best value on average, None for never pausing."""
        point = self.found.expected.best.point
        return None if point is None else float(self.shown(point[0]))

    @property
    def span(self) -> tuple[float, float]:
        """Of the axis: from the least value to where nearly all draws have paused, and a little more."""
        reached = [*([np.quantile(self.pauses, MOST)] if self.pauses.size else []), *([self.best] if self.best else [])]
        far = float(max(reached, default=self.x[-1]))
        return float(self.x[0]), min(float(self.x[-1]), far + BEYOND * (far - float(self.x[0])))

    def amount(self, value: float) -> str:
        """An outcome with its unit."""
        return rounded(value) if self.unit == "1" else f"{rounded(value)} {several(self.unit)}"

    @property
    def unit(self) -> str:
        return self.found.choice.unit

    @property
    def argument(self) -> str:
        """What runs along the panels, "" for calendar years."""
        one = self.found.choice.space.searched[0]
        unit = u.readable(one.unit)
        name = sentence(one.name.rpartition(".")[2].replace("_", " "))
        return "" if self.is_date else name + ("" if unit == "1" else f" ({several(unit)})")

    def at(self, value: float) -> str:
        """A value of the argument in words."""
        return f"{value:.1f}" if self.is_date else f"{self.argument.lower()} {rounded(value)}"


def decision(found: Decision, title: str | None = None) -> Figure:
    """Draw when the draws would pause, the expected outcome of one pause for all, and its regret.

    Arguments:
        found: a decision over one argument of a schedule.
        title: the default states the best pause on average, and what it adds to never pausing.

    Raises:
        InputError: several arguments were searched.
    """
    if len(found.table.axes) != 1:
        raise InputError(f"{len(found.table.axes)} arguments were searched; the figure shows one", "--over NAME once")
    told = _Told(found)
    words = ["mean", f"never: {told.amount(found.expected.never.mean)}", "95 % stay below", "mean regret"]
    with styled():
        right = REACH + max(map(text_width, words)) * 1.04 + EDGE
        sheet = Sheet(HEIGHTS, right, title or _finding(told), _subtitle(told), 0)
        figure, _, panels = sheet.axes(told.span, told.argument)
        _draw_pauses(panels[0], told)
        _draw_outcomes(panels[1], told, words)
        _draw_regrets(panels[2], told, words)
        for axes in panels if told.best is not None else ():
            axes.axvline(told.best, zorder=1.5, **HERE.keywords)  # type: ignore[arg-type]
    return figure


def _draw_pauses(axes: Axes, told: _Told) -> None:
    values = told.pauses
    share = np.full(len(values), 100 / max(int(told.found.bests.known.sum()), 1))
    axes.hist(values, np.linspace(*told.span, BINS + 1).tolist(), weights=share, color=BARS, zorder=2)
    name_values(axes, "Best pause of each draw, were it known (% of draws)", HEIGHTS[0], TEXT / 2)


def _draw_outcomes(axes: Axes, told: _Told, words: Sequence[str]) -> None:
    low, high = np.quantile(told.outcomes, INNER, axis=0)
    axes.fill_between(told.x, low, high, color=BAND, linewidth=0.0, zorder=1)
    never = np.full(len(told.x), told.found.expected.never.mean)
    lines = [(told.outcomes.mean(axis=0), MEAN, words[0]), (never, NEVER, words[1])]
    label_ends(axes, [_draw_line(axes, told, *line) for line in lines])
    name = sentence(outcome_label(told.found.choice.space.case.meaning, told.found.choice.maximise))
    name_values(axes, name + ("" if told.unit == "1" else f" ({several(told.unit)})"), HEIGHTS[1], TEXT / 2)


def _draw_regrets(axes: Axes, told: _Told, words: Sequence[str]) -> None:
    lines = [
        (np.quantile(told.regrets, WORST, axis=0), UPPER, words[2]),
        (told.regrets.mean(axis=0), MEAN, words[3]),
    ]
    ends = [_draw_line(axes, told, *line) for line in lines]
    axes.set_ylim(bottom=0.0)
    label_ends(axes, ends)
    name_values(axes, "Regret: what it falls short of the best pause of each draw", HEIGHTS[2], TEXT / 2)


def _draw_line(axes: Axes, told: _Told, values: Floats, how: Stroke, text: str) -> End:
    axes.plot(told.x, values, zorder=2, **how.keywords)
    end = told.span[1]
    return End(text, (end, float(np.interp(end, told.x, values))), how, dot=False)


def _finding(told: _Told) -> str:
    best, never = told.found.expected.best, told.found.expected.never
    name = outcome_label(told.found.choice.space.case.meaning, told.found.choice.maximise)
    if told.best is None:
        return sentence(f"no pause raises {name} on average: {told.amount(never.mean)} without one")
    means = f"{rounded(best.mean)} instead of {told.amount(never.mean)}"
    return sentence(f"on average best to pause at {told.at(told.best)}: {name} {means}")


def _subtitle(told: _Told) -> str:
    found = told.found
    never = f"; in {100 * found.bests.never_best:.0f} % of them never pausing is best" if found.bests.never_best else ""
    mark = "" if told.best is None else " Dotted: the best on average."
    title = found.choice.space.case.meaning.header.title
    return f"{title}. {len(found.expected.members):,} draws{never}. Band: 5 to 95 % of the draws.{mark}"
