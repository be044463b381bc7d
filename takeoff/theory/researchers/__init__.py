"""How many researchers a model is worth when it runs on the compute that trained it."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="researchers",
    title="Researchers from compute",
    question="How many researchers a model is worth when it runs on the compute that trained it.",
    answer="",
    files=(),
)
