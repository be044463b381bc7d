"""Units of the flagship: a wrong one is caught wherever it stands, and a unit of another size changes no result.

Each of the stocks, auxiliaries, parameters, controls and outcomes gets, singly and in a copy of the files, a unit of
another dimension (its own times "chip"), which must give an error with file, line and both units; so must a wrong
unit where none is declared: in the date of an event, its new values, a condition, a flow, a scenario.
Then half of them, in ways that tell each from every other, and all of them at once, get a unit of another size
("percent ..."), with plain values, ranges and defaults a hundred times as large. Equations stay as they are, and so
must every outcome of a cautious run.
"""

import functools
import re
import shutil
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from takeoff.equations import units as u
from takeoff.equations.understand import understand
from takeoff.errors import ModelError
from takeoff.schedules.schedule import ramp
from takeoff.solve.case import Case, Programs
from takeoff.spec.find import find_model
from takeoff.spec.read import read_model
from tests.every_model.halves import halves

FLAGSHIP = find_model("automating-alignment")
SECTIONS = ("stocks", "auxiliaries", "parameters", "controls", "outcomes")
FILES = sorted(FLAGSHIP.glob("*.toml"))

_HEADER = re.compile(r"\[(\w+)\.(\w+)\]$")
_UNIT = re.compile(r'unit = "(.*)"$')
_PLAIN = re.compile(r"(value(?:\.\w+)?|default|between) = (-?[\d.e+-]+|\[.*\])$")
_CHANGE = re.compile(r"(\w+) = (-?[\d.e+-]+)$")
_INLINE = re.compile(r"(\w+) = (-?[\d.e+-]+)")
_PRIOR = re.compile(r'prior = "((?:triangular|uniform|loguniform|pert)\(.*\)|[-\d.e+]+ to [-\d.e+]+)"$')
_CONTROL = re.compile(r"(default) = ")


class Declaration(NamedTuple):
    file: str
    section: str
    name: str
    line: int
    unit: str


def declarations() -> Iterator[Declaration]:
    for file in FILES:
        section = name = ""
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if header := _HEADER.match(line):
                section, name = header.groups()
            elif section in SECTIONS and (unit := _UNIT.match(line)):
                yield Declaration(file.name, section, name, number, unit[1])


ALL = tuple(declarations())

DISAGREEMENT = re.compile(
    r"the declared unit is (.+), but the equation gives (.+)$"
    r"|cannot (?:add|subtract|compare|combine|choose between|take \w+ of) (.+) and (.+)$"
    r"|must be (?:in )?(.+), got (.+)$"
    r"|one panel cannot show (.+) and (.+)$"
    r"|\w+ joins (.+) and (.+)$"
    r"|needs a base without unit, got (.+)$"
    r"|a control is a share \(unit 1\), got (.+)$",
    re.MULTILINE,
)
"""The sentences about units: they name both, of which "no unit" may be one."""


def edited(folder: Path, file: str, edit: Callable[[list[str]], None]) -> Path:
    if not folder.exists():
        shutil.copytree(FLAGSHIP, folder)
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    edit(lines)
    (folder / file).write_text("\n".join(lines), encoding="utf-8")
    return folder


SENTENCE = re.compile(DISAGREEMENT.pattern + r"|is in (.+), but the unit is (.+)$", re.MULTILINE)


def problems_of(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        understand(read_model(folder))
    return str(caught.value)


def test_every_declaration_is_found() -> None:
    parts = read_model(FLAGSHIP).parts
    declared = {(section, name) for section in SECTIONS for name in getattr(parts, section)}
    assert {(one.section, one.name) for one in ALL} == declared
    assert len(ALL) == len(declared) > 100


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.section}.{one.name}")
def test_a_unit_of_another_dimension_is_caught(one: Declaration, tmp_path: Path) -> None:
    wrong = "chip" if one.unit == "1" else f"chip {one.unit}"

    def edit(lines: list[str]) -> None:
        lines[one.line - 1] = f'unit = "{wrong}"'

    said = problems_of(edited(tmp_path / "model", one.file, edit))
    assert re.search(r"\w+\.toml:\d+: ", said)
    assert re.search(rf"\b{re.escape(one.name)}\b", said)
    assert "chip" in said
    pairs = [tuple(unit for unit in match.groups() if unit) for match in DISAGREEMENT.finditer(said)]
    assert pairs
    assert all(len(pair) == 1 or pair[0] != pair[1] for pair in pairs)


