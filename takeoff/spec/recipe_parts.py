"""What a recipe file says: which data a model is held against, and what is learnt from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from takeoff.errors import ModelError, Place, Problem
from takeoff.spec import locate
from takeoff.spec.data_parts import Columns
from takeoff.spec.merge import placed
from takeoff.spec.part import Part
from takeoff.spec.readers import Number, Schema
from takeoff.spec.text import read_text, tables_of
from takeoff.spec.validate import validated

MOST_FITTED = 20
"""Most parameters that are fitted together."""


def _few(names: list[str]) -> list[str]:
    if not 1 <= len(set(names)) == len(names) <= MOST_FITTED:
        raise ValueError(f"a list of 1 to {MOST_FITTED} different parameters is needed")
    return names


def _share(value: Number) -> Number:
    if not 0 < value < 1:
        raise ValueError("a share between 0 and 1 is needed")
    return value


class RecipeHeader(Part):
    """What a recipe is called, and the model that it is for unless another is named."""

    title: str
    model: str


class Measured(Columns):
    """Columns of measured values, with the interval of each where the file has one."""

    total: bool = False
    low: str = ""
    high: str = ""
    sure: Annotated[float, Field(strict=False), AfterValidator(_share)] = 0.9


class FitPart(Part):
    """What of the model is compared with the data, on which scale, and which parameters are fitted."""

    concept: str = ""
    quantity: str = ""
    outcome: str = ""
    scale: Literal["plain", "log2", "log10"] = "plain"
    parameters: Annotated[list[str], AfterValidator(_few)]


class DurationsPart(Part):
    """A parameter whose values are durations, of which some were not over when the data were closed."""

    parameter: str
    distribution: Literal["exponential", "lognormal"]
    closed: str
    shortest: str


class RecipeParts(BaseModel):
    """A whole recipe."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    schema_: Schema = Field(alias="schema")
    recipe: RecipeHeader
    data: Measured
    fit: FitPart | None = None
    durations: DurationsPart | None = None
    priors: dict[str, str] = {}


def read_recipe_parts(path: Path) -> tuple[RecipeParts, FitPart | DurationsPart]:
    """Read a recipe file.

    Arguments:
        path: a TOML file.

    Returns:
        The recipe, and what it asks of the data.

    Raises:
        ModelError: with every problem of the text, its shape, and of keys that do not go together.
    """
    text = read_text(path)
    places = placed(path, text)
    parts = validated(RecipeParts, tables_of(path, text), places)
    problems, asked = _misfits(parts, places), parts.fit or parts.durations
    if problems or asked is None:
        raise ModelError(problems)
    return parts, asked


def _misfits(parts: RecipeParts, places: Mapping[locate.Path, Place]) -> list[Problem]:
    """Keys that do not go together."""
    fit, data = parts.fit, parts.data
    compared = [] if fit is None else [one for one in (fit.concept, fit.quantity, fit.outcome) if one]
    wrong = {
        (): ((fit is None) == (parts.durations is None), "a recipe has either [fit] or [durations]"),
        ("fit",): (fit is not None and len(compared) != 1, "[fit] needs one of concept, quantity and outcome"),
        ("data",): (bool(data.low) != bool(data.high), "an interval has both ends: low and high"),
        ("data", "total"): (
            data.total and (bool(data.low) or fit is None),
            "only values that are fitted, without an interval, can be added up",
        ),
    }
    return [Problem(told, places.get(keys)) for keys, (is_wrong, told) in wrong.items() if is_wrong]
