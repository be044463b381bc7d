"""When to pause if inputs are uncertain: one schedule for all draws, its regret, and what it is worth to know more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from takeoff.decide.pause import BestPause, best_pause
from takeoff.decide.space import Range
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case
from takeoff.uncertainty.best_pauses import BestPauses, best_pauses
from takeoff.uncertainty.choice import Choice, Watch, choice
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.expected import Commitment, Expected, expected
from takeoff.uncertainty.information import Worth, partial, perfect, require_enough
from takeoff.uncertainty.later import Later, alternatives, deciding_later, have_starts, input_places
from takeoff.uncertainty.options import Options, options


@dataclass(frozen=True)
class Decision:
    """The answer to "when to pause" under uncertainty.

    Arguments:
        table: outcomes of every draw under a grid of schedules.
        bests: the best pause of each draw, were it known.
        expected: schedules that do not depend on the draw: the best on average, the best at present values, none.
        present: the answer at present values.
        information: input -> what it is worth to know it alone before choosing.
        later: what it is worth to decide later, None where a schedule has no start before which there is no caution.
    """

    table: Options
    bests: BestPauses
    expected: Expected
    present: BestPause
    information: Mapping[str, Worth]
    later: Later | None

    @property
    def choice(self) -> Choice:
        """What is chosen, and what is uncertain."""
        return self.table.choice

    @property
    def perfect_information(self) -> float:
        """What it is worth to know everything before choosing: the mean regret of the schedule best on average."""
        return perfect(self.bests.outcomes[self.expected.members], self.expected.best.outcomes)

    def regrets(self, commitment: Commitment) -> Floats:
        """What a schedule falls short of the best one of each draw.

        Arguments:
            commitment: one of `expected`.
        """
        return self.expected.regrets(commitment, self.bests)


def decide(
    case: Case,
    schedules: Mapping[str, Schedule],
    maximise: str,
    over: Mapping[str, Range],
    draws: int,
    seed: int,
    priors: Mapping[str, str] | None = None,
    known: Sequence[str] = (),
    grid: int | None = None,
    watch: Watch = iter,
) -> Decision:
    """Find the schedule that maximises the expected outcome, and what it would be worth to know more.

    Arguments:
        case: the model with its changes; schedules of other controls stay as they are.
        schedules: control -> schedule whose arguments are chosen.
        maximise: an outcome.
        over: argument -> range, or None for all that is legal.
        draws: how many.
        seed: of the draws.
        priors: beside those of the model: parameter -> prior, or "fixed".
        known: inputs that become known together, for the value of deciding later.
        grid: schedules along each argument of the table.
        watch: passes on numbers of chunks of runs.

    Raises:
        InputError: an unknown name, an illegal range, a wrong prior, nothing to draw, or too few draws.
        NoAnswer: no schedule gives the outcome a value at present values.
        RunError: too few draws have a value under every schedule, or none does at present values.
    """
    require_enough(draws, max(1, len(known)))
    chosen = choice(case, schedules, maximise, over, draws, seed, priors)
    input_places(chosen, known)
    present = best_pause(case, schedules, maximise, over)
    table = options(chosen, grid, watch)
    found = expected(table, present)
    bests = _bests(table, found, watch)
    later = deciding_later(table, found, bests, known) if have_starts(chosen) else None
    return Decision(table, bests, found, present, _information(table, found), later)


def _information(table: Options, found: Expected) -> dict[str, Worth]:
    """What it is worth to know each input alone."""
    columns, inputs = alternatives(table, found), table.choice.values[found.members]
    names = enumerate(table.choice.draws.names)
    return {name: partial(columns, found.best.outcomes, inputs[:, [place]]) for place, name in names}


def _bests(table: Options, found: Expected, watch: Watch) -> BestPauses:
    """The best pauses, no worse in any draw than the schedules that do not depend on it."""
    bests = best_pauses(table, watch)
    for one in (found.best, found.present):
        if one.point is not None:
            bests = bests.at_least(one.point, np.asarray(one.outcomes), found.members)
    return bests
