"""Hazard by level and by step, and when to stop growing."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="risk",
    title="Risk",
    question="Powerful AI may be dangerous for every year that it stands at a level, and for every step to the next. "
    "What does each part say about speed and waiting, and when is growth no longer worth its risk?",
    answer="The part by step asks for a rise of the safe level before the next step, the part by level asks not to "
    "stand on a dangerous one: a wait pays before a high climb only. With one part alone the answer is always longer, "
    "or always go. If growth itself is risky, stop when a year of life is worth growth over risk: soon, unless utility "
    "is nearly logarithmic.",
    files=("survival", "waiting", "stopping"),
)
