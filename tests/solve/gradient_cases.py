"""Models under schedules whose gradients are compared with central differences, and the parameters that are moved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import takeoff
from takeoff.schedules.schedule import Schedule, schedule
from tests.known.test_flagship import CASES as FLAGSHIP

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
WARY = str(Path(__file__).with_name("wary.toml"))
"""A kind of one's own, with a stock that bends in the state."""

Case = tuple[str, dict[str, Any], list[str]]
"""Model, its changes and schedules, and names of parameters; all of them where there is none."""

SCHEDULES: dict[str, Any] = {
    "none": {},
    "abrupt": {"caution": takeoff.abrupt(start=1.3)},
    "pause": {"caution": takeoff.abrupt(start=1.3, stop=2.1, depth=0.7)},
    "ramp": {"caution": takeoff.ramp(start=1.1, length=1.4, depth=0.6)},
    "logistic": {"caution": takeoff.logistic(middle=2, width=0.3, depth=0.8)},
    "exponential": {"caution": takeoff.exponential(start=1.2, time=0.8, depth=0.9)},
    "constant": {"caution": takeoff.constant(0.3)},
}
"""Of time alone, on any model with a control `caution`."""

SIGNAL = takeoff.pause_when("progress", 1.2, 0.3, depth=0.8, resume_watch="alignment", resume_above=15_000)
STEADY: dict[str, Schedule] = {
    "piecewise": takeoff.piecewise([(0.7, 0.1), (1.6, 0.9), (1.7, 0.3), (2.4, 0.7)]),
    "staircase": takeoff.staircase([(0.8, 0.4), (1.9, 0.9), (2.6, 0.2)]),
    "pause_when": SIGNAL,
    "hold": takeoff.hold("progress", "danger_progress", response=0.6, commitment=0.9),
    "persuaded": takeoff.persuaded("alignment", 9_000, depth=0.9, steepness=2.5),
    "wary": schedule(WARY, watch="follower_progress", above=0.4, memory="9 month"),
}
"""Of the state too, on lead-and-pause."""

FREEZE = takeoff.pause_when(
    "capability[leader]", 3.5, "3 month", depth=0.9, resume_watch="alignment", resume_above=30_000
)
HOLD = takeoff.hold("capability[leader]", "trusted_frontier", response=0.2, commitment=0.8)
PERSUADED = takeoff.persuaded("alignment", 20_000, depth=0.9, steepness=3)
WATCHFUL: dict[str, dict[str, Any]] = {
    "piecewise": {"caution": takeoff.piecewise([(2, 0.1), (4, 0.8), (4.1, 0.3), (7, 0.6)])},
    "staircase": {"caution": takeoff.staircase([(3, 0.3), (5, 0.7), (7.5, 0.5)])},
    "pause_when": {"caution": FREEZE},
    "hold": {"caution": HOLD},
    "persuaded": {"follower_caution": PERSUADED, "caution": takeoff.ramp(start=3, length=2, depth=0.5)},
    "follow": {"follower_caution": takeoff.follow("caution", 0.4), "caution": FREEZE},
    "followed hold": {"follower_caution": takeoff.follow("caution", 0.4), "caution": HOLD},
    "wary": {"caution": schedule(WARY, watch="capability[leader]", above=3.2, memory="9 month")},
    "hold, theft": {"caution": HOLD, "theft_time": 4},
}
"""Of the state too, on the flagship."""

JUMP = takeoff.piecewise([(0.7, 0.1), (1.6, 0.9), (1.6, 0.3), (2.4, 0.7)])
"""Either time of its jump alone may be moved to one side only."""

