"""Which outcomes a page asks about: the goal, and the lead at which slowdowns are matched."""

from __future__ import annotations

from takeoff.decide.slowdowns import higher_is_better
from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.errors import NoAnswer


def goal_of(meaning: Meaning) -> str:
    """The outcome that slowdowns are for.

    Arguments:
        meaning: a model.

    Raises:
        NoAnswer: it names none, or one that is better when lower.
    """
    goal = meaning.spec.parts.concepts.goal
    if not goal:
        raise NoAnswer(f"the model '{meaning.header.name}' names no goal", 'say goal = "OUTCOME" in [concepts]')
    if not higher_is_better(meaning, goal):
        raise NoAnswer(f"the goal '{goal}' is better when lower; only what is better when higher is maximised")
    return goal


def lead_of(meaning: Meaning) -> str:
    """The outcome that slowdowns are to leave equal.

    Arguments:
        meaning: a model.

    Raises:
        NoAnswer: it names none.
    """
    lead = meaning.spec.parts.concepts.lead
    if not lead:
        raise NoAnswer(f"the model '{meaning.header.name}' names no lead", 'say lead = "OUTCOME" in [concepts]')
    return lead


def outcome_place(meaning: Meaning, name: str) -> tuple[int, float]:
    """Place of an outcome among all, and how many inside units make one of its declared unit.

    Arguments:
        meaning: a model.
        name: of the outcome.
    """
    place = [one.name for one in meaning.outcomes].index(name)
    return place, u.scale(meaning.outcome_units[name].unit)
