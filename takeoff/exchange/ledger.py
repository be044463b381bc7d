"""The variables of one file as they are found, with the companions that equations ask for on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import Key, label
from takeoff.exchange.variables import Names, Variable, inside_unit


def flat(key: Key) -> str:
    """A quantity of a member as one word: software_leader."""
    name, members = key
    return "_".join((name.replace(".", "_"), *members))


@dataclass
class Ledger:
    """What the file holds so far.

    Arguments:
        meaning: the model.
        quantities: names of stocks, auxiliaries, parameters, controls and arguments of schedules.
        names: hands out names.
        variables: in the order of the file.
        starts: quantity -> name of its value at the start.
        rates: quantity -> name of its rate of change, whose equation comes last.
        notes: what the file cannot carry, one sentence each.
    """

    meaning: Meaning
    quantities: Mapping[Key, str]
    names: Names
    variables: list[Variable] = field(default_factory=list)
    starts: dict[Key, str] = field(default_factory=dict)
    rates: dict[Key, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def start(self, key: Key) -> str:
        """Name of a quantity's value at the start."""
        if key not in self.starts:
            self.starts[key] = self.names.new(f"{flat(key)}_at_start")
            unit = inside_unit(self.meaning.quantities[key[0]].unit)
            text = f"INIT({self.quantities[key]})"
            self.variables.append(Variable("aux", self.starts[key], text, unit, f"{label(key)} at the start."))
        return self.starts[key]

    def rate(self, key: Key) -> str:
        """Name of a quantity's rate of change."""
        if key not in self.rates:
            self.rates[key] = self.names.new(f"rate_of_{flat(key)}")
        return self.rates[key]

    def part(self, text: str, owner: str) -> str:
        """Name of an expression that an equation uses more than once.

        Arguments:
            text: XMILE.
            owner: name of the variable that uses it.
        """
        name = self.names.new(f"{owner}_part")
        self.variables.append(Variable("aux", name, text, "", f"Part of {owner}."))
        return name


@dataclass(frozen=True)
class Owned:
    """A ledger as the equation of one variable sees it.

    Arguments:
        ledger: where companions go.
        owner: name of the variable.
    """

    ledger: Ledger
    owner: str

    def part(self, text: str) -> str:
        """Name of an expression that is used more than once."""
        return self.ledger.part(text, self.owner)

    def start(self, key: Key) -> str:
        """Name of a quantity's value at the start."""
        return self.ledger.start(key)

    def rate(self, key: Key) -> str:
        """Name of a quantity's rate of change."""
        return self.ledger.rate(key)
