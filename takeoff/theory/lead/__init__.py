"""How schedules, leaks and theft spend a lead."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="lead",
    title="A lead under caution",
    question="How schedules, leaks and theft spend a lead.",
    answer="",
    files=("caution_time_abrupt", "caution_time_ramp", "caution_time_logistic", "caution_time_exponential"),
)
