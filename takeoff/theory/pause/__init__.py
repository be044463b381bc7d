"""Best stops of the picture that can be solved by hand, `lead-and-pause`."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="pause",
    title="When to pause",
    question="A leader may stop once, for good, and put its AI to work on alignment until the follower is dangerous. "
    "Better AI does more work a year, but the later the stop, the fewer years are left. When should it stop, and how "
    "do theft, hazard, people who supervise, and a limit on its own progress move that date?",
    answer="Stop when what is left is about one e-folding time of AI productivity, $(1 - \\phi_0/\\phi_1)/g$, however "
    "long the lead. Theft makes the stop shorter, but never so short that it is not worth making. Hazard makes it "
    "longer, and where hazard at the end would outgrow labour it alone sets the length. Scarce supervision makes it "
    "earlier: stop when AI fills the time of the people there are. A leader that may not pass the dangerous point "
    "itself spends all of a long lead there.",
    files=(
        "best_stop",
        "stop_before_danger",
        "theft",
        "hazard",
        "strong_hazard",
        "supervision_cap",
        "held_output",
    ),
)
