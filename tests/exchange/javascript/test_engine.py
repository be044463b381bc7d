"""The engine in JavaScript on small models with known answers, under every kind of schedule, and where runs fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.equations.scope import label
from takeoff.errors import RunError
from takeoff.exchange.javascript.program import program_module
from takeoff.model import Model
from takeoff.solve.case import Case
from tests.exchange.javascript.conftest import Answer
from tests.solve.batch.draws import case_of
from tests.solve.batch.test_run_batch import HOSTILE, PRONE
from tests.solve.gradient_cases import SCHEDULES, STEADY, WATCHFUL
from tests.solve.test_pieces import HEAD, KINKS, stock

ASK = """
import { runProgram } from "./run.js";
const told = (program, { changes, settings, times }) => {
  try {
    const run = runProgram(program, changes, settings);
    return { outcomes: run.outcomes, milestones: run.milestones, end: run.end, at: run.at(times) };
  } catch (error) {
    return { kind: error.constructor.name, message: error.message, hint: error.hint ?? "", where: error.where ?? "" };
  }
};
export const answer = async (asked) => {
  const found = {};
  for (const [file, members] of Object.entries(asked)) {
    const { program } = await import(`./${file}`);
    found[file] = members.map((member) => told(program, { changes: {}, settings: {}, times: [], ...member }));
  }
  return found;
};
"""


def ask(answer: Answer, cases: dict[str, tuple[Case, list[dict[str, Any]]]]) -> dict[str, list[Any]]:
    """What members of some cases give."""
    files = {name: f"case_{place}.js" for place, name in enumerate(cases)}
    modules = {files[name]: program_module(case) for name, (case, _) in cases.items()}
    found = answer(modules, ASK, {files[name]: members for name, (_, members) in cases.items()})
    return {name: found[file] for name, file in files.items()}


def model(folder: Path, text: str, name: str = "small") -> Case:
    """The case of a model from its text."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return takeoff.load(path).case


def test_jumps_and_kinks_are_exact_at_any_tolerance(answer: Answer, tmp_path: Path) -> None:
    rough = [{"settings": {"relative": 1e-3, "absolute": 1e-3}}]
    cases = {rate: (model(tmp_path, HEAD + stock(rate), f"m{i}"), rough) for i, (rate, _) in enumerate(KINKS)}
    found = ask(answer, cases)
    for rate, size in KINKS:
        assert found[rate][0]["outcomes"]["size"] == pytest.approx(size, rel=1e-12), rate


def test_every_kind_of_schedule(answer: Answer) -> None:
    timed = {name: SCHEDULES[name] for name in ("pause", "logistic", "exponential")}
    given = {name: ("lead-and-pause", {"theft_rate": 0.2, **one}) for name, one in timed.items()}
    given |= {name: ("lead-and-pause", {"theft_rate": 0.2, "caution": one}) for name, one in STEADY.items()}
    given |= {f"flagship, {name}": ("automating-alignment", WATCHFUL[name]) for name in ("hold, theft",)}
    cases = {name: case_of(*one) for name, one in given.items()}
    found = ask(answer, {name: (case, [{}]) for name, case in cases.items()})
    for name, case in cases.items():
        run = case.run()
        outcomes = {one: amount.value for one, amount in run.outcomes.items()}
        assert found[name][0]["outcomes"] == pytest.approx(outcomes, rel=1e-8, abs=1e-12), name


def test_every_function_and_quantity_along_the_run(answer: Answer, everything: Model) -> None:
    run, times = everything.run(), np.linspace(2026.0, 2030.0, 23)
    [found] = ask(answer, {"": (everything.case, [{"times": times.tolist()}])})[""]
    assert found["outcomes"] == pytest.approx({name: one.value for name, one in run.outcomes.items()}, rel=1e-9)
    assert found["end"] == pytest.approx(run.end, abs=1e-9)
    for name, values in run.table(times).items():
        told = [np.nan if value is None else value for value in found["at"][name]]
        values[np.isinf(values)] = np.nan  # JSON has no infinite number
        assert told == pytest.approx(values, rel=1e-8, abs=1e-9, nan_ok=True), name


