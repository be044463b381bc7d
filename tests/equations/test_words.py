"""Words for readers: labels, plurals, sentences."""

import pytest

import takeoff
from takeoff.equations.words import control_label, in_words, milestone_label, outcome_label, sentence, several


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("year", "years"),
        ("researcher year", "researcher years"),
        ("OOM", "OOM"),
        ("FLOP/second", "FLOP/second"),
        ("percent", "percent"),
    ],
)
def test_units_after_numbers(unit: str, text: str) -> None:
    assert several(unit) == text


def test_a_part_is_called_by_its_label_or_by_its_name_in_words() -> None:
    assert [in_words("lead_left"), in_words("lead_left", "lead")] == ["lead left", "lead"]
    meaning = takeoff.load("lead-and-pause").meaning
    assert outcome_label(meaning, "alignment") == "alignment work"
    assert milestone_label(meaning, "danger") == "follower reaches the dangerous point"
    assert control_label(meaning, "caution") == "caution"


def test_a_sentence_begins_with_a_capital_and_is_else_as_it_was() -> None:
    assert [sentence(text) for text in ("an S-curve", "", "OOM")] == ["An S-curve", "", "OOM"]
