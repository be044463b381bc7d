"""What a model is unsure of: the priors of its parameters, and which of them go together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from takeoff.equations.declare import Numbers
from takeoff.equations.meaning import CorrelationMeaning
from takeoff.equations.priors import Prior, read_prior
from takeoff.equations.ranks import HINT, connected, contradict, normal_correlations, ranks_text
from takeoff.equations.reader import Reader
from takeoff.equations.scope import Key, label
from takeoff.equations.values import ValueFlaw
from takeoff.errors import Problem, brief, near
from takeoff.spec.parts import Correlation


def read_priors(reader: Reader, found: Numbers) -> dict[Key, Prior]:
    """Read the priors of a model; members of one parameter are drawn apart from each other.

    Arguments:
        reader: gets the problems.
        found: doors and values of the parameters.
    """
    priors: dict[Key, Prior] = {}
    for name, part in reader.spec.parts.parameters.items():
        if part.prior and name in found.doors:
            try:
                prior = read_prior(part.prior, found.doors[name])
            except ValueFlaw as flaw:
                place = reader.spec.place("parameters", name, "prior")
                message = f"parameters.{name}.prior: {flaw}"
                reader.problems.append(Problem(message, place, part.prior, width=len(part.prior)))
                continue
            priors |= {key: prior for key in found.values if key[0] == name}
    return priors


def read_correlations(reader: Reader, priors: Mapping[Key, Prior]) -> dict[str, CorrelationMeaning]:
    """Read which parameters go together.

    Arguments:
        reader: gets the problems.
        priors: of the parameters.
    """
    known = {label(key): key for key in priors}
    found: dict[str, CorrelationMeaning] = {}
    pairs: dict[frozenset[str], str] = {}
    for name, part in reader.spec.parts.correlations.items():
        flaws = list(_flaws(part, known, reader))
        pair = frozenset(part.of)
        if not flaws and pair in pairs:
            flaws = [("of", f"the same pair as in correlations.{pairs[pair]}", "")]
        for key, flaw, hint in flaws:
            place = reader.spec.place("correlations", name, key)
            reader.problems.append(Problem(f"correlations.{name}: {flaw}", place, hint=hint))
        if not flaws and pair <= known.keys():  # else the prior is wrong, which was told
            pairs[pair] = name
            found[name] = CorrelationMeaning(known[part.of[0]], known[part.of[1]], part.rank)
    if len(found) == len(reader.spec.parts.correlations):  # else one that is missing may be what makes the others fit
        reader.problems.extend(_contradictions(found, reader))
    return found


def _contradictions(found: Mapping[str, CorrelationMeaning], reader: Reader) -> Iterator[Problem]:
    """Correlations that no numbers have, told at the last one of those that hang together."""
    names = {(label(one.one), label(one.other)): name for name, one in found.items()}
    for pairs in connected(names):
        ranks = {pair: found[names[pair]].rank for pair in pairs}
        if contradict(normal_correlations(list(dict.fromkeys(itertools.chain(*pairs))), ranks)):
            name, text = names[pairs[-1]], f"{ranks[pairs[-1]]:g}"
            message = f"correlations.{name}: contradicts the others: {ranks_text(ranks)}"
            place = reader.spec.place("correlations", name, "rank")
            yield Problem(message, place, f"rank = {text}", column=len("rank = "), width=len(text), hint=HINT)


def _flaws(part: Correlation, known: Mapping[str, Key], reader: Reader) -> Iterator[tuple[str, str, str]]:
    """Key, flaw and hint of everything wrong."""
    if len(part.of) != 2 or len(set(part.of)) != 2:
        yield "of", "names two parameters", 'of = ["one", "other"]'
    for name in part.of:
        parameter = name.partition("[")[0]
        if name not in known and not getattr(reader.spec.parts.parameters.get(parameter), "prior", ""):
            yield "of", f"'{brief(name)}' is no parameter with a prior", near(name, known)
        elif name not in known and parameter in reader.quantities and reader.quantities[parameter].over:
            yield "of", f"'{brief(name)}' names no member of '{parameter}'", near(name, known)
    if not -1 < part.rank < 1:
        yield (
            "rank",
            f"{part.rank:g} is not above -1 and below 1",
            "parameters that always go together are one parameter",
        )
