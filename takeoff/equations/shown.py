"""What a model wants shown, and under which names: its panels, their quantities, leads of races, outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from takeoff.equations.meaning import Meaning, RaceMeaning
from takeoff.equations.scope import Key
from takeoff.equations.words import in_words, sentence
from takeoff.errors import InputError
from takeoff.spec.parts import Shown

RACE = "race "
MOST_PANELS = 4
"""Panels of a model that asks for none."""


@dataclass(frozen=True)
class Panel:
    """What one panel shows.

    Arguments:
        title: as the model has it.
        keys: the quantities, in order.
        log: whether its axis is logarithmic.
    """

    title: str
    keys: tuple[Key, ...]
    log: bool


def panels(meaning: Meaning) -> list[Panel]:
    """What a model wants shown; for one that does not say, its first stocks, or auxiliaries if it has no stocks.

    Arguments:
        meaning: the model.

    Raises:
        InputError: the model has nothing to draw.
    """
    parts = meaning.spec.parts
    if meaning.panels:
        return [
            Panel(panel.title, (race_key(panel.race),) if panel.race else meaning.panels[name], panel.scale == "log")
            for name, panel in parts.panels.items()
        ]
    cells = meaning.starts or meaning.auxiliaries
    if not cells:
        raise InputError("the model has nothing to draw: no panels, stocks or auxiliaries")
    found = []
    for name in list(dict.fromkeys(cell.key[0] for cell in cells))[:MOST_PANELS]:
        title = in_words(name, part(meaning, name).label)
        keys = tuple(cell.key for cell in cells if cell.key[0] == name)
        found.append(Panel(sentence(title), keys, name in parts.stocks and meaning.is_log(name)))
    return found


def part(meaning: Meaning, name: str) -> Shown:
    """What the model says of a stock, auxiliary, parameter or control."""
    shown: Shown = getattr(meaning.spec.parts, meaning.quantities[name].section)[name]
    return shown


def is_parameter(meaning: Meaning, key: Key) -> bool:
    """Whether a quantity is the same at all times."""
    return race_of(meaning, key) is None and meaning.quantities[key[0]].section == "parameters"


def race_key(name: str) -> Key:
    """What stands for the lead of a race among the quantities of a panel; no quantity has such a name."""
    return f"{RACE}{name}", ()


def race_of(meaning: Meaning, key: Key) -> RaceMeaning | None:
    """The race whose lead a key stands for; None for a quantity."""
    return meaning.races[key[0].removeprefix(RACE)] if key[0].startswith(RACE) else None


def quantity_name(meaning: Meaning, key: Key, title: str = "") -> str:
    """Name of a quantity for a reader: "safe frontier, leader".

    Arguments:
        meaning: the model.
        key: the quantity.
        title: of the panel that it is in; a quantity of that very name is told by its members alone.
    """
    if race := race_of(meaning, key):
        return race.label
    name, members = key
    words = (in_words(name, part(meaning, name).label), *(member.replace("_", " ") for member in members))
    return ", ".join(words[1:] if members and words[0].casefold() == title.casefold() else words)


def name_of(meaning: Meaning, quantity: str) -> str:
    """Name of a quantity for a reader, given its label: "capability[leader]" is "capability, leader".

    Arguments:
        meaning: the model.
        quantity: its label.
    """
    name, _, rest = quantity.partition("[")
    members = tuple(member.strip() for member in rest.rstrip("]").split(",")) if rest else ()
    return quantity_name(meaning, (name, members))
