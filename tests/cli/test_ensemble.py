"""`takeoff ensemble` and `takeoff sensitivity`: what they print, keep and refuse."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from takeoff.cli.main import exit_code
from takeoff.cli.sensitivity import METHODS
from takeoff.uncertainty.sensitivity import POINTS

SPREAD = str(Path(__file__).parents[1] / "uncertainty" / "spread.toml")
SMALL = ["ensemble", SPREAD, "--draws", "60", "--seed", "5", "--set", "excess=0", "--engine", "numpy"]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str) -> tuple[int, str, str]:
        code = exit_code(list(words))
        return code, *capsys.readouterr()

    return run


Said = Callable[..., tuple[int, str, str]]


def test_an_ensemble_in_words(said: Said) -> None:
    code, out, _ = said(*SMALL)
    assert code == 0
    assert "growth  0.14  0.5   0.86  1/year  uniform" in out
    assert "60 members, none failed." in out
    assert "worst relative difference" in out
    line = f"reproduce: takeoff ensemble {SPREAD} --set excess=0 --draws 60 --seed 5 --engine numpy"
    assert out.rstrip().endswith(line)


def test_json_and_csv_tell_the_same(said: Said) -> None:
    record: dict[str, Any] = json.loads(said(*SMALL, "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(said(*SMALL, "--format", "csv")[1])))
    assert len(rows) == record["outcomes"]["size"]["members"] == 60
    sizes = [float(row["size"]) for row in rows]
    assert sum(sizes) / 60 == pytest.approx(record["outcomes"]["size"]["mean"], rel=1e-12)
    assert record["failures"] == {"count": 0, "reasons": {}}
    reached = [row for row in rows if row["twice"]]
    assert record["milestones"]["twice"]["reached"] == pytest.approx(len(reached) / 60)


def test_the_engines_agree(said: Said) -> None:
    one, other = (json.loads(said(*SMALL[:-1], name, "--format", "json")[1]) for name in ("numpy", "scipy"))
    assert one["outcomes"]["size"]["mean"] == pytest.approx(other["outcomes"]["size"]["mean"], rel=1e-6)


def test_failed_members_are_counted(said: Said) -> None:
    out = said("ensemble", SPREAD, "--draws", "60", "--seed", "5", "--prior", "excess=uniform(0, 0.2)")[1]
    assert "failed and are left out above:" in out


def test_a_folder_goes_on_and_shards_share_it(said: Said, tmp_path: Path) -> None:
    folder = str(tmp_path / "runs")
    many = ["ensemble", SPREAD, "--draws", "1500", "--seed", "5", "--set", "excess=0", "--folder", folder]
    code, _, err = said(*many, "--shard", "1/2")
    assert code == 3
    assert "1 of 2 blocks are left to other shards" in err
    assert said(*many, "--shard", "2/2")[0] == 0
    assert said(*many)[0] == 0
    assert said(*many[:4], "6", *many[5:])[0] == 2


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--shard", "1/2"], 2, "--shard needs --folder"),
        (["--shard", "3", "--folder", "x"], 2, "'3' is no shard"),
        (["--prior", "growth=5"], 2, "prior of 'growth': '5' is no prior"),
        (["--prior", "grwth=1 to 2"], 2, "did you mean 'growth'"),
        (["--prior", "growth=fixed"], 2, "nothing to draw"),
        (["--draws", "0"], 2, "an ensemble has 1 to"),
        (["--workers", "2", "--dask", "tcp://127.0.0.1:9"], 2, "exclude each other"),
        (["--seed", "-1"], 2, "--seed"),
    ],
)
def test_what_is_refused(said: Said, words: list[str], code: int, message: str) -> None:
    found, _, err = said(*SMALL, *words)
    assert found == code
    assert message in err


def test_sensitivity(said: Said) -> None:
    code, out, _ = said("sensitivity", SPREAD, "--outcome", "size", "--prior", "excess=uniform(-0.1, 0.1)")
    assert code == 0
    assert "notice: 'growth' is assumed" in out
    pytest.importorskip("SALib", reason="the extra 'sensitivity' is not installed")
    asked = ["sensitivity", SPREAD, "--outcome", "size", "--prior", "excess=uniform(-0.1, 0.1)", "--method", "sobol"]
    record = json.loads(said(*asked, "--points", "64", "--format", "json")[1])
    assert [row["input"] for row in record["indices"]] == ["growth", "excess"]
    assert record["evaluations"] == 64 * 4


def test_the_methods_of_the_command_line_are_those_of_the_library(said: Said) -> None:
    assert tuple(POINTS) == METHODS
    code, out, err = said("sensitivity", SPREAD, "--outcome", "size", "--points", "8")
    assert (code, out) == (2, "")
    assert "a tornado takes no points" in err


def test_a_tornado_of_what_has_no_value_at_present(said: Said, tmp_path: Path) -> None:
    asked = ["sensitivity", SPREAD, "--outcome", "at_twice", "--set", "growth=0.01", "--prior", "growth=0.1 to 0.9"]
    assert said(*asked)[1].startswith("at twice: no value at present values.")
    record = json.loads(said(*asked, "--format", "json")[1])
    assert record["base"] is None
    assert record["swings"][0]["swing"] is None
    words = ["sensitivity", "automating-alignment", "--outcome", "success", "--format", "json"]
    theft = json.loads(said(*words, "--prior", "theft_time=never 30%, else 2027 to 2029")[1])
    assert [row["high"] for row in theft["swings"] if row["input"] == "theft_time"] == [None]


def test_sensitivity_needs_one_answer(said: Said) -> None:
    assert "Give either --outcome or --maximise" in said("sensitivity", SPREAD)[2]
    assert "--over and --tell go with --maximise" in said("sensitivity", SPREAD, "--outcome", "size", "--tell", "x")[2]


def test_figures_of_an_ensemble(said: Said, tmp_path: Path) -> None:
    path = str(tmp_path / "out.png")
    code, out, err = said(*SMALL, "--figure", path, "--spread", "size")
    assert code == 0
    names = [f"out{part}.{ending}" for part in ("", "-dates", "-size") for ending in ("png", "svg")]
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names)
    assert out.rstrip().endswith(f"--engine numpy --figure {path} --spread size")
    assert err.count("figure: ") == 3
    content = (tmp_path / "out.png").read_bytes()
    assert b"takeoff ensemble" in content and b"plan_sha256" in content


def test_a_figure_of_nothing_is_a_note(said: Said, tmp_path: Path) -> None:
    code, out, err = said(*SMALL, "--set", "growth=0", "--prior", "excess=0 to 0.1", "--figure", str(tmp_path / "out"))
    assert code == 0
    assert "out-dates: no run reaches a milestone" in err
    assert "none failed" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--sample", "sise"], "did you mean 'size'"),
        (["--figure", "/nowhere/out"], "no figure can be saved"),
        (["--figure", "out", "--spread", "sise"], "the model has no outcome 'sise'"),
        (["--spread", "size"], "--spread needs --figure"),
        (["--sample", "size", "--draws", "200000"], "200,000 draws are too many to be sampled"),
    ],
)
def test_pictures_that_are_refused(said: Said, words: list[str], message: str) -> None:
    code, _, err = said(*SMALL, *words)
    assert code == 2
    assert message in err


def test_a_figure_of_sensitivity(said: Said, tmp_path: Path) -> None:
    path = tmp_path / "out"
    asked = ["sensitivity", SPREAD, "--outcome", "size", "--prior", "excess=uniform(-0.1, 0.1)", "--figure", str(path)]
    assert said(*asked)[0] == 0
    first = [one.read_bytes() for one in sorted(tmp_path.iterdir())]
    assert said(*asked)[0] == 0
    assert first == [one.read_bytes() for one in sorted(tmp_path.iterdir())]
    assert len(first) == 2
    assert b"--outcome size --figure" in first[0]
