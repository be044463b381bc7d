"""A small broken schedule file for every kind of error, beside the exact message that it gives."""

from pathlib import Path

import pytest

from takeoff.errors import ModelError
from takeoff.schedules.understand import read_kind

FOLDER = Path(__file__).parent / "broken"
FILES = sorted(FOLDER.glob("*.toml"))


def test_every_file_has_a_message_and_every_message_a_file() -> None:
    assert [path.stem for path in FILES] == sorted(path.stem for path in FOLDER.glob("*.txt"))
    assert len(FILES) >= 18


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_message(path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        read_kind(path)
    said = str(caught.value).replace(str(path), path.name)
    assert said == path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_problem_has_a_file_and_a_line(path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        read_kind(path)
    for problem in caught.value.problems:
        assert problem.place is not None
        assert problem.place.file == str(path)
        assert 1 <= problem.place.line <= len(path.read_text(encoding="utf-8").splitlines())
