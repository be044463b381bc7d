"""The finding of a comparison as a sentence, made from its results."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from takeoff.decide.slowdowns import Comparison, is_share
from takeoff.equations.words import outcome_label, sentence
from takeoff.figures.wording import apart


@dataclass(frozen=True)
class _Result:
    """A slowdown, its value of the ranked outcome, and that value as text."""

    label: str
    value: float
    text: str


def finding(comparison: Comparison) -> str:
    """Say what each slowdown does to the outcome that they are ranked by, against the first.

    Arguments:
        comparison: the slowdowns; the first is the one that others are held against.
    """
    meaning = comparison.slowdowns[0].run.meaning
    name = outcome_label(meaning, comparison.ranked_by)
    results = _results(comparison)
    head = f"At equal {outcome_label(meaning, comparison.equal)}, " if comparison.equal else ""
    first = comparison.slowdowns[0].label
    if not results or results[0].label != first:
        listed = ", ".join(f"{result.text} for {result.label}" for result in results)
        return sentence(f"{head}{name} is {listed}" if listed else f"{head}{name} has no value in any slowdown")
    base, others = results[0], results[1:]
    if not others:
        return sentence(f"{name} is {base.text} for {base.label}")
    falling = meaning.spec.parts.outcomes[comparison.ranked_by].better == "lower"
    ranked = sorted(others, key=lambda result: result.value, reverse=not falling)
    return sentence(f"{head}{_moves(ranked, base, name)}, against {base.text} for {base.label}")


def _results(comparison: Comparison) -> list[_Result]:
    amounts = [(slowdown.label, slowdown.run.outcomes[comparison.ranked_by]) for slowdown in comparison.slowdowns]
    known = [(label, amount.value) for label, amount in amounts if amount.value is not None]
    finite = [(label, value) for label, value in known if math.isfinite(value)]
    unit, values = amounts[0][1].unit, [value for _, value in finite]
    share = is_share(comparison.slowdowns[0].run.meaning, comparison.ranked_by, values)
    texts = apart(values, unit, share)
    return [_Result(label, value, text) for (label, value), text in zip(finite, texts, strict=True)]


def _moves(ranked: Sequence[_Result], base: _Result, name: str) -> str:
    """Who raises the outcome, who lowers it, and who leaves it where it was, the best first."""
    said: list[tuple[str, str]] = []
    for result in ranked:
        verb = "leaves" if result.text == base.text else "raises" if result.value > base.value else "lowers"
        preposition = "at" if verb == "leaves" else "to"
        subject = name if not said else "it"
        repeated = bool(said) and said[-1][0] == verb
        text = f"{result.label} {preposition} {result.text}"
        said.append((verb, text if repeated else f"{result.label} {verb} {subject} {preposition} {result.text}"))
    texts = [text for _, text in said]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
