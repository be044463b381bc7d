"""Worth: what changes for the better are worth, in the outcome and in yardsticks, each with the pause chosen anew."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from takeoff.algebra.reach import idle
from takeoff.decide.improve import Reached, base, changes_of, reached
from takeoff.decide.pause import Answer, BestPause
from takeoff.decide.slowdowns import is_share
from takeoff.decide.yardstick import Length, Ruler
from takeoff.equations.meaning import ImprovementMeaning
from takeoff.errors import InputError, TakeoffError, near
from takeoff.solve.case import Given
from takeoff.solve.outlets import Shown

Watch = Callable[[Sequence[ImprovementMeaning]], Iterable[ImprovementMeaning]]


@dataclass(frozen=True)
class Worth:
    """What one improvement is worth.

    Arguments:
        name: of the improvement.
        label: for tables and figures.
        changes: parameters with their new values.
        best: the best pause with them; None where there is none.
        gain: what they add to the best outcome, in its declared unit; None where there is no best.
        length: how much of the yardstick is worth the same; None without a yardstick, or where it moves nothing.
        reason: why there is no best, or why the improvement moves nothing; else "".
    """

    name: str
    label: str
    changes: Mapping[str, Given]
    best: Answer | None
    gain: float | None
    length: Length | None = None
    reason: str = ""


@dataclass(frozen=True)
class Yardstick:
    """What the worth of others is told in.

    Arguments:
        improvement: its name.
        quantity: what it adds to, in words: "lead".
        unit: of lengths: "month".
        slope: what a unit more adds to the best outcome at the margin, in its declared unit, with the pause chosen
            anew; None where no run can tell.
    """

    improvement: str
    quantity: str
    unit: str
    slope: float | None


@dataclass(frozen=True, repr=False)
class Worths(Shown):
    """Improvements of a model, the one that adds most first, those without an answer last.

    Arguments:
        base: the pause that they are held against.
        ranked: what each is worth.
        yardstick: None where the model has none.
    """

    base: BestPause
    ranked: tuple[Worth, ...]
    yardstick: Yardstick | None

    @property
    def in_points(self) -> bool:
        """Whether the outcome is a share of one, so that gains are told in points, which are hundredths."""
        values = [one.best.run.outcome(self.base.maximised) for one in self.ranked if one.best is not None]
        return is_share(self.base.case.meaning, self.base.maximised, values)

    def of(self, name: str) -> Worth:
        """What one improvement is worth.

        Raises:
            InputError: it is not among them.
        """
        found = {one.name: one for one in self.ranked}
        if name not in found:
            raise InputError(f"no improvement '{name}' was asked for", near(name, found))
        return found[name]


def worth(best: BestPause, improvements: Iterable[str] | None = None, watch: Watch = iter) -> Worths:
    """What changes for the better are worth, each with the slowdown chosen anew.

    Arguments:
        best: the question and its answer.
        improvements: names of the model's improvements; all of them unless given.
        watch: passes improvements on one by one, such as a progress bar.

    Raises:
        InputError: an improvement that the model does not have, or a model without any.
    """
    asked, ruler = chosen(best, improvements), _ruler(best)
    found = [_worth(best, one, ruler) for one in watch(asked)]
    ranked = sorted(found, key=lambda one: -math.inf if one.gain is None else one.gain, reverse=True)
    yardstick = None
    if ruler is not None:
        slope = None if math.isnan(ruler.slope) else ruler.slope
        yardstick = Yardstick(ruler.improvement.name, ruler.quantity, ruler.unit, slope)
    return Worths(best, tuple(ranked), yardstick)


def chosen(best: BestPause, improvements: Iterable[str] | None) -> list[ImprovementMeaning]:
    """Improvements by name, all of the model's unless given.

    Raises:
        InputError: an improvement that the model does not have, or a model without any.
    """
    known = best.case.meaning.improvements
    if not known:
        hint = 'such as: [improvements.month_of_lead] add = { lead = "1 month" }'
        raise InputError(f"the model '{best.case.meaning.header.name}' has no improvements", hint)
    names = list(known) if improvements is None else list(improvements)
    for name in names:
        if name not in known:
            raise InputError(f"the model has no improvement '{name}'", near(name, known))
    return [known[name] for name in names]


def _ruler(best: BestPause) -> Ruler | None:
    found = [one for one in best.case.meaning.improvements.values() if one.unit is not None]
    return Ruler(best, found[0]) if found else None


def _worth(best: BestPause, one: ImprovementMeaning, ruler: Ruler | None) -> Worth:
    changes = changes_of(best.case, one)
    if _moves_nothing(best, one):
        return Worth(one.name, one.label, changes, best.best, 0.0, Length(0.0), f"it cannot move {best.maximised}")
    try:
        found = _reached(best, one, ruler)
    except TakeoffError as error:
        return Worth(one.name, one.label, changes, None, None, None, str(error).replace("\n  hint: ", ": "))
    gain = found.value - best.best.run.outcome(best.maximised)
    return Worth(one.name, one.label, changes, found.answer, gain, _length(best, one, found, ruler))


def _reached(best: BestPause, one: ImprovementMeaning, ruler: Ruler | None) -> Reached:
    """The best pause after an improvement; the ruler keeps that of the yardstick."""
    case = best.case.change(changes_of(best.case, one))
    if ruler is not None and ruler.improvement is one and (found := ruler.reached(1.0)) is not None:
        return found
    return reached(best, case, base(best).optima)


def _length(best: BestPause, one: ImprovementMeaning, found: Reached, ruler: Ruler | None) -> Length | None:
    if ruler is None or _moves_nothing(best, ruler.improvement):
        return None
    return Length(ruler.step) if ruler.improvement is one else ruler.length(found.value)


def _moves_nothing(best: BestPause, one: ImprovementMeaning) -> bool:
    names, outcomes = [key[0] for key in one.steps], [best.maximised, *(bound.outcome for bound in best.bounds)]
    return len(idle(best.case.meaning, names, outcomes)) == len(set(names))
