"""How people who check what AI does limit it, by their number and by their speed."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="supervision",
    title="Supervision",
    question="Alignment research by AI counts as far as people can check it. How much do people hold it back, by their "
    "serial speed and by their small number, and what would one more of them add?",
    answer="People set two limits that more chips do not move. Serial speed-up stays below one over the share of time "
    "that waits for people, so faster AI soon gains little. And AI labour beyond what supervisors can check is "
    "wasted: once AI is abundant, each supervisor adds what one supervisor can check, while their number grows on the "
    "time scale of training people.",
    files=(
        "serial_speed",
        "serial_limit",
        "binding_point",
        "one_more_supervisor",
        "research_per_supervisor",
        "supervisor_growth",
    ),
)
