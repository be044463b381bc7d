"""For which output and hazard the best slowdown is a full stop at once."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="abrupt",
    title="When an abrupt stop is best",
    question="For which output and hazard the best slowdown is a full stop at once.",
    answer="",
    files=(),
)
