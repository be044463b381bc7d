"""Random models that are right load and keep their units."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeoff.algebra.build import build
from takeoff.equations.meaning import Meaning
from takeoff.equations.understand import understand
from takeoff.errors import ModelError
from takeoff.spec.read import read_model
from tests.properties.cases import HANG, share, tried
from tests.properties.strategies import models

pytestmark = HANG


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("random") / "random.toml"


def read(file: Path, text: str) -> Meaning:
    file.write_text(text, encoding="utf-8")
    return understand(read_model(file))


@share(0.04)
@given(text=models())
def test_a_model_that_is_right_loads(file: Path, text: str) -> None:
    tried()
    meaning = read(file, text)
    try:
        system = build(meaning)
    except ModelError as error:
        assert all("finite" in one.message or "too" in one.message for one in error.problems), str(error)
    else:
        assert len(system.states) == len(meaning.starts)


@share(0.02)
@given(text=models(), wrong=st.integers(0, 4))
def test_one_wrong_unit_is_found(file: Path, text: str, wrong: int) -> None:
    tried()
    lines = text.split("\n")
    index = lines.index(f"[auxiliaries.a{wrong}]")
    lines[index + 1] = 'unit = "chip"'
    with pytest.raises(ModelError, match="chip"):
        read(file, "\n".join(lines))
