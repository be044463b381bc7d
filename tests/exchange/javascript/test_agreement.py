"""The engine in JavaScript against runs in Python: every shipped model with a control, 200 random inputs and more."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

import takeoff
from takeoff.equations import units as u
from takeoff.equations.scope import Key, label
from takeoff.exchange.javascript.program import program_module
from takeoff.schedules.control import first_control
from takeoff.solve.case import Case
from takeoff.spec.find import model_paths
from takeoff.uncertainty.inputs import draws
from tests.exchange.javascript.conftest import Answer
from tests.solve.batch.draws import FINE, Floats, Told, agree, told

FLAGSHIP = "automating-alignment"
MANY, FEW = 30, 16
"""Members of each case of the flagship, and of the others."""
DRAWN = {
    "constant": {"level": "uniform(0, 0.95)"},
    "abrupt": {"start": "uniform(0, 12)", "depth": "uniform(0, 1)"},
    "ramp": {"start": "uniform(0, 12)", "length": "uniform(0, 5)", "depth": "uniform(0, 1)"},
}
"""Kinds of schedule, and how their arguments are drawn."""

ASK = """
import { runProgram } from "./run.js";
const told = (program, changes) => {
  try {
    const { end, outcomes, milestones, trajectory } = runProgram(program, changes);
    const [read, first] = [outcomes, milestones].map(Object.values);
    return { end, outcomes: read, milestones: first, stopped_by: trajectory.stoppedBy };
  } catch (error) {
    return error.message;
  }
};
export const answer = async (members) => {
  const found = {};
  for (const [file, all] of Object.entries(members)) {
    const { program } = await import(`./${file}`);
    found[file] = all.map((changes) => told(program, changes));
  }
  return found;
};
"""


@dataclass(frozen=True)
class Members:
    """Random members of a case: values of what is drawn, in inside units."""

    case: Case
    values: Mapping[Key, Floats]
    count: int

    def changes(self) -> list[dict[str, float]]:
        """What each member changes, in declared units."""
        doors = self.case.doors()
        return [
            {label(key): doors[key].show(float(column[member])) for key, column in self.values.items()}
            for member in range(self.count)
        ]

    def inside(self, found: Any) -> Told | str:
        """What a member gave in JavaScript, as Python tells it."""
        if isinstance(found, str):
            return found
        units = [u.scale(quantity.unit) for quantity in self.case.meaning.outcome_units.values()]
        read = [math.nan if x is None else x * unit for x, unit in zip(found["outcomes"], units, strict=True)]
        first = [math.nan if x is None else x - self.case.start for x in found["milestones"]]
        return Told(read, first, found["end"] - self.case.start, found["stopped_by"])


def scheduled() -> Iterator[tuple[str, Case, Mapping[str, str], int]]:
    """Every model with a control, the flagship under every kind of schedule, and scenarios that schedule something."""
    controlled = [case for name in model_paths() if (case := takeoff.load(name).case).meaning.defaults]
    for place, case in enumerate(controlled):
        name = case.meaning.header.name
        control = first_control(case.meaning)
        for kind in DRAWN if name == FLAGSHIP else [("abrupt", "ramp")[place % 2]]:
            arguments = DRAWN[kind]
            given = {f"{control}.{argument}": prior for argument, prior in arguments.items()}
            one = case.with_schedules({control: takeoff.schedule(kind, level=0 if kind == "constant" else None)})
            yield f"{name}_{kind}", one, given, MANY if name == FLAGSHIP else FEW
        for scenario, part in case.meaning.spec.parts.scenarios.items():
            if part.schedules:
                yield f"{name}_{scenario}", case.scenario(scenario), {"horizon": "uniform(5, 9)"}, 1


@pytest.fixture(scope="module")
def members() -> dict[str, Members]:
    found = {}
    for name, case, given, count in scheduled():
        inputs = draws(case, 5, given)
        values = dict(zip(inputs.keys, inputs.values(0, count).T, strict=True))
        found[f"{name.replace('-', '_')}.js"] = Members(case, values, count)
    return found


def test_200_random_inputs(members: dict[str, Members]) -> None:
    assert sum(one.count for one in members.values()) >= 200


def test_the_engines_agree(answer: Answer, members: dict[str, Members]) -> None:
    """Outcomes, milestones and ends, to a millionth."""
    modules = {name: program_module(one.case, ()) for name, one in members.items()}
    found = answer(modules, ASK, {name: one.changes() for name, one in members.items()})
    for name, one in members.items():
        batch = one.case.batch(one.values, settings=FINE)
        pairs = [(told(batch, place), one.inside(given)) for place, given in enumerate(found[name])]
        assert [pair for pair in pairs if not agree(*pair)] == [], name
