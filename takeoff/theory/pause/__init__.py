"""Best stops of the picture that can be solved by hand, `lead-and-pause`."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="pause",
    title="When to pause",
    question="A leader may stop once, for good, and put its AI to work on alignment until the follower is dangerous.",
    answer="",
    files=("best_stop",),
)
