"""A small model with everything that a page shows, and views of it and of the shipped models."""

from collections.abc import Callable
from pathlib import Path

import pytest

from takeoff.page.view import View
from takeoff.spec.find import model_paths

SMALL = """
schema = 1
[model]
name = "small"
title = "Work done before a clock runs out"
question = "When should the one ahead stop?"
time = { unit = "year", start = 2026.0, stop = 2036.0 }
[dimensions]
lab = ["ahead", "behind"]
[concepts]
goal = "work"
lead = "left"
[stocks.progress]
over = "lab"
unit = "year"
start.ahead = "lead"
start.behind = "0"
[stocks.work]
unit = "researcher year"
start = "0"
[flows.advance]
over = "lab"
into = "progress[lab]"
rate.ahead = "pace[ahead] * (1 - caution)"
rate.behind = "pace[behind]"
[flows.working]
into = "work"
rate = "labour"
[auxiliaries.labour]
unit = "researcher"
equation = "min(people * exp(progress[ahead] / growth) * (base + caution * (1 - base)), most)"
[parameters]
people = { value = 10, unit = "researcher", between = [0, 1e6], prior = "5 to 20", headline = true, source = "guess" }
growth = { value = "24 month", unit = "year", between = [0.1, 100], prior = "triangular(1, 2, 4)", source = "assumed" }
base = { value = 0.05, unit = "1", between = [0, 1] }
pace = { over = "lab", value = 1, unit = "1", between = [0, 10] }
lead = { value = 1, unit = "year", between = [0, 10] }
most = { value = 1e4, unit = "researcher", between = [1, 1e9] }
deadline = { value = "5 year", unit = "year", between = [0, 50] }
ending = { value = "never", unit = "year", date = true, between = [0, inf] }
[controls.caution]
unit = "1"
label = "caution of the one ahead"
[milestones.over]
when = "t >= min(deadline, ending)"
stop = true
label = "time is up"
[milestones.level]
when = "progress[behind] >= progress[ahead]"
[outcomes]
work = { unit = "researcher year", equation = "work", better = "higher", label = "work done" }
left = { unit = "year", equation = "progress[ahead] - progress[behind]" }
caught = { unit = "year", equation = "t", at = "level" }
[panels.progress]
title = "Progress"
show = ["progress[ahead]", "progress[behind]", "deadline"]
[panels.lead]
title = "Lead"
race = "lead"
[panels.work]
title = "Work"
show = ["work"]
scale = "log"
[races.lead]
leader = "progress[ahead]"
follower = "progress[behind]"
[sources.guess]
title = "A guess"
where = "page 1"
[scenarios.short]
title = "A short time"
deadline = 3
pace = 1.1
[scenarios.stopped]
deadline = "6 year"
schedules.caution = "abrupt(start=2 year, depth=0.5)"
[mechanisms.growth]
label = "growing labour"
off = { growth = 100 }
[mechanisms.rival]
off = { "pace[behind]" = 0 }
[mechanisms.ending]
off = { ending = "never" }
[figures.limits]
kind = "limits"
of = "labour"
limits = ["people", "most"]
schedules = [""]
"""
BEST_START = 5.0 - 2.0 * (1.0 - 0.05)
"""Where a full stop begins best [year]: there the rest of the time is worth as much as a little more progress."""

Views = Callable[..., View]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def offered(small: Path) -> dict[str, Path]:
    """The small model; the same without goal, lead and limits, as "aimless"; the shipped ones."""
    head, _, rest = SMALL.partition("[concepts]")
    body, aimless = rest.partition("[stocks.progress]")[2], small.with_name("aimless.toml")
    text = f"{head}[stocks.progress]{body.partition('[figures.limits]')[0]}".replace('"small"', '"aimless"')
    aimless.write_text(text, encoding="utf-8")
    return {"small": small, "aimless": aimless, **model_paths()}


@pytest.fixture(scope="session")
def view(offered: dict[str, Path]) -> Views:
    """Views by keys whose dots are written as they are: view(**{"pause.start": 3})."""

    def read(**query: object) -> View:
        return View.read([(key, str(value)) for key, value in query.items()], offered)

    return read
