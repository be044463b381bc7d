"""Small models as text, closed and compiled, for tests of the algebra."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from takeoff.algebra.build import build
from takeoff.algebra.system import System
from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import Key
from takeoff.equations.understand import understand
from takeoff.schedules.bound import bind
from takeoff.schedules.close import close
from takeoff.schedules.schedule import Schedule
from takeoff.solve.program import Program
from takeoff.spec.read import read_model

HEAD = 'schema = 1\n[model]\nname = "small"\ntitle = "Small"\ntime = { start = 2026.0, stop = 2036.0 }\n'

RACE = """
[dimensions]
actor = ["leader", "follower"]
[stocks.skill]
over = "actor"
unit = "1"
start = { leader = "2", follower = "2 * exp(-growth * lead)" }
scale = "log"
[stocks.work]
unit = "year"
start = "lead"
[flows.learning]
over = "actor"
into = "skill"
rate = "growth * skill[actor]**0.5 * (1 - share[actor] * caution) * logistic(work / lead)"
[flows.leaking]
into = "skill[follower]"
rate = "growth * (skill[leader] - skill[follower]) / count(actor)"
[flows.working]
into = "work"
rate = "ces(0.5, skill[leader], 1 + t / lead, -1) * soft_min(1, total, 3)"
[auxiliaries.share]
over = "actor"
unit = "1"
equation = "skill[actor] / total * position(actor)"
[auxiliaries.total]
unit = "1"
equation = "sum(skill[actor], actor)"
[auxiliaries.climb]
unit = "1/year"
equation = "rate_of(total) + rate_of(gap)"
[auxiliaries.bend]
unit = "1/year^2"
equation = "rate_of(climb)"
[auxiliaries.gap]
unit = "1"
equation = "log(skill[leader] / skill[follower]) - log(initial(total))"
[parameters.growth]
value = 0.3
unit = "1/year"
[parameters.lead]
value = "6 month"
unit = "year"
[controls.caution]
unit = "1"
[outcomes.end]
unit = "1"
equation = "gap + climb * lead + bend * lead**2"
"""


def meaning_of(text: str, folder: Path) -> Meaning:
    path = folder / "small.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return understand(read_model(path))


def closed(meaning: Meaning, kind: str = "logistic") -> System:
    return close(build(meaning), {name: bind(Schedule(kind), meaning) for name in meaning.defaults})


def fixed_of(program: Program, arguments: Mapping[str, float]) -> tuple[list[float], list[float]]:
    """Every fixed number of a run, and the variables at its start."""
    given: dict[Key, float] = {(f"caution.{name}", ()): one for name, one in arguments.items()}
    values = {**program.system.meaning.values, **given}
    parameters = [values[key] for key in program.system.parameters]
    results = program.start.bind(parameters)()
    count = len(program.initials)
    return [*parameters, *results[:count]], results[count:]


@pytest.fixture
def race(tmp_path: Path) -> Program:
    return Program(closed(meaning_of(RACE, tmp_path)))
