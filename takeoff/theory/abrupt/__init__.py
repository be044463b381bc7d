"""For which output and hazard the best slowdown is a full stop at once."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="abrupt",
    title="When an abrupt stop is best",
    question="A leader may slow down at any moment by any amount. For which output of caution, and for which hazard, "
    "is the best of all slowdowns a full stop at once, and what does a gradual one buy where it is not?",
    answer="A full stop for good is best if output is a straight line in caution or lies below it: then no gradual "
    "plan does as well. Only if the first bit of caution buys the most is it better to begin early and gently, which "
    "buys $a^a e^{1-a}$ times as much at best. Hazard does not make gradual plans better, but it can make two full "
    "stops better than one, if labour grows faster than hazard.",
    files=("linear", "gradual_path", "gradual_value", "gradual_gain", "convex", "hazard", "one_stop"),
)
