"""Pages to look things up: every verb, option, kind of schedule and exit code; every public name."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import click
import pytest

import takeoff
from takeoff import errors
from takeoff.cli.main import INTERRUPTED, VERBS
from takeoff.schedules.find import find_kind, kind_names

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMANDS = (DOCS / "commands" / "index.md").read_text(encoding="utf-8")
API = "\n".join(path.read_text(encoding="utf-8") for path in sorted((DOCS / "api").glob("*.md")))


@pytest.fixture
def written(extension: Callable[[str], ModuleType], tmp_path: Path) -> Path:
    """Folder of the pages of the command line."""
    extension("command_pages").write_pages(tmp_path)
    return tmp_path


def test_every_option_of_every_verb_is_told(written: Path) -> None:
    page = (written / "verbs.md").read_text(encoding="utf-8")
    sections = dict(zip(re.findall(r"^## takeoff (.*)$", page, re.MULTILINE), page.split("\n## ")[1:], strict=True))
    assert list(sections) == list(VERBS)
    for verb, module in VERBS.items():
        command = importlib.import_module(f"takeoff.cli.{module}").command
        options = [one for one in command.params if isinstance(one, click.Option)]
        rows = [row for row in sections[verb].splitlines() if row.startswith("| `")]
        assert len(rows) == len(options) + 1
        assert all(any(one.opts[0] in row.split("|")[1] for row in rows) for one in options)
        assert all(re.split(r"(?<!\\)\|", row)[2].strip() for row in rows), "an option without a help text"


def test_every_kind_of_schedule_is_told(written: Path) -> None:
    page = (written / "kinds.md").read_text(encoding="utf-8")
    for name in kind_names():
        kind = find_kind(name)
        assert f"## {name}\n\n`{kind.signature()}`\n\n" in page
        section = page.split(f"## {name}\n")[1].split("\n## ")[0]
        arguments = [*kind.quantities, *(f"{one}_1" if part.over else one for one, part in kind.declared.items())]
        assert all(f"| `{argument}`" in section for argument in arguments)


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| `(\d+)` \|", COMMANDS, re.MULTILINE)}
    families = (errors.TakeoffError, errors.ModelError, errors.InputError, errors.RunError, errors.NoAnswer)
    assert told == {0, INTERRUPTED, *(family.exit_code for family in families)}


def test_every_public_name_is_told() -> None:
    told = set(re.findall(r"^\.\. auto\w+:: takeoff\.(\w+)$", API, re.MULTILINE))
    assert set(takeoff.__all__) <= told
    assert ":imported-members:" in API and takeoff.figures.__all__
