"""Words for readers: what parts of a model are called, units in the plural, sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from takeoff.equations.meaning import Meaning


def in_words(name: str, label: str = "") -> str:
    """What readers call a part: its label, or its name in words.

    Arguments:
        name: as its file has it.
        label: as its file has it, "" for none.
    """
    return label or name.replace("_", " ")


def outcome_label(meaning: Meaning, name: str) -> str:
    """What readers call an outcome.

    Arguments:
        meaning: the model.
        name: of the outcome.
    """
    return in_words(name, meaning.spec.parts.outcomes[name].label)


def milestone_label(meaning: Meaning, name: str) -> str:
    """What readers call a milestone.

    Arguments:
        meaning: the model.
        name: of the milestone.
    """
    return in_words(name, meaning.spec.parts.milestones[name].label)


def control_label(meaning: Meaning, name: str) -> str:
    """What readers call a control.

    Arguments:
        meaning: the model.
        name: of the control.
    """
    return in_words(name, meaning.spec.parts.controls[name].label)


def several(unit: str) -> str:
    """A unit after a number other than 1: "researcher years"; unchanged where English has no plural for it.

    Arguments:
        unit: readable.
    """
    regular = all(word.isalpha() and word.islower() for word in unit.split()) and unit != "percent"
    return f"{unit}s" if regular else unit


def sentence(text: str) -> str:
    """Text that begins with a capital.

    Arguments:
        text: whose other letters stay as they are.
    """
    return text[:1].upper() + text[1:]
