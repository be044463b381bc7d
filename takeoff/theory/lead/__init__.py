"""How schedules, leaks and theft spend a lead."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="lead",
    title="A lead under caution",
    question="A leader pays for caution with its lead, and leaks and theft take from it too. How much lead does a "
    "schedule cost, which schedules cost the same, and how long does a lead last?",
    answer="A schedule costs its caution time, the years of full stop that it amounts to, and a gradual slowdown costs "
    "as much as an abrupt one near its middle; so schedules can be compared at equal cost. A lead that leaks shrinks "
    "even without caution, with a half-life of $\\ln 2$ over the rate of leaks, but leaks hardly shorten how long a "
    "small lead lasts in a full stop: that is the lead in years, less a little. Theft ends a pause at once, so that no "
    "pause is worth more than the mean time between thefts.",
    files=(
        "caution_time_abrupt",
        "caution_time_ramp",
        "caution_time_logistic",
        "caution_time_exponential",
        "equal_ramp",
        "equal_logistic",
        "equal_exponential",
        "leak",
        "overtaken",
        "expected_lead",
        "useful_caution",
    ),
)
