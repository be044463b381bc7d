"""A model in which every function, index and name that is awkward in XMILE stands once."""

from pathlib import Path

import pytest

import takeoff
from takeoff.model import Model

EVERYTHING = """
schema = 1
[model]
name = "everything"
title = "Everything <that> \\u0007 can be exported"
meaning = "Two lines\\nand & signs."
time = { unit = "year", start = 2026.0, stop = 2030.0 }
[dimensions]
lab = ["ahead", "behind"]
box = 3
[stocks.size]
over = "lab"
unit = "1"
start.ahead = "from_oom(0)"
start.behind = "1 / (size[ahead] + 1)"
scale = "log"
meaning = "A word of XMILE."
[stocks.pool]
unit = "researcher month"
start = "0"
[flows.growth]
over = "lab"
into = "size"
rate = "speed * size[lab] * (1 - caution)"
[flows.fill]
into = "pool"
rate = "people * step(t - delay) * max(sum(size[lab], lab), 1, -size[ahead])"
[flows.drain]
out_of = "pool"
rate = "pool / delay"
[flows.pool]
into = "pool"
rate = "people * initial(level[ahead]) / one_oom"
[auxiliaries]
level = { over = "lab", unit = "OOM", equation = "oom(size[lab]) - oom(size[ahead]) + 2 * one_oom" }
x = { unit = "1", equation = "sin_like - 2 - -t / delay" }
sin_like = { unit = "1", equation = "(size[ahead] / (1 + size[ahead]))**-power**2" }
plain = { unit = "1", equation = "exp(-x) + log(1 + x**2) * log10(2 + abs(x)) - sqrt(abs(x))" }
smooth = { unit = "1", equation = "logistic(x) + softplus(x) * soft_min(x + 3, 2, 4) + bell" }
bell = { unit = "1", equation = "normal_cdf(x) - normal_cdf(-2 * x)" }
kinked = { unit = "1", equation = "min(x, 0, -1) + clip(x, -1, 1) + ramp(x) - chosen" }
chosen = { unit = "1", equation = "where(x > 0 and not x >= 1 or x < -1, x, 5)" }
between = { unit = "1", equation = "where(-1 < x <= 1, 1, 0)" }
work = { unit = "researcher", equation = "ces(logistic(x), people * size[ahead], people, substitution)" }
product = { unit = "researcher", equation = "ces(logistic(x), people * (5 + size[ahead]), people, substitution + 2)" }
climb = { unit = "1/year", equation = "rate_of(smooth) + rate_of(work) / people + rate_of(size[behind])" }
climb_of_kinked = { unit = "1/year", equation = "rate_of(kinked)" }
numbered = { over = "box", unit = "1", equation = "position(box) / count(box)" }
total = { unit = "1", equation = "sum(numbered[box] * x, box)" }
[parameters]
speed = { value = "log(2)", unit = "1/year", source = "assumed", meaning = "How fast." }
people = { value = 7, unit = "researcher", source = "assumed" }
delay = { value = "18 month", unit = "month", source = "assumed" }
one_oom = { value = 1, unit = "OOM", source = "definition" }
substitution = { value = -2, unit = "1", source = "assumed" }
power = { value = 0.7, unit = "1", source = "assumed" }
accident = { value = "never", unit = "year", date = true, source = "assumed" }
[controls.caution]
unit = "1"
[events.loss]
at = "min(accident, 2 * accident)"
set = { pool = "0" }
[milestones]
large = { when = "size[ahead] > 8", stop = true }
later = { when = "t >= delay and x > 0" }
[outcomes]
size = { unit = "1", equation = "size[ahead]" }
since_one = { unit = "year", equation = "since(size[behind], 1)" }
twice = { unit = "year", equation = "since_one * 2" }
share = { unit = "1", equation = "normal_cdf(log(size[ahead]))", at = "later" }
[promises]
positive = "size[ahead] > 0"
"""


@pytest.fixture
def everything(tmp_path: Path) -> Model:
    path = tmp_path / "everything.toml"
    path.write_text(EVERYTHING, encoding="utf-8")
    return takeoff.load(path)
