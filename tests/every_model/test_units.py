"""Units of the flagship: a wrong one is caught wherever it stands, and a unit of another size changes no result.

Each of the stocks, auxiliaries, parameters, controls and outcomes gets, singly and in a copy of the files, a unit of
another dimension (its own times "chip"), which must give an error with file, line and both units; so must a wrong
unit in the date of an event, in its new values, and in a milestone's condition.
Then all declarations of a file at once, and of all files at once, get a unit of another size ("percent ..."), with
plain values, ranges and defaults a hundred times as large. Equations stay as they are, and so must every outcome.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from takeoff.equations import units as u
from takeoff.equations.understand import understand
from takeoff.errors import ModelError
from takeoff.solve.case import Case, Programs
from takeoff.spec.find import find_model
from takeoff.spec.read import read_model

FLAGSHIP = find_model("automating-alignment")
SECTIONS = ("stocks", "auxiliaries", "parameters", "controls", "outcomes")
FILES = sorted(FLAGSHIP.glob("*.toml"))

_HEADER = re.compile(r"\[(\w+)\.(\w+)\]$")
_UNIT = re.compile(r'unit = "(.*)"$')
_PLAIN = re.compile(r"(value|default|between) = (-?[\d.e+-]+|\[.*\])$")
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


def edited(folder: Path, file: str, edit: Callable[[list[str]], None]) -> Path:
    if not folder.exists():
        shutil.copytree(FLAGSHIP, folder)
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    edit(lines)
    (folder / file).write_text("\n".join(lines), encoding="utf-8")
    return folder


def problems_of(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        understand(read_model(folder))
    return str(caught.value)


def test_every_declaration_is_found() -> None:
    parts = read_model(FLAGSHIP).parts
    declared = {(section, name) for section in SECTIONS for name in getattr(parts, section)}
    assert {(one.section, one.name) for one in ALL} == declared
    assert len(ALL) == len(declared) > 120


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.section}.{one.name}")
def test_a_unit_of_another_dimension_is_caught(one: Declaration, tmp_path: Path) -> None:
    wrong = "chip" if one.unit == "1" else f"chip {one.unit}"

    def edit(lines: list[str]) -> None:
        lines[one.line - 1] = f'unit = "{wrong}"'

    said = problems_of(edited(tmp_path / "model", one.file, edit))
    assert re.search(r"\w+\.toml:\d+: ", said)
    assert re.search(rf"\b{re.escape(one.name)}\b", said)
    assert "chip" in said
    # The other unit of the disagreement: that of an equation, a term, or what is needed there.
    both = r"declared unit is (.+), but the equation gives (.+)|cannot \w+.* (\S.*) and (.+)|must be (.+), got (.+)"
    pairs = [[unit for unit in match.groups() if unit] for match in re.finditer(both, said)]
    pairs += [
        ["1", unit] for unit in re.findall(r"needs a base without unit, got (.+)|is a share \(unit 1\), got (.+)", said)
    ]
    assert pairs and all(first != second for first, second in pairs)


WRONG_LINES = {
    "date of an event": ('[events.x]\nat = "danger_capability"\nset = { alignment = "alignment" }', "year", "OOM"),
    "new value of an event": (
        '[events.x]\nwhen = "t > lead"\nset = { alignment = "alignment * lead" }',
        "researcher year",
        "researcher year^2",
    ),
    "condition of an event": ('[events.x]\nwhen = "t > danger_capability"\nset = { alignment = "0" }', "year", "OOM"),
    "milestone": ('[milestones.x]\nwhen = "capability[leader] >= alignment"', "OOM", "researcher year"),
    "promise": ('[promises]\nx = "0 <= capability[leader] <= 1"', "OOM", "1"),
}


@pytest.mark.parametrize("name", WRONG_LINES)
def test_a_wrong_unit_in_a_condition_or_an_event_is_caught(name: str, tmp_path: Path) -> None:
    text, first, second = WRONG_LINES[name]
    lines_before = len((FLAGSHIP / "race.toml").read_text(encoding="utf-8").split("\n"))
    if text.startswith("[promises]"):
        text = (
            text.replace("[promises]\n", "[promises]\n") if "[promises]" not in flagship_text() else text.split("\n")[1]
        )

    def edit(lines: list[str]) -> None:
        if text.startswith("["):
            lines.extend(text.split("\n"))
        else:
            lines.insert(lines.index("[promises]") + 1, text)

    said = problems_of(edited(tmp_path / "model", "race.toml", edit))
    line = re.search(r"race\.toml:(\d+): ", said)
    assert line and int(line[1]) >= lines_before if text.startswith("[") else line
    assert re.search(rf"\b{re.escape(first)}\b.*\b{re.escape(second)}(?![\w^])", said)


def flagship_text() -> str:
    return (FLAGSHIP / "race.toml").read_text(encoding="utf-8")


def in_percent(lines: list[str]) -> None:
    """Give every declaration of a file a unit a hundredth of its size, and plain numbers a hundred times as large."""
    section = ""
    for index, line in enumerate(lines):
        if line.startswith("["):
            header = _HEADER.match(line)
            section = header[1] if header else ""
        elif section in SECTIONS and (unit := _UNIT.match(line)):
            lines[index] = f'unit = "percent {unit[1]}"'.replace(" 1/", "/").replace(' 1"', '"')
        elif section in SECTIONS and (plain := _PLAIN.match(line)):
            lines[index] = f"{plain[1]} = {hundredfold(plain[2])}"
        elif section == "parameters" and (equation := re.match(r'value = "(log\(.*\))"$', line)):
            lines[index] = f'value = "100 * {equation[1]}"'


def hundredfold(text: str) -> str:
    return re.sub(r"-?\d[\d.]*(?:e[+-]?\d+)?", lambda number: repr(100 * float(number[0])), text)


def outcomes_of(folder: Path) -> dict[str, float]:
    run = Case(Programs(understand(read_model(folder)))).run()
    return {name: run.outcome(name) * u.scale(q.unit) for name, q in run.meaning.outcome_units.items()}


@pytest.fixture(scope="module")
def expected() -> dict[str, float]:
    return outcomes_of(FLAGSHIP)


@pytest.mark.parametrize("file", [*(file.name for file in FILES), "all"])
def test_a_unit_of_another_size_changes_no_outcome(file: str, tmp_path: Path, expected: dict[str, float]) -> None:
    files = [one.name for one in FILES] if file == "all" else [file]
    for one in files:
        folder = edited(tmp_path / "model", one, in_percent)
    changed = [one.unit for one in read_model(folder).parts.parameters.values() if "percent" in one.unit]
    assert changed or file not in {one.file for one in ALL if one.section == "parameters"}
    assert outcomes_of(folder) == pytest.approx(expected, rel=1e-9)
