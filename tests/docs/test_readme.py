"""What README.md and models/README.md say: their numbers are found again, their tables are the parser's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import takeoff
from takeoff.equations import syntax, units, values
from takeoff.equations.functions import FUNCTIONS
from takeoff.equations.rules import MOST_TERMS
from takeoff.model import Model
from takeoff.schedules.find import find_kind, kind_names
from takeoff.solve.settings import DEFAULT
from takeoff.spec import members, merge, names, readers, shape, text
from takeoff.spec.descend import kinds_of
from takeoff.spec.figure_parts import FigurePart, Slowed
from takeoff.spec.parts import Parts, Sector, Time
from takeoff.spec.schedule_parts import ScheduleParts
from takeoff.uncertainty.answers import outcome_question
from takeoff.uncertainty.inputs import draws
from takeoff.uncertainty.tornado import tornado
from tests.docs.pages import ROOT, blocks

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
FLAGSHIP = "automating-alignment"
BEST = takeoff.abrupt(start=1.722, depth=0.3355)
"""The best slowdown of free depth, as the search finds it."""


def rows(document: str, first: str) -> list[list[str]]:
    """Cells of the table whose header begins with a cell."""
    table = document[document.index(f"| {first} |") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def section(document: str, title: str) -> str:
    """A section of a document, by its heading."""
    return document[document.index(f"## {title}\n") :].split("\n## ")[0]


def _block(info: str) -> str:
    """The first block of the page of the file format behind whose fence something stands."""
    return next(block.text for block in blocks("models/README.md") if block.info == info)


@pytest.fixture(scope="module")
def flagship() -> Model:
    return takeoff.load(FLAGSHIP)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the example of the page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two-labs.toml").write_text(_block("toml"), encoding="utf-8")
    return tmp_path


def test_pictures_are_there() -> None:
    found = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert found and all((ROOT / path).read_bytes().startswith(b"\x89PNG") for path in found)


def test_the_example_checks_and_runs(folder: Path) -> None:
    model = takeoff.load("two-labs.toml")
    run = model.run(theft_date=2027.5)
    assert run.at(2027.5)["software[behind]"].value == pytest.approx(run.at(2027.5)["software[ahead]"].value)
    assert takeoff.load("two-labs.toml").run().outcome("lead_left") == pytest.approx(6)


# --- numbers of the README ---


def _percent(model: Model, cell: str) -> float:
    """Success in % with the slowdown that a cell names: never, a start, or a start and a depth."""
    arguments = re.findall(r"[0-9.]+", cell.partition("(")[2])
    schedule = takeoff.abrupt(**dict(zip(("start", "depth"), map(float, arguments), strict=False)))
    run = model.run(caution=schedule) if arguments else model.run()
    return 100 * run.outcome("success")


@pytest.mark.parametrize("row", rows(README, "changed (`--set`)"), ids=lambda row: row[0])
def test_numbers_of_the_table(row: list[str], flagship: Model) -> None:
    changed = flagship.change(**{name: float(value) for name, value in re.findall(r"(\w+)=([0-9.]+)", row[0])})
    for cell in row[1:]:
        if cell == "none helps":
            late = [_percent(changed, f"({start})") for start in (7.5, 8, 8.3)]
            assert max(late) <= _percent(changed, "") + 1e-9
        else:
            assert _percent(changed, cell) == pytest.approx(float(cell.split()[0]), abs=0.06)


def test_the_best_slowdown_keeps_the_lead(flagship: Model) -> None:
    never, light = flagship.run(), flagship.run(caution=BEST)
    assert [round(run.outcome("lead_left"), 1) for run in (never, light)] == [2.1, 1.4]
    assert light.when("overtaken") is None


def test_numbers_of_the_ensemble(flagship: Model) -> None:
    """Fewer runs than the README tells of, so that percents are met to two points."""
    light, never = (one.ensemble(1000, seed=1) for one in (flagship.with_schedules(caution=BEST), flagship))
    assert len(light.inputs) == 57
    assert light.quantiles("success", (0.05, 0.5, 0.95)) == pytest.approx([0.001, 0.33, 0.87], abs=0.02)
    assert never.quantiles("success", (0.5,)) == pytest.approx([0.25], abs=0.02)


def test_numbers_of_the_tornado(flagship: Model) -> None:
    case = flagship.with_schedules(caution=BEST).case
    first = tornado(case, draws(case, 1), outcome_question(case, "success")).swings[:5]
    assert {one.input.name: [round(100 * answer) for answer in one.answers] for one in first} == {
        "alignment_needed": [88, 12],
        "alignment_parallel_exponent": [46, 81],
        "software_returns": [72, 39],
        "review_capacity": [41, 70],
        "lead": [43, 70],
    }


def test_guesses_are_counted(flagship: Model) -> None:
    parameters = flagship.meaning.spec.parts.parameters
    assumed = sum(part.source == "assumed" for part in parameters.values())
    assert f"{assumed} of the flagship's {len(parameters)} parameters" in README


# --- the page and the parser ---


def _kind(table: str) -> type[BaseModel]:
    """The kind of part behind a cell such as `[stocks.NAME]`."""
    name = table.strip("`[]").removesuffix(".NAME")
    if name == "sector":
        return Sector
    annotation = Parts.model_fields[name].annotation
    found = (get_args(annotation) or (annotation,))[-1]
    assert isinstance(found, type) and issubclass(found, BaseModel)
    return found


def test_every_section_is_told() -> None:
    told = {row[0].strip("`[]").removesuffix(".NAME") for row in rows(PAGE, "table")}
    assert told == {*Parts.model_fields, "sector"} - {"schema_"}


PARTS = [row for row in rows(PAGE, "table") if "`" in row[1] + row[2] and "figures" not in row[0]]


@pytest.mark.parametrize("row", PARTS, ids=lambda row: row[0])
def test_every_key_is_told(row: list[str]) -> None:
    fields = _kind(row[0]).model_fields
    needed = {name for name, field in fields.items() if field.is_required()}
    told = set(re.findall(r"`(\w+)`", row[1] + row[2]))
    told -= set(Time.model_fields) if row[0] == "`[model]`" else set()
    assert told == set(fields) - {"meaning"}
    assert needed <= set(re.findall(r"`(\w+)`", row[1]))


def test_every_kind_of_figure_is_told_with_its_keys() -> None:
    kinds, told = kinds_of(FigurePart), {row[0].strip("`"): row for row in rows(PAGE, "figure")}
    assert list(told) == list(kinds)
    for kind, row in told.items():
        fields = {
            name: one for name, one in kinds[kind].model_fields.items() if name not in {"kind", *Slowed.model_fields}
        }
        needed = {name for name, one in fields.items() if one.is_required()}
        assert (set(re.findall(r"`(\w+)`", row[2])), set(re.findall(r"`(\w+)`", row[3]))) == (
            needed,
            set(fields) - needed,
        )
    (row,) = [row for row in rows(PAGE, "table") if "figures" in row[0]]
    assert set(re.findall(r"`(\w+)`", row[1] + row[2])) == {"kind", *Slowed.model_fields} - {"meaning"}


def test_every_kind_of_schedule_is_told() -> None:
    told = [row[0].strip("`") for row in rows(PAGE, "kind")]
    assert sorted(told) == [find_kind(name).signature() for name in kind_names()]


SCHEDULE_TABLES = rows(section(PAGE, "Schedules"), "table")


@pytest.mark.parametrize("row", SCHEDULE_TABLES, ids=lambda row: row[0])
def test_every_key_of_a_schedule_is_told(row: list[str]) -> None:
    annotation = ScheduleParts.model_fields[row[0].strip("`[]").removesuffix(".NAME")].annotation
    kind = (get_args(annotation) or (annotation,))[-1]
    fields = set(kind.model_fields) - {"meaning"} if hasattr(kind, "model_fields") else set()
    assert set(re.findall(r"`([a-z_]+)`", row[1] + row[2])) == fields


def test_the_schedule_of_the_page_runs(folder: Path) -> None:
    """Worry relaxes to 1 above the level: caution is 1 - exp(-t/memory) after the level was passed."""
    (folder / "wary.toml").write_text(_block("toml schedule"), encoding="utf-8")
    run = takeoff.load(folder / "two-labs.toml").run(caution="./wary.toml(watch=level[ahead], above=1.5)")
    assert 0.5 < run["caution"].max() <= 1
    assert run.sample("caution", [0.0]) == 0


def test_every_function_is_told() -> None:
    told = [name for row in rows(PAGE, "function") for name in re.findall(r"`(\w+)\(", row[0])]
    assert sorted(told) == sorted(FUNCTIONS)


def test_every_unit_is_told() -> None:
    told = set(re.findall(r"`(\w+)`", section(PAGE, "Units and values")))
    assert told >= set(units.known_units())


def test_every_limit_is_told() -> None:
    limits: dict[str, Any] = {
        f"{text.LARGEST:,} bytes": "a file",
        f"{merge.MOST_FILES} files": "a folder",
        f"{shape.MOST:,} entries": "a section",
        f"{readers.MOST_MEMBERS} members": "a dimension",
        f"{members.MOST_CELLS:,} equations": "a model",
        f"{syntax.LONGEST} characters": "an equation",
        f"{syntax.MOST_NODES} parts": "an equation",
        f"exponent in digits {syntax.LARGEST_EXPONENT}": "an exponent",
        f"sums {MOST_TERMS:,} terms": "sums",
        f"value {values.LONGEST} characters": "a value",
        f"unit {units.LONGEST}": "a unit",
        f"{DEFAULT.evaluations:,} evaluations": "a run",
        f"{DEFAULT.seconds:g} seconds": "a run",
    }
    told = " ".join(section(PAGE, "Limits").split())
    assert [limit for limit in limits if limit not in told] == []
    assert f"at most {names.LONGEST}" in PAGE


def test_every_reserved_name_is_told() -> None:
    assert all(f"`{name}`" in section(PAGE, "Sections") for name in names.RESERVED)
