"""The schema for editors: generated from the parser, shipped as generated, right about files that `check` knows.

`jsonschema` reads it here as an editor would; nothing but these tests needs it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator
from pydantic import BeforeValidator

from takeoff.spec.find import models_folder, schedules_folder
from takeoff.spec.forms import FORMS
from takeoff.spec.readers import Value
from takeoff.spec.schema import FILE_NAME, SCHEDULE_FILE_NAME, main, model_schema, schedule_schema

BROKEN = Path(__file__).resolve().parents[1] / "broken"
SHIPPED = sorted(models_folder().rglob("*.toml"))
HEAD = 'schema = 1\n[model]\nname = "m"\ntitle = "M"\n'
READER = Draft7Validator(model_schema())

WRONG = [
    "missing_model",
    "missing_schema",
    "missing_unit",
    "name_with_capitals",
    "over_that_is_no_name",
    "part_that_is_no_table",
    "remove_of_an_unknown_section",
    "remove_that_is_no_list",
    "remove_without_extends",
    "extends_no_text",
    "figures_of_a_wrong_shape",
    "extends_with_an_unknown_key",
    "extends_without_a_name_of_its_own",
    "unknown_key",
    "unknown_section",
    "wrong_types",
]


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_shipped_schema_is_the_generated_one() -> None:
    shipped = json.loads((models_folder() / FILE_NAME).read_text(encoding="utf-8"))
    assert shipped == model_schema(), "write it anew: make schema"


def test_it_is_written_beside_the_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takeoff.spec.schema.models_folder", lambda: tmp_path)
    monkeypatch.setattr("takeoff.spec.schema.schedules_folder", lambda: tmp_path)
    main()
    assert json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8")) == model_schema()
    assert json.loads((tmp_path / SCHEDULE_FILE_NAME).read_text(encoding="utf-8")) == schedule_schema()


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(model_schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_is_right(path: Path) -> None:
    assert [error.message for error in READER.iter_errors(read(path))] == []


@pytest.mark.parametrize("name", WRONG)
def test_broken_files_are_wrong(name: str) -> None:
    assert not READER.is_valid(read(BROKEN / f"{name}.toml"))


VALUE = FORMS[next(one.func for one in get_args(Value) if isinstance(one, BeforeValidator))]
"""What a scenario gives parameters, whose names are the model's."""


def tables(schema: Any) -> Iterator[dict[str, Any]]:
    """Every table of the schema that lists its keys."""
    if isinstance(schema, dict):
        if "additionalProperties" in schema and "properties" in schema:
            yield schema
        for inner in schema.values():
            yield from tables(inner)


def test_no_table_takes_unknown_keys_and_every_key_is_described() -> None:
    found = list(tables(model_schema()))
    assert len(found) > 15
    for table in found:
        others = table["additionalProperties"]
        assert others is False or (others == VALUE and "schedules" in table["properties"])
        for key, form in table["properties"].items():
            inner = form.get("additionalProperties") or {}
            assert "description" in form or "description" in inner, key


@pytest.mark.parametrize(
    "text",
    [
        "[dimensions]\nlab = ['a', 'b']\ntask = 3\n",
        "[stocks.x]\nover = ['lab']\nunit = '1'\nstart = { a = 1, b = '2 * 3' }\n",
        "[flows.x]\nover = 'lab'\ninto = 'x'\nrate = 1.5\n",
        "[parameters.x]\nunit = '1'\nvalue = 'never'\nbetween = [0, inf]\ndate = true\n",
        "[scenarios.high-pace]\ntitle = 'Fast'\nx = '6 month'\n'y[a]' = 2\nhorizon = 3\n",
        "[scenarios.pause]\nmeaning = 'A stop.'\nschedules = { caution = 'abrupt(start=3)', other = 0.5 }\n",
        "[events.x]\nat = 3\nset = { 'software[a]' = 1 }\n",
        "[figures.f]\nkind = 'latest'\nalong.x = '1..2'\nschedule = 1\nover.s = ''\nsubject_to = ['z<1']\n",
        "[figures.x]\nkind = 'trajectories'\ntitle = 'X'\nscenario = 's'\nschedules = { caution = 0.5 }\n",
        "[mechanisms.ideas-leak]\noff = { x = 0, 'y[a]' = 'never' }\nlabel = 'leaks'\n",
        "[improvements.more-x]\nadd = { x = '1 month', 'y[a]' = 2 }\nmultiply = { z = 1.1 }\nyardstick = true\n",
    ],
)
def test_every_way_of_writing_is_right(text: str) -> None:
    assert [error.message for error in READER.iter_errors(tomllib.loads(HEAD + text))] == []
    assert READER.is_valid(tomllib.loads(text)), "a sector file"


@pytest.mark.parametrize(
    "text",
    [
        "[dimensions]\ntask = 201\n",
        "[dimensions]\nlab = []\n",
        "[stocks.x]\nunit = '1'\nstart = true\n",
        "[stocks.x]\nunit = '1'\nstart = { a = ['1'] }\n",
        "[stocks.t]\nunit = '1'\nstart = 1\n",
        "[parameters.x]\nunit = '1'\nvalue = 1\nbetween = [0, 1, 2]\n",
        "[flows.x]\nrate = 1\nover = 3\n",
        "[improvements.x]\nadd = { x = true }\n",
        "[scenarios.x]\ny = [1]\n",
        "[scenarios.x]\nschedules = { caution = true }\n",
    ],
)
def test_other_ways_are_wrong(text: str) -> None:
    assert not READER.is_valid(tomllib.loads(HEAD + text))


def test_a_part_of_an_extending_file_may_hold_one_key() -> None:
    change = tomllib.loads(HEAD + "[parameters.x]\nvalue = 1\n[remove]\nparameters = ['y']\n")
    assert not READER.is_valid(change)
    assert READER.is_valid({**change, "extends": "exponential"})


SCHEDULES = Draft7Validator(schedule_schema())
KINDS = schedules_folder()


def test_the_shipped_schema_of_schedules_is_the_generated_one() -> None:
    shipped = json.loads((KINDS / SCHEDULE_FILE_NAME).read_text(encoding="utf-8"))
    assert shipped == schedule_schema(), "write it anew: make schema"
    Draft7Validator.check_schema(shipped)


@pytest.mark.parametrize("path", sorted(KINDS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_schedule_fits(path: Path) -> None:
    assert SCHEDULES.is_valid(read(path))


@pytest.mark.parametrize("name", ["unknown_key", "no_equation", "table_between_curves", "names"])
def test_broken_schedules_do_not(name: str) -> None:
    assert not SCHEDULES.is_valid(read(KINDS.parents[2] / "tests" / "schedules" / "broken" / f"{name}.toml"))
