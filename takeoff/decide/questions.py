"""Questions that can be put to many models, in terms of the concepts that these have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from takeoff.equations import units as u
from takeoff.equations.values import Door, ValueFlaw
from takeoff.errors import InputError, brief, near
from takeoff.schedules.text import read_schedule_text


@dataclass(frozen=True)
class Argument:
    """What a question may be asked with.

    Arguments:
        default: a number in the unit, or text with a unit.
        unit: of the concept, or of time.
        between: legal range, in the unit.
        shown: how it stands in the question, with the number at {}.
        factor: what the number is multiplied with to be shown.
    """

    default: float | str
    unit: str
    between: tuple[float, float]
    shown: str = "{}"
    factor: float = 1.0

    def read(self, name: str, given: float | str) -> float:
        """A value in the inside unit.

        Arguments:
            name: of the argument, for messages.
            given: a number in the unit, or text with a unit.

        Raises:
            InputError: no such value, or out of range.
        """
        try:
            return Door(u.parse_unit(self.unit), self.between).read(given)
        except ValueFlaw as flaw:
            raise InputError(f"'{name}': {flaw}", f"such as {name}={self.default}") from flaw

    def words(self, inside: float) -> str:
        """A value as the question has it: "99 %"."""
        number = self.factor * inside
        return self.shown.format(f"{number:.4g}" if number < 1e4 else f"{number:,.0f}")


@dataclass(frozen=True)
class Kind:
    """One question, whose arguments may be given.

    Arguments:
        concept: whose levels it is about.
        asks: a sentence with the arguments in braces.
        answers: what a time from the start or between two levels means: "date", "length" or "pause".
        arguments: by name.
    """

    concept: str
    asks: str
    answers: str
    arguments: Mapping[str, Argument]


def _share(default: float) -> Argument:
    return Argument(default, "1", (0.0, 1.0), "{} %", 100.0)


def _speed(default: float) -> Argument:
    return Argument(default, "1", (0.0, 1e12))


_MONTHS = Argument("6 month", "year", (0.0, 1e3), "{} months", u.in_a_year("month"))

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "automated": Kind("automation", "When is {level} of research automated?", "date", {"level": _share(0.99)}),
        "takeoff": Kind(
            "automation",
            "How long does it take from {low} to {high} of research automated?",
            "length",
            {"low": _share(0.2), "high": _share(0.99)},
        ),
        "pause": Kind(
            "automation",
            "What does a full stop of {length} at {low} of research automated buy, until {high} is?",
            "pause",
            {"low": _share(0.5), "high": _share(0.9), "length": _MONTHS},
        ),
        "speed": Kind(
            "research_speed",
            "How long does it take from {low} to {high} times the speed of people's research?",
            "length",
            {"low": _speed(10), "high": _speed(250)},
        ),
        "growth": Kind(
            "capability",
            "How long does effective compute take to grow by {level}?",
            "length",
            {"level": Argument(3.0, "OOM", (0.0, 100.0), "{} OOM")},
        ),
    }
)
"""Name -> question."""


@dataclass(frozen=True)
class Question:
    """A question with its arguments.

    Arguments:
        name: a key of KINDS.
        values: every argument, in inside units.
    """

    name: str
    values: Mapping[str, float]

    @property
    def kind(self) -> Kind:
        """What is asked."""
        return KINDS[self.name]

    @property
    def text(self) -> str:
        """The sentence."""
        shown = {name: self.kind.arguments[name].words(value) for name, value in self.values.items()}
        return self.kind.asks.format(**shown)

    @property
    def low(self) -> float | None:
        """The level from which time counts, None for the start of a run."""
        return self.values.get("low")

    @property
    def high(self) -> float:
        """The level that is waited for."""
        return self.values["high" if "high" in self.values else "level"]

    def level_words(self, inside: float) -> str:
        """A level of the concept as the question would have it."""
        return self.kind.arguments["high" if "high" in self.values else "level"].words(inside)


def read_question(text: str) -> Question:
    """Read a question, such as "automated" or "takeoff(low=0.3, high=0.9)".

    Arguments:
        text: a name of KINDS, with arguments if any are given.

    Raises:
        InputError: an unknown question or argument, or an illegal value.
    """
    try:
        given = read_schedule_text(text)
    except InputError as error:
        message = f"'{brief(text)}' is not a question: {str(error).splitlines()[0]}".removesuffix(" of a schedule")
        raise InputError(message, "such as takeoff(low=0.3, high=0.9)") from error
    if given.kind not in KINDS:
        hint = near(given.kind, KINDS) or f"known are: {', '.join(KINDS)}"
        raise InputError(f"no question is called '{given.kind}'", hint)
    arguments = KINDS[given.kind].arguments
    for name in given.arguments:
        if name not in arguments:
            raise InputError(f"the question '{given.kind}' has no argument '{name}'", near(name, arguments))
    return _ordered(
        Question(
            given.kind,
            {name: one.read(name, given.arguments.get(name, one.default)) for name, one in arguments.items()},
        )
    )


def _ordered(question: Question) -> Question:
    """The question, unless it asks for the way down."""
    if question.low is not None and not question.low < question.high:
        raise InputError(f"the question '{question.name}' goes up: 'low' must be less than 'high'", "exchange them")
    return question
