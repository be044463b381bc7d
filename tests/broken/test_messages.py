"""A small broken model for every kind of error, beside the exact message that it gives."""

from pathlib import Path

import pytest

from takeoff.errors import ModelError
from takeoff.model import load

FOLDER = Path(__file__).parent
MODELS = sorted(FOLDER.glob("*.toml"))


def test_every_model_has_a_message_and_every_message_a_model() -> None:
    assert [path.stem for path in MODELS] == sorted(path.stem for path in FOLDER.glob("*.txt"))
    assert len(MODELS) > 60


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_the_message(path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load(path)
    said = str(caught.value).replace(str(path), path.name)
    assert said == path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_problem_has_a_file_and_a_line(path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load(path)
    for problem in caught.value.problems:
        assert problem.place is not None
        assert problem.place.file == str(path)
        assert 1 <= problem.place.line <= len(path.read_text(encoding="utf-8").splitlines())