MANY = ["lead", "growth", "danger_progress", "productivity_growth", "caution.start", "caution.stop", "caution.level"]
MANY += ["caution.length", "caution.middle", "caution.width", "caution.time", "caution.depth"]
PAUSED = {"caution": takeoff.abrupt(start=4, stop=5, depth=0.9), "follower_caution": takeoff.ramp(start=3, length=3)}
MOVED = ["lead", "time_2", "time_3", "level_2", "above", "delay", "resume_above", "depth", "response", "commitment"]
MOVED += ["half", "steepness", "memory"]
ARGUMENTS = [f"{control}.{name}" for control in ("caution", "follower_caution") for name in MOVED]

SHORT: dict[str, Case] = {
    "exponential": ("exponential", {}, ["size_start", "growth", "horizon"]),
    "logistic": ("logistic", {}, ["limit", "growth", "horizon"]),
    "hyperbolic": ("hyperbolic", {"limit": 1e3}, ["size_start", "acceleration", "limit", "horizon"]),
    "researcher-supply": ("researcher-supply", {}, ["compute", "training_time", "horizon"]),
    "simple-timelines": (
        "simple-timelines",
        {"automation_goal": 0.9},
        ["automation_start", "labour_share", "labour_exponent", "automation_goal", "horizon"],
    ),
    "task-by-task": ("task-by-task", {"horizon": 8}, ["capability_midpoint", "software_returns"]),
    "predator-prey": (str(EXAMPLES / "predator-prey.toml"), {"horizon": 9}, ["prey_start", "appetite", "horizon"]),
    "three-actors": (
        str(EXAMPLES / "three-actors.toml"),
        SCHEDULES["pause"],
        ["growth", "head_start[leader]", "caution.start", "caution.depth"],
    ),
    **{
        f"lead-and-pause, {name}": ("lead-and-pause", {"theft_rate": 0.2, **schedules}, MANY)
        for name, schedules in SCHEDULES.items()
    },
    **{
        f"lead-and-pause, {name}": ("lead-and-pause", {"theft_rate": 0.2, "caution": one}, ["lead", *ARGUMENTS])
        for name, one in STEADY.items()
    },
    "lead-and-pause, jump between nodes": (
        "lead-and-pause",
        {"caution": JUMP},
        ["lead", "caution.level_2", "caution.level_3", "caution.time_4"],
    ),
    "flagship, both pause": (
        "automating-alignment",
        PAUSED,
        ["lead", "caution.start", "caution.stop", "follower_caution.length"],
    ),
    "flagship, theft, then a full stop": (
        "automating-alignment",
        FLAGSHIP["theft_at_4_stop_at_7"],
        ["theft_time", "caution.start", "deployment"],
    ),
    "flagship, scarce AI": (
        "automating-alignment",
        FLAGSHIP["scarce_ai_ramp_3_to_7"],
        ["inference_share", "task_substitution", "caution.length"],
    ),
    "flagship, horizon": ("automating-alignment", FLAGSHIP["horizon_6"], ["horizon", "leak_base"]),
    "flagship, theft beyond the danger": ("automating-alignment", {"theft_time": 9}, ["theft_time", "safe_start"]),
    "flagship, hold, theft": ("automating-alignment", WATCHFUL["hold, theft"], ["theft_time", "caution.response"]),
    "flagship, follow": ("automating-alignment", WATCHFUL["follow"], ["caution.delay", "follower_caution.commitment"]),
}
LONG: dict[str, Case] = {
    **{name: (model, given, []) for name, (model, given, _) in SHORT.items()},
    "lead-and-pause, jump between nodes": SHORT["lead-and-pause, jump between nodes"],
    **{f"flagship, {name}": ("automating-alignment", given, []) for name, given in {**FLAGSHIP, **WATCHFUL}.items()},
    "flagship, exponential": ("automating-alignment", {"caution": takeoff.exponential(start=3, time=2, depth=0.6)}, []),
    "flagship, constant": ("automating-alignment", {"caution": takeoff.constant(0.2)}, []),
    "task-by-task, to the end": ("task-by-task", {}, []),
    **{f"three-actors, {name}": (str(EXAMPLES / "three-actors.toml"), given, []) for name, given in SCHEDULES.items()},
}
