"""Which inputs of a case are uncertain: the priors of its model, and those that a user gives or takes back."""

from __future__ import annotations

from collections.abc import Mapping

from takeoff.equations.meaning import Meaning
from takeoff.equations.priors import Prior, read_prior
from takeoff.equations.scope import Key, label
from takeoff.equations.values import Door, ValueFlaw
from takeoff.errors import InputError, near
from takeoff.solve.case import Case
from takeoff.uncertainty.distribution import Distribution
from takeoff.uncertainty.draws import Draws

FIXED = "fixed"
"""Given in place of a prior, it keeps a parameter at its present value."""
ASSUMED = "assumed"
"""Source of a parameter that has none."""


def draws(case: Case, seed: int, given: Mapping[str, str] | None = None) -> Draws:
    """The draws of a case.

    A parameter with a prior is drawn unless it was changed; an argument of a schedule only if a prior is given for it.

    Arguments:
        case: a model with its changes and schedules.
        seed: of the draws.
        given: parameter or argument ("lead", "pace[ahead]", "caution.start") -> a prior, or "fixed".

    Raises:
        InputError: an unknown name, a wrong prior, correlations that contradict each other, or nothing to draw.
    """
    inputs = uncertain_inputs(case, given)
    names = {one.name for one in inputs}
    pairs = {(label(one.one), label(one.other)): one.rank for one in case.meaning.correlations.values()}
    return Draws(inputs, seed, {pair: rank for pair, rank in pairs.items() if names.issuperset(pair)})


def uncertain_inputs(case: Case, given: Mapping[str, str] | None = None) -> tuple[Distribution, ...]:
    """Distributions of everything that is drawn: parameters in the order of the file, then arguments of schedules.

    Arguments:
        case: a model with its changes and schedules.
        given: as of `draws`.

    Raises:
        InputError: an unknown name, or a wrong prior.
    """
    doors = case.doors()
    changed = {key for name in case.changes for key in doors if name in (key[0], label(key))}
    priors: dict[Key, Prior | None] = {key: prior for key, prior in case.meaning.priors.items() if key not in changed}
    for name, text in (given or {}).items():
        keys = [key for key in doors if name in (key[0], label(key))]
        if not keys:
            raise InputError(f"nothing to draw is called '{name}'", near(name, map(label, doors)))
        priors |= dict.fromkeys(keys, None if text.strip() == FIXED else _read(name, text, doors[keys[0]]))
    return tuple(Distribution(key, prior, doors[key]) for key in doors if (prior := priors.get(key)) is not None)


def source(meaning: Meaning, name: str) -> str:
    """The source of an input; that of a schedule's argument is who asks."""
    part = meaning.spec.parts.parameters.get(name.partition("[")[0])
    return "" if part is None else part.source


def _read(name: str, text: str, door: Door) -> Prior:
    try:
        return read_prior(text, door)
    except ValueFlaw as flaw:
        raise InputError(f"prior of '{name}': {flaw}", '"fixed" keeps it at its present value') from flaw
