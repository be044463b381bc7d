"""Hazard by level and by step, and when to stop growing."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="risk",
    title="Risk",
    question="Hazard by level and by step, and when to stop growing.",
    answer="",
    files=(),
)
