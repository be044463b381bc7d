"""How people who check what AI does limit it, by their number and by their speed."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="supervision",
    title="Supervision",
    question="How people who check what AI does limit it, by their number and by their speed.",
    answer="",
    files=(),
)