def test_runs_fail_in_the_words_of_python(answer: Answer, tmp_path: Path) -> None:
    case = model(tmp_path, HEAD + PRONE, "prone")
    failing = [changes for changes, _ in HOSTILE.values()]
    found = ask(answer, {"": (case, [{"changes": changes} for changes in failing])})[""]
    for changes, told in zip(failing, found, strict=True):
        with pytest.raises(RunError) as caught:
            case.change(changes).run()
        assert told["kind"] == "RunError"
        assert told["message"].partition("(")[0] == str(caught.value).partition("\n")[0].partition("(")[0]


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"lead": 30}, "'lead': 30 is outside 0 to 20 year", "lead"),
    ({"lead": -1e-9}, "'lead': -1e-9 is outside", "lead"),
    ({"lead": "never"}, "'lead': never is not a finite number", "lead"),
    ({"lead": "1"}, "'lead': 1 is not a finite number", "lead"),
    ({"nonsense": 1}, "no parameter 'nonsense'", "nonsense"),
    ({"__proto__": 1}, "no parameter '__proto__'", "__proto__"),
    ({"toString": 1}, "no parameter 'toString'", "toString"),
    ({}, "'caution.start' is needed (year)", "caution.start"),
    ({"caution.start": 3, "caution.stop": 2}, "needs start <= stop (begins before it ends)", ""),
    ({"caution.start": 2025}, "outside 0 to inf", "caution.start"),
]
"""Changes, what is said of them, and where."""


def test_wrong_inputs_are_refused(answer: Answer) -> None:
    case = takeoff.load("lead-and-pause").case.with_schedules({"caution": takeoff.abrupt()})
    found = ask(answer, {"": (case, [{"changes": changes} for changes, _, _ in WRONG])})[""]
    for told, (changes, message, where) in zip(found, WRONG, strict=True):
        assert (told["kind"], told["where"]) == ("InputError", where), changes
        assert message in told["message"]


def test_dates_and_computed_parameters(answer: Answer) -> None:
    case = takeoff.load("software-explosion").case.with_schedules({"caution": takeoff.abrupt(depth=0.5)})
    computed = label(next(iter(case.meaning.computed)))
    at_a_date = {"caution.start": 2026.5}
    given = {**at_a_date, computed: 1.01 * case.parameters()[computed].value}  # type: ignore[operator]
    members = [{"changes": {"caution.start": case.start + 0.5}}, {"changes": {**given, "caution.start": 0.5}}]
    found = ask(answer, {"": (case, members)})[""]
    for told, changes in zip(found, ({}, {computed: given[computed]}), strict=True):
        run = case.change(changes).with_schedules({"caution": takeoff.abrupt(start=0.5, depth=0.5)}).run()
        outcomes = {name: one.value for name, one in run.outcomes.items()}
        assert told["outcomes"] == pytest.approx(outcomes, rel=1e-9)


def test_nodes_that_go_back_are_refused(answer: Answer) -> None:
    case = case_of("lead-and-pause", {"caution": takeoff.piecewise([(1, 0.1), (2, 0.9)])})
    [told] = ask(answer, {"": (case, [{"changes": {"caution.time_2": 0.5}}])})[""]
    assert (told["kind"], told["message"]) == ("InputError", "'caution.time_2' is before 'caution.time_1'")


def test_runs_without_length_and_ramps_without_breadth(answer: Answer) -> None:
    case = takeoff.load("lead-and-pause").case.with_schedules({"caution": takeoff.ramp(length="1e-9 year")})
    members = [{"changes": {"danger_progress": 0, "lead": 0, "caution.start": 2}, "times": [2026.0]}]
    still, steep = ask(answer, {"": (case, [*members, {"changes": {"caution.start": 2}}])})[""]
    assert (still["end"], still["at"]["progress"], still["outcomes"]["alignment"]) == (2026.0, [0.0], 0.0)
    run = case.with_schedules({"caution": takeoff.ramp(start="2 year", length="1e-9 year")}).run()
    assert steep["outcomes"] == pytest.approx({name: one.value for name, one in run.outcomes.items()}, rel=1e-8)


def test_the_budget_is_kept(answer: Answer) -> None:
    case = takeoff.load("lead-and-pause").case
    members: list[dict[str, Any]] = [
        {"settings": {"evaluations": 50}},
        {"settings": {"seconds": -1, "longestStep": 1e-3}},
    ]
    few, slow = ask(answer, {"": (case, members)})[""]
    assert few["message"] == "the run needs more than 50 evaluations"
    assert slow["message"] == "the run takes longer than -1 s"
