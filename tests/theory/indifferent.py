"""Changes of an assumption that leave a result as it is, each with the reason."""

from tests.theory.mutants import EXPONENT

Reasons = dict[tuple[str, str, str], str]
"""(result, assumption, kind of change) -> why it does not matter."""

_RESEARCHERS: Reasons = {}

_TASKS: Reasons = {}

_SOFTWARE: Reasons = {}

_SUPERVISION: Reasons = {}

_LEAD: Reasons = {
    ("expected-lead", "start", EXPONENT): "a certain start is a chance of 1, which is its own square",
    ("useful-caution", "start", EXPONENT): "a certain start is a chance of 1, which is its own square",
}

_PAUSE: Reasons = {
    (name, "clock", EXPONENT): "a full stop sees only caution 0 and 1, which are their own squares"
    for name in (
        "best-stop",
        "stop-before-danger",
        "stop-under-theft",
        "stop-under-hazard",
        "stop-under-strong-hazard",
        "stop-under-a-cap",
    )
}

_ABRUPT: Reasons = {
    ("convex-output", "power", EXPONENT): "any power above 1 gives the same plan, and its square is above 1 as well",
    ("one-stop", "clock", EXPONENT): "full stops and full speed see only caution 0 and 1, which are their own squares",
}

_RISK: Reasons = {}

INDIFFERENT: Reasons = {**_RESEARCHERS, **_TASKS, **_SOFTWARE, **_SUPERVISION, **_LEAD, **_PAUSE, **_ABRUPT, **_RISK}
