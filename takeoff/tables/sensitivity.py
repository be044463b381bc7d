"""What matters, in words and tables: swings of a tornado, indices of a sensitivity measure, what is assumed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.tables.amounts import number, with_unit
from takeoff.tables.layout import Row, text_table
from takeoff.uncertainty.inputs import ASSUMED, source
from takeoff.uncertainty.sensitivity import MAIN, Measure
from takeoff.uncertainty.tornado import Tornado

DOMINANT = 0.3
"""An input dominates from this share of the variance on (Sobol'), or of the sum of all effects (the others)."""
TITLES = MappingProxyType(
    {
        "first": "alone",
        "first_error": "+-",
        "total": "with others",
        "total_error": "+- ",
        "mean_effect": "mean effect",
        "mean_effect_error": "+-",
        "direction": "direction",
        "spread": "spread",
        "distance": "distance",
        "least": "least",
        "largest": "largest",
    }
)
"""Index -> heading of its column."""


def tornado_header(found: Tornado) -> tuple[str, ...]:
    """Columns of `tornado_rows`."""
    unit = "" if found.question.unit == "1" else f" [{found.question.unit}]"
    return ("input", "low", "high", "unit", f"answer at low{unit}", f"at high{unit}", f"swing{unit}", "source")


def tornado_rows(found: Tornado, meaning: Meaning) -> list[Row]:
    """One row for each input: low and high value, the answer at each, the swing; the largest swing first.

    Arguments:
        found: a tornado.
        meaning: the model, which knows the sources.
    """
    return [
        (
            one.input.name,
            *one.values,
            u.readable(one.input.door.unit),
            *(None if math.isnan(answer) else answer for answer in one.answers),
            one.size if math.isfinite(one.size) else None,
            source(meaning, one.input.name),
        )
        for one in found.swings
    ]


def tornado_words(found: Tornado, meaning: Meaning) -> str:
    """A tornado as text.

    Arguments:
        found: a tornado.
        meaning: the model, which knows the sources.
    """
    base = with_unit(number(found.base), found.question.unit) if math.isfinite(found.base) else "no value"
    head = f"{found.question.words}: {base} at present values. Each input from its 5 % to its 95 % value, others still:"
    sizes = {one.input.name: one.size for one in found.swings if math.isfinite(one.size)}
    table = text_table(tornado_header(found), tornado_rows(found, meaning))
    return "\n\n".join([head, table, *_notice(sizes, sum(sizes.values()), meaning, "of all swings")])


def measure_header(found: Measure) -> tuple[str, ...]:
    """Columns of `measure_rows`."""
    return ("input", *(TITLES[name] for name in found.columns), "source")


def measure_rows(found: Measure, meaning: Meaning) -> list[Row]:
    """One row for each input, the one that matters most first.

    Arguments:
        found: a measure.
        meaning: the model, which knows the sources.
    """
    return [
        (
            found.names[place],
            *(float(column[place]) for column in found.columns.values()),
            source(meaning, found.names[place]),
        )
        for place in found.ranked
    ]


def measure_words(found: Measure, meaning: Meaning) -> str:
    """A sensitivity measure as text.

    Arguments:
        found: a measure.
        meaning: the model, which knows the sources.
    """
    explained = {
        "sobol": "share of the variance that each input explains, alone and with others (95 % intervals)",
        "morris": "effect of moving an input across the middle of its prior, by steps at many places",
        "pawn": "distance (Kolmogorov, Smirnov) of the answer's distribution in slices of an input from that in all",
    }[found.method]
    lost = f", {found.lost:,} of them without an answer" if found.lost else ""
    head = f"{found.question.words}: {explained}; {found.evaluations:,} runs{lost}."
    main = dict(zip(found.names, found.columns[MAIN[found.method]].tolist(), strict=True))
    whole = 1.0 if found.method == "sobol" else sum(main.values())
    of = "of the variance" if found.method == "sobol" else "of all effects"
    table = text_table(measure_header(found), measure_rows(found, meaning))
    return "\n\n".join([head, table, *_notice(main, whole, meaning, of)])


def _notice(main: Mapping[str, float], whole: float, meaning: Meaning, of: str) -> list[str]:
    """A line for every assumed input that dominates."""
    told = [
        f"notice: '{name}' is assumed, without a source, and has {100 * size / whole:.0f} % {of}."
        for name, size in main.items()
        if whole > 0 and size / whole >= DOMINANT and source(meaning, name) == ASSUMED
    ]
    return ["\n".join(told)] if told else []


def sensitivity_record(found: Tornado | Measure, meaning: Meaning) -> dict[str, Any]:
    """Either answer as plain values for JSON.

    Arguments:
        found: a tornado or a measure.
        meaning: the model, which knows the sources.
    """
    if isinstance(found, Tornado):
        keys = ("input", "low", "high", "unit", "answer_at_low", "answer_at_high", "swing", "source")
        rows = [dict(zip(keys, map(_plain, row), strict=True)) for row in tornado_rows(found, meaning)]
        return {"answer": found.question.words, "unit": found.question.unit, "base": _plain(found.base), "swings": rows}
    names = ("input", *found.columns, "source")
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in measure_rows(found, meaning)]
    return {"method": found.method, "evaluations": found.evaluations, "lost": found.lost, "indices": rows}


def _plain(cell: object) -> object:
    """A cell for JSON: null for never, and where there is no answer."""
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
