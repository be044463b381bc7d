"""Files and folders become a `Spec`: merged, placed, hashed; broken parts are left out and told."""

from pathlib import Path

import pytest

from takeoff.equations.understand import understand
from takeoff.errors import InputError, ModelError, Place, Problem, brief, near, printable
from takeoff.spec.find import find_model, model_paths, models_folder
from takeoff.spec.names import flaw_of_key, flaw_of_name
from takeoff.spec.read import read_model

HEAD = 'schema = 1\n[model]\nname = "two-files"\ntitle = "Two files"\n'
STOCK = '[sector]\ntitle = "Stocks"\n[stocks.size]\nunit = "1"\nstart = 1\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.toml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "stocks.toml").write_text(STOCK, encoding="utf-8")
    return tmp_path


def test_a_folder_is_one_model(folder: Path) -> None:
    spec = read_model(folder)
    assert spec.parts.stocks["size"].start == {"": "1"}
    assert list(spec.sectors) == ["model", "stocks"]
    assert spec.sectors["stocks"].title == "Stocks"
    assert (spec.sector("stocks", "size"), spec.sector("model")) == ("stocks", "model")
    assert spec.place("stocks", "size", "unit") == Place(str(folder / "stocks.toml"), 4)
    assert spec.place("stocks", "size", "nothing").line == 3
    assert spec.problems == ()


def test_the_hash_is_of_the_content(folder: Path) -> None:
    before = read_model(folder).digest
    assert read_model(folder).digest == before
    (folder / "stocks.toml").write_text(STOCK + "# changed", encoding="utf-8")
    assert read_model(folder).digest != before


def test_clashes_of_files_are_told_with_all_else(folder: Path) -> None:
    (folder / "other.toml").write_text('schema = 1\n[stocks.size]\nunit = "1"\nstart = 1\nx = 1\n', encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        understand(read_model(folder))
    said = [(Path(p.place.file).name, p.place.line, p.message) for p in caught.value.problems if p.place]
    assert said == [
        ("other.toml", 1, "[schema] belongs into model.toml"),
        ("other.toml", 5, "unknown key 'x' in stocks.size"),
        ("stocks.toml", 3, "stocks.size stands in two files"),
    ]


def test_a_broken_part_hides_no_other_problem(folder: Path) -> None:
    (folder / "flows.toml").write_text(
        '[flows.f]\ninto = "size"\nrate = "speed + x"\n[parameters.speed]\nunit = "1/year"\nvalu = 1\n'
        '[outcomes.o]\nunit = "USD"\nequation = "size"\n[parameters.spare]\nunit = "1"\nvalue = 1\n',
        encoding="utf-8",
    )
    with pytest.raises(ModelError) as caught:
        understand(read_model(folder))
    said = [problem.message for problem in caught.value.problems]
    assert said == [
        "flows.f.rate: unknown name 'x'",
        "parameters.speed needs 'value'",
        "unknown key 'valu' in parameters.speed",
        "outcomes.o.equation: the declared unit is USD, but the equation gives 1",
    ]


def test_finding() -> None:
    assert model_paths()["automating-alignment"] == models_folder() / "automating-alignment"
    assert find_model("exponential") == models_folder() / "exponential.toml"
    assert find_model(models_folder() / "exponential.toml").is_file()
    with pytest.raises(InputError, match="did you mean 'exponential'"):
        find_model("exponentail")


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no model\.toml"):
        find_model(tmp_path)


def test_no_models_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takeoff.spec.find.models_folder", lambda: tmp_path / "nowhere")
    assert model_paths() == {}


@pytest.mark.parametrize("name", ["a", "lambda_", "software2", "a_b_c"])
def test_names(name: str) -> None:
    assert flaw_of_name(name) == ""


@pytest.mark.parametrize("name", ["", "A", "2a", "_a", "a__b", "lambda", "t", "of", "a-b", "\u00e4", "a" * 61, "a\n"])
def test_what_is_no_name(name: str) -> None:
    assert flaw_of_name(name)


def test_keys() -> None:
    assert flaw_of_key("plan-c_2") == ""
    assert all(map(flaw_of_key, ["", "a--b", "A", "a b", "-a", "a" * 61]))


def test_a_message_shows_where() -> None:
    problem = Problem("wrong", Place("a/b.toml", 3), "x" * 200 + "?" + "y" * 200, 200, 1, "right")
    head, text, caret, hint = str(problem).split("\n")
    assert (head, hint) == ("a/b.toml:3: wrong", "  hint: right")
    assert text[caret.index("^")] == "?" and len(text) < 110
    assert text.strip().startswith("...") and text.endswith("...")
    assert Place("a/b.toml", 3).short == Place("a\\b.toml", 3).short == "b.toml:3"


def test_long_errors_are_cut(tmp_path: Path) -> None:
    error = ModelError([Problem(f"problem {number}") for number in range(150)])
    assert str(error).endswith("... and 50 more problems")
    assert len(error.problems) == 150
    assert brief("a" * 500) == "a" * 43 + "..." + "a" * 43
    assert printable("a\tb\x1bc\u202e") == "a b?c?"


def test_hints() -> None:
    assert near("flop", ["FLOP", "token"]) == "did you mean 'FLOP'?"
    assert near("zzz", ["b", "a"]) == "known are: a, b"
    assert near("zzz", []) == near("zzz", map(str, range(20))) == ""
