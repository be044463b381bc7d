"""Parts of a model that are broken: what other parts say about them is not held against these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from takeoff.equations.meaning import Meaning
from takeoff.errors import Problem

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
ANY_OF = {"controls": "control", "improvements": "improvements", "scenarios": "scenarios"}
"""Section -> the word by which its parts are missed where there is none at all."""


def unsound(meaning: Meaning) -> frozenset[str]:
    """Words for parts that are broken: their names, and what any of their section is called; none if all are right.

    Arguments:
        meaning: as far as the model has one.
    """
    parts, quantities = meaning.spec.parts, meaning.quantities
    sections = {
        "stocks": quantities,
        "auxiliaries": quantities,
        "parameters": quantities,
        "controls": meaning.defaults,
        "outcomes": meaning.outcome_units,
        "improvements": meaning.improvements,
    }
    lost = {(section, name) for section, known in sections.items() for name in getattr(parts, section).keys() - known}
    broken = lost | meaning.spec.broken
    return frozenset({name for _, name in broken} | {ANY_OF[section] for section, _ in broken if section in ANY_OF})


def apart_from(broken: frozenset[str], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems that do not speak of broken parts.

    Arguments:
        broken: words for them.
        problems: of other parts, each "path: what is wrong".
    """
    for problem in problems:
        if broken.isdisjoint(_WORD.findall(f"{problem.message.partition(': ')[2]} {problem.text}")):
            yield problem
