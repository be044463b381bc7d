"""A model whose every equation was parsed, resolved and unit-checked: what algebra is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from takeoff.equations.priors import Prior
from takeoff.equations.scope import Key, Quantity
from takeoff.equations.syntax import Equation
from takeoff.equations.tables import Lookup
from takeoff.equations.values import Door
from takeoff.spec.parts import Header
from takeoff.spec.read import Spec

if TYPE_CHECKING:
    import pint


@dataclass(frozen=True)
class Cell:
    """An equation for one member.

    Arguments:
        key: what the equation gives.
        binding: dimension -> member under which its text is read.
        equation: the parsed text.
    """

    key: Key
    binding: Mapping[str, str]
    equation: Equation


@dataclass(frozen=True)
class FlowCell:
    """A flow for one member, and the stocks that it fills and drains."""

    cell: Cell
    into: Key | None
    out_of: Key | None


@dataclass(frozen=True)
class MilestoneMeaning:
    """A condition whose first time matters."""

    name: str
    when: Equation
    stop: bool


@dataclass(frozen=True)
class EventMeaning:
    """A date or condition at which stocks jump."""

    name: str
    at: Equation | None
    when: Equation | None
    sets: tuple[Cell, ...]


@dataclass(frozen=True)
class OutcomeMeaning:
    """A scalar read off a finished run, at its end or at a milestone."""

    name: str
    cell: Cell
    at: str


@dataclass(frozen=True)
class Step:
    """What an improvement does to one parameter: value * factor + term, the term in the inside unit."""

    factor: float = 1.0
    term: float = 0.0

    def applied(self, value: float, times: float = 1.0) -> float:
        """A value after the step, made so many times over, in the inside unit."""
        return float(value * self.factor**times + self.term * times)


@dataclass(frozen=True)
class ImprovementMeaning:
    """A change for the better.

    Arguments:
        name: its name.
        label: for tables and figures.
        steps: parameter of a member -> what is done to it.
        unit: the unit that a yardstick measures in, as its file has it ("month"); None for others.
    """

    name: str
    label: str
    steps: Mapping[Key, Step]
    unit: pint.Unit | None


@dataclass(frozen=True)
class CorrelationMeaning:
    """Two parameters with priors, and the correlation of their ranks."""

    one: Key
    other: Key
    rank: float


@dataclass(frozen=True)
class RaceMeaning:
    """Two quantities of like units, one ahead of the other."""

    name: str
    label: str
    leader: Key
    follower: Key


@dataclass(frozen=True)
class Meaning:
    """A checked model.

    Arguments:
        spec: what its files say.
        quantities: stocks, auxiliaries, parameters and controls by name, in file order.
        outcome_units: outcomes as quantities, by name.
        dimensions: dimension -> members.
        starts, auxiliaries, flows: one cell a member, in file order.
        values: parameter -> default, in the inside unit, in file order; `horizon` is the last.
        doors: parameter name -> what it lets in.
        defaults: control -> default.
        milestones, events, outcomes: as named.
        promises: name -> condition.
        tables: lookup tables by name.
        computed: parameters whose value is an equation of others, each after those it reads; a user may still set them.
        panels: name -> quantities shown.
        improvements: changes for the better by name, in file order.
        races: leads that reports tell, by name.
        concepts: what several models have -> the quantity that stands for it.
        priors: parameter of a member -> how sure one is of it, in file order.
        correlations: of these, by name.
    """

    spec: Spec
    quantities: Mapping[str, Quantity]
    outcome_units: Mapping[str, Quantity]
    dimensions: Mapping[str, tuple[str, ...]]
    starts: tuple[Cell, ...]
    auxiliaries: tuple[Cell, ...]
    flows: tuple[FlowCell, ...]
    values: Mapping[Key, float]
    doors: Mapping[str, Door]
    defaults: Mapping[str, float]
    milestones: tuple[MilestoneMeaning, ...]
    events: tuple[EventMeaning, ...]
    outcomes: tuple[OutcomeMeaning, ...]
    promises: Mapping[str, Equation]
    tables: Mapping[str, Lookup]
    computed: Mapping[Key, Cell]
    panels: Mapping[str, tuple[Key, ...]]
    improvements: Mapping[str, ImprovementMeaning]
    races: Mapping[str, RaceMeaning]
    concepts: Mapping[str, Key]
    priors: Mapping[Key, Prior]
    correlations: Mapping[str, CorrelationMeaning]

    @property
    def header(self) -> Header:
        """Name, title and calendar."""
        return self.spec.parts.model

    def is_log(self, stock: str) -> bool:
        """Whether a stock is integrated as its logarithm."""
        return self.spec.parts.stocks[stock].scale == "log"
