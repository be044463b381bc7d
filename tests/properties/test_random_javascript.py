"""Random models in JavaScript: they end as they do in Python, or fail in the same words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import takeoff
from takeoff.errors import ModelError, RunError
from takeoff.exchange.javascript.program import program_module
from takeoff.solve.case import Case
from takeoff.solve.settings import Settings
from tests.exchange.javascript.conftest import in_engine
from tests.properties.cases import HANG, share, tried
from tests.properties.strategies import models

MOST = 3000
"""Most evaluations of a run; many of these models run away."""
ASK = """
import { runProgram } from "./run.js";
const told = (program, evaluations) => {
  try {
    return runProgram(program, {}, { evaluations }).outcomes;
  } catch (error) {
    return error.message;
  }
};
export const answer = async ({ files, evaluations }) => {
  const found = [];
  for (const file of files) found.push(told((await import(`./${file}`)).program, evaluations));
  return found;
};
"""


def cases(folder: Path) -> list[Case]:
    """Random models that are right, each with a short time."""
    found: list[Case] = []

    @share(0.01)
    @given(text=models())
    def collect(text: str) -> None:
        tried()
        path = folder / f"model_{len(found)}.toml"
        time = 'time = { unit = "year", start = 2026.0, stop = 2029.0 }'
        path.write_text(text.replace('title = "Random"', f'title = "Random"\\n{time}'), encoding="utf-8")
        try:
            case = takeoff.load(path).case
            case.check()
        except ModelError:
            return
        found.append(replace(case, settings=Settings(evaluations=MOST)))

    collect()
    return found


def in_python(case: Case) -> dict[str, float | None] | str:
    """Outcomes, or why there are none."""
    try:
        return {name: amount.value for name, amount in case.run().outcomes.items()}
    except RunError as error:
        return str(error).partition("\\n")[0]


def words(failure: Any) -> str:
    """A failure without its numbers, and without what each language says of arithmetic."""
    return re.sub(r"\\(.*|[\\d.e+-]+", "", failure)


@HANG
def test_random_models_end_or_fail_as_in_python(tmp_path: Path) -> None:
    some = cases(tmp_path)
    files = {f"model_{place}.js": program_module(case, ()) for place, case in enumerate(some)}
    found = in_engine(files, ASK, {"files": list(files), "evaluations": MOST}, tmp_path / "engine")
    for case, told in zip(some, found, strict=True):
        wanted = in_python(case)
        if isinstance(wanted, str):
            assert words(told) == words(wanted)
        else:
            assert told == {name: pytest.approx(value, rel=1e-6, abs=1e-9) for name, value in wanted.items()}
