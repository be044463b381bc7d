"""How fast software grows when it does the research that improves it."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="software",
    title="Software feedback",
    question="AI that does the research behind AI speeds up its own improvement, while ideas get harder to find. Which "
    "of the two wins decides how much time a leader has: does software grow ever more slowly, evenly, or does it run "
    "away, and when?",
    answer="One number decides: $r$, the doublings of software for each doubling of research input. Below 1, each "
    "doubling of software that improves itself takes longer than the last; above 1 each is shorter and all of "
    "them fit into a finite time, which is the pace at full automation turned over and divided by "
    "$\\lambda (1 - 1/r)$. If labour has decreasing returns of its own, full automation without an explosion is "
    "possible and multiplies growth by $1/(1 - \\alpha r)$.",
    files=(
        "returns_to_research",
        "constant_input",
        "software_feedback",
        "doubling_times",
        "blow_up",
        "balanced_growth",
    ),
)
