"""What models imply for the past beside observations: a table for each data set, as text, rows and plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from takeoff.decide.backcast import Backcast, Implied, observed, trend
from takeoff.tables.amounts import number
from takeoff.tables.layout import Row, text_table

HEADER = ("data", "model", "points", "growth_of_data", "growth_of_model", "misfit", "bias", "scale", "unit")
"""Of the rows of all models: growth is a slope per year, all in the unit."""


def backcast_words(found: Sequence[Backcast]) -> str:
    """Every data set with what the models imply, and which imply nothing and why.

    Arguments:
        found: one or more data sets.
    """
    return "\n\n".join("\n".join(_told(one)) for one in found)


def _told(one: Backcast) -> Iterator[str]:
    yield f"{one.observations.about.title}, {observed_words(one)}"
    if one.implied:
        header, *rows = implied_table(one)
        yield from ("", text_table(header, rows), "")
    for reason, models in one.without.items():
        yield f"implied by none of these ({reason}): {', '.join(models)}"


def observed_words(one: Backcast) -> str:
    """When a data set was observed, and its growth: "2019.0 to 2026.2: 4.92 times a year".

    Arguments:
        one: a data set.
    """
    years = one.observations.years
    return f"{years[0]:.1f} to {years[-1]:.1f}: {_growth_words(_trend(one), one.observations.plain)}"


def implied_table(one: Backcast) -> list[Row]:
    """What each model implies for a data set, below a header.

    Arguments:
        one: a data set.
    """
    header = ("model", "implies", "misfit", "scale, fitted" if one.observations.free else "bias")
    return [header, *(_row(one, implied) for implied in one.implied)]


def _row(one: Backcast, implied: Implied) -> Row:
    unit = "" if unit_of(one) == "1" else f" {unit_of(one)}"
    misfit = f"{number(implied.misfit, 3)}{unit}"
    if one.observations.free:
        return (
            implied.model,
            f"{number(implied.growth, 3)} OOM a year",
            misfit,
            f"{number(implied.slope, 3)} to an OOM",
        )
    growth = _growth_words(implied.growth, one.observations.plain)
    return (implied.model, growth, misfit, f"{number(implied.bias, 3)}{unit}")


def _growth_words(slope: float, plain: bool) -> str:
    """A slope per year: "4.92 times a year" of a logarithm, else as it is."""
    return f"{number(slope, 3)} a year" if plain else f"{number(10**slope, 3)} times a year"


def unit_of(one: Backcast) -> str:
    """What misfits are in: OOM, or the unit of the data where its scale is free."""
    return one.observations.about.unit if one.observations.free else "OOM"


def _trend(one: Backcast) -> float:
    return trend(one.observations.years, observed(one.observations))


def backcast_rows(found: Sequence[Backcast]) -> list[Row]:
    """A row for every data set and model that implies something for it, with the columns of HEADER.

    Arguments:
        found: data sets.
    """
    return [
        (
            one.observations.name,
            implied.model,
            len(implied.residuals),
            _trend(one),
            implied.growth,
            implied.misfit,
            implied.bias,
            implied.slope,
            unit_of(one),
        )
        for one in found
        for implied in one.implied
    ]


def backcast_record(found: Sequence[Backcast]) -> list[dict[str, Any]]:
    """The rows as plain data, and which models imply nothing.

    Arguments:
        found: data sets.
    """
    rows = [dict(zip(HEADER, row, strict=True)) for row in backcast_rows(found)]
    return [
        {
            "data": one.observations.name,
            "title": one.observations.about.title,
            "source": one.observations.about.source,
            "models": [row for row in rows if row["data"] == one.observations.name],
            "without": {reason: list(names) for reason, names in one.without.items()},
        }
        for one in found
    ]
