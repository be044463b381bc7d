"""How fast software grows when it does the research that improves it."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="software",
    title="Software feedback",
    question="How fast software grows when it does the research that improves it.",
    answer="",
    files=(),
)