WRONG_LINES = {
    "date of an event": ('[events.x]\nat = "danger_capability"\nset = { alignment = "alignment" }', "year", "OOM"),
    "new value of an event": (
        '[events.x]\nwhen = "t > lead"\nset = { alignment = "alignment * lead" }',
        "researcher year",
        "researcher year^2",
    ),
    "condition of an event": (
        '[events.x]\nwhen = "t > danger_capability"\nset = { alignment = "0" }',
        "year",
        "OOM",
    ),
    "milestone": ('[milestones.x]\nwhen = "capability[leader] >= alignment"', "OOM", "researcher year"),
    "outcome": ('[outcomes.x]\nunit = "year"\nequation = "alignment"', "year", "researcher year"),
    "promise": ('[promises]\nx = "0 <= capability[leader] <= 1"', "OOM", "1"),
    "flow": ('[flows.x]\ninto = "alignment"\nrate = "alignment"', "researcher", "researcher year"),
    "improvement": ('[improvements.x]\nadd = { lead = "1 OOM" }', "OOM", "year"),
    "scenario": ('[scenarios.x]\nlead = "1 OOM"', "OOM", "year"),
}


@pytest.mark.parametrize("name", WRONG_LINES)
def test_a_wrong_unit_in_what_has_no_unit_of_its_own_is_caught(name: str, tmp_path: Path) -> None:
    text, first, second = WRONG_LINES[name]
    shutil.copytree(FLAGSHIP, tmp_path / "model")
    (tmp_path / "model" / "wrong.toml").write_text(text, encoding="utf-8")
    said = problems_of(tmp_path / "model")
    assert re.search(r"wrong\.toml:[23]: ", said)
    assert any({first, second} == {unit for unit in match.groups() if unit} for match in SENTENCE.finditer(said))


def in_percent(names: Container[tuple[str, str]], lines: list[str]) -> None:
    """Give declarations of a file a unit a hundredth of its size, and their plain numbers a hundred times as large."""
    section = ""
    for index, line in enumerate(lines):
        if line.startswith("["):
            header = _HEADER.match(line)
            section = header[1] if header and header.groups() in names else ""
            section = "scenarios" if line.startswith("[scenarios.") else section
        elif section == "scenarios" and (change := _CHANGE.match(line)) and ("parameters", change[1]) in names:
            lines[index] = f"{change[1]} = {hundredfold(change[2])}"
        elif line.startswith("off = {"):
            lines[index] = _INLINE.sub(functools.partial(_hundredfold_of, names), line)
        elif section in SECTIONS and (unit := _UNIT.match(line)):
            lines[index] = f'unit = "percent {unit[1]}"'.replace(" 1/", "/").replace(' 1"', '"')
        elif section in SECTIONS and (plain := _PLAIN.match(line)):
            lines[index] = f"{plain[1]} = {hundredfold(plain[2])}"
        elif section == "parameters" and (prior := _PRIOR.match(line)):
            lines[index] = f'prior = "{hundredfold(prior[1])}"'
        elif section == "parameters" and (equation := re.match(r'value = "(log\(.*\))"$', line)):
            lines[index] = f'value = "100 * {equation[1]}"'


def _hundredfold_of(names: Container[tuple[str, str]], change: re.Match[str]) -> str:
    return f"{change[1]} = {hundredfold(change[2])}" if ("parameters", change[1]) in names else change[0]


def hundredfold(text: str) -> str:
    return re.sub(r"-?\d[\d.]*(?:e[+-]?\d+)?", lambda number: repr(100 * float(number[0])), text)


def outcomes_of(folder: Path) -> dict[str, float]:
    case = Case(Programs(understand(read_model(folder)))).with_schedules(
        {"caution": ramp(start=3, length=4, depth=0.6)}
    )
    run = case.run()
    return {name: run.outcome(name) * u.scale(q.unit) for name, q in run.meaning.outcome_units.items()}


@pytest.fixture(scope="module")
def expected() -> dict[str, float]:
    return outcomes_of(FLAGSHIP)


@pytest.mark.parametrize("chosen", halves(ALL), ids=lambda chosen: f"{len(chosen)} of them")
def test_units_of_another_size_change_no_outcome(
    chosen: list[Declaration], tmp_path: Path, expected: dict[str, float]
) -> None:
    edit = functools.partial(in_percent, {(one.section, one.name) for one in chosen})
    for file in sorted({one.file for one in chosen}):
        folder = edited(tmp_path / "model", file, edit)
    parts = read_model(folder).parts
    assert all("percent" in getattr(parts, one.section)[one.name].unit for one in chosen)
    assert outcomes_of(folder) == pytest.approx(expected, rel=1e-9)
