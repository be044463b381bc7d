"""What a model calls the things that models share: the section by which one question is put to many of them."""

from __future__ import annotations

from takeoff.spec.part import Part


class Concepts(Part):
    """Which quantity of the model stands for what several models have; all may be left out."""

    clock: str = ""
    automation: str = ""
    research_speed: str = ""
    capability: str = ""
    training_compute: str = ""
    time_horizon: str = ""
    goal: str = ""
    lead: str = ""


OUTCOMES = ("goal", "lead")
"""Concepts that are outcomes: what the model is about, and the lead at which slowdowns are compared."""

UNITS = {
    "automation": "1",
    "research_speed": "1",
    "capability": "OOM",
    "training_compute": "FLOP",
    "time_horizon": "year",
}
"""Concept -> a unit of its dimension, for those that are quantities."""

WORDS = {
    "automation": "the share of research automated",
    "research_speed": "the speed of research relative to that of people",
    "capability": "effective compute in orders of magnitude over the start",
    "training_compute": "the largest training run",
    "time_horizon": "the length of the tasks that AI does",
}
"""Concept -> what it is, for messages and tables."""
