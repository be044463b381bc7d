"""What a model file may write where the parser then puts things into one form, in the words of JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import BeforeValidator

from takeoff.spec import readers as read
from takeoff.spec.names import FILE_NAME, LONGEST, NAME, RESERVED

Form = dict[str, Any]


def whole(pattern: str) -> str:
    """A pattern of a whole text; those of JSON Schema match anywhere."""
    return f"^(?:{pattern})$"


QUANTITY_NAME: Form = {"pattern": whole(NAME.pattern), "maxLength": LONGEST, "not": {"enum": sorted(RESERVED)}}
KEY_NAME: Form = {"pattern": whole(FILE_NAME.pattern), "maxLength": LONGEST}

_SCALAR = ["string", "number"]


def _by_member(words: str) -> Form:
    members = {"type": "object", "propertyNames": QUANTITY_NAME, "additionalProperties": {"type": _SCALAR}}
    return {"description": words, "anyOf": [{"type": _SCALAR}, members]}


_NAMES: Form = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
_MEMBERS: Form = {
    **_NAMES,
    "items": {"type": "string", **QUANTITY_NAME},
    "minItems": 1,
    "maxItems": read.MOST_MEMBERS,
}
_COUNT: Form = {"type": "integer", "minimum": 1, "maximum": read.MOST_MEMBERS}
_DIMENSION: Form = {"description": "A list of members, or how many there are.", "anyOf": [_MEMBERS, _COUNT]}

_ALIASES: tuple[tuple[Any, Form], ...] = (
    (read.Schema, {"description": "Version of the file format.", "enum": [1]}),
    (read.Equation, {"description": "An equation: text, or a number.", "type": _SCALAR}),
    (read.Equations, _by_member("An equation: text, a number, or a table of them by member.")),
    (read.Value, {"description": "A number, or text: a number with a unit, arithmetic, 'never'.", "type": _SCALAR}),
    (
        read.ScheduleText,
        {"description": "A schedule, such as 'abrupt(start=3 year)'; or a number.", "type": _SCALAR},
    ),
    (read.Values, _by_member("A number, text (a number with a unit, arithmetic, 'never'), or a table by member.")),
    (
        read.Range,
        {
            "description": "Lowest and highest.",
            "type": "array",
            "items": {"type": "number"},
            "minItems": 2,
            "maxItems": 2,
        },
    ),
    (
        read.Over,
        {"description": "The dimension that it repeats over, or a list.", "anyOf": [{"type": "string"}, _NAMES]},
    ),
    (
        read.SearchRange,
        {"description": "A range such as '1..6 year', or '' for all that is legal.", "type": "string"},
    ),
    (read.ParameterRange, {"description": "A range such as '0.5..3 year'.", "type": "string"}),
    (
        read.Points,
        {
            "description": "How many values.",
            "type": "integer",
            "minimum": read.FEWEST_POINTS,
            "maximum": read.MOST_POINTS,
        },
    ),
    (read.Dimensions, {"type": "object", "propertyNames": QUANTITY_NAME, "additionalProperties": _DIMENSION}),
)


def _reader(annotation: Any) -> Callable[..., Any] | None:
    found = [one for one in get_args(annotation)[1:] if isinstance(one, BeforeValidator)]
    return found[0].func if found else None


FORMS: Mapping[Callable[..., Any], Form] = {reader: form for alias, form in _ALIASES if (reader := _reader(alias))}
"""What reads a key before pydantic does -> what it takes."""

KEYS = {
    "add": "Parameter -> what is added to it: a number in its unit, or text with a unit.",
    "at": "When: an event's time since the start, or the milestone that an outcome is read at.",
    "between": "How it is read between its rows.",
    "better": "Which way the outcome is better.",
    "follower": "The quantity that is behind, with its member.",
    "lead": "The outcome at which slowdowns are compared: where it is equal, they have spent as much of the lead.",
    "leader": "The quantity that is ahead, with its member: what reaches every level first.",
    "fewest": "Fewest members, which must always be given.",
    "most": "Most members.",
    "unit_of": "The quantity above whose unit it has.",
    "zero": "What is 0 at the caution that is solved for.",
    "automation": "The share of research that is automated.",
    "capability": "Effective compute in orders of magnitude over the start.",
    "clock": "What happens at the start, if that is an event and no date.",
    "goal": "The outcome that the model is about; it says which way is better.",
    "leaves_out": "What the model leaves out.",
    "maps_to": "How the model maps onto others.",
    "research_speed": "The speed of research relative to that of people.",
    "time_horizon": "The length of the tasks that AI does.",
    "training_compute": "The largest training run.",
    "date": "Whether it is a time since the start that may be written as a calendar year.",
    "equation": "What it is computed from.",
    "headline": "Whether it is one of the few to show first.",
    "into": "The stock that it fills.",
    "label": "Its name in figures and tables.",
    "meaning": "What it means, in a sentence.",
    "multiply": "Parameter -> factor.",
    "name": "Name of the model.",
    "off": "Parameter -> a value; with all of them it has no effect.",
    "out_of": "The stock that it drains.",
    "prior": "How sure one is of it: '5 to 20' (5th to 95th percentile), '80%: 5 to 20', 'triangular(5, 10, 20)' ...",
    "rank": "Correlation of their ranks (Spearman's), above -1 and below 1.",
    "question": "What the model is asked, in a sentence.",
    "race": "A name from [races], whose lead is shown.",
    "scale": "Linear, or logarithmic for what stays positive over many orders of magnitude.",
    "set": "Stock -> equation of its new value; all are computed before any is set.",
    "schedules": "Schedules as after --schedule CONTROL=, or numbers: by control, or a list for one control.",
    "show": "Stocks, auxiliaries, parameters or controls of like units.",
    "source": "A name from [sources], or 'assumed', or 'definition'.",
    "start": "Where it begins.",
    "stop": "Where it ends; of a milestone, whether it ends the run.",
    "symbol": "Its symbol, in LaTeX.",
    "time": "Unit, start and stop of the calendar.",
    "title": "Its name for readers.",
    "unit": 'A product of known units and powers; "1" means none.',
    "url": "Where to find it.",
    "when": "A condition.",
    "where": "Which part of the source.",
    "x": "Where it is known: rising numbers; of a figure, the quantity along x.",
    "x_unit": "Unit of x.",
    "y": "What it is there, in its unit; of a figure, the quantity along y.",
    "yardstick": "Whether the worth of others is told in this one's unit; at most one adds to one parameter.",
    "along": "Parameter -> the range that it takes.",
    "control": "The control that is scheduled; the first of the model unless given.",
    "danger": "A quantity on the x axis: from there on it is dangerous.",
    "equal": "The outcome in which further slowdowns equal the first.",
    "frontier": "A quantity on the x axis: up to there it is safe.",
    "kind": "What is drawn.",
    "limits": "Quantities that limit it.",
    "maximise": "The outcome that a slowdown is for.",
    "of": "Correlations: two parameters with priors. Figures: the auxiliary that is limited.",
    "scenario": "A name from [scenarios], in which it is drawn.",
    "schedule": "The schedule whose open arguments are searched.",
    "slowdowns": "Schedules of one control; arguments left open are chosen to be best.",
    "subject_to": "Bounds such as 'hazard <= 0.02'.",
}
"""Key of a part -> what it holds, for those whose form does not say."""

SECTIONS = {
    "dimensions": "What parts are repeated over.",
    "promises": "Conditions that every run is checked against.",
    "figures": "What `takeoff figures` draws.",
}
"""Sections whose parts are no tables of one kind."""
