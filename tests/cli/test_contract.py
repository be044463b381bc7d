"""What scripts rely on: the keys of the JSON, exit codes, results on stdout, and the line that reproduces them."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import takeoff
from takeoff.cli.saving import figure_stem

Cli = Callable[..., Any]
FULL_STOP = ("--schedule", "caution=abrupt", "--over", "start")
PAUSE = ("--maximise", "work", *FULL_STOP)


def lines_of(text: str) -> list[str]:
    return [line.removeprefix("reproduce: ") for line in text.splitlines() if line.startswith("reproduce: ")]


def test_run_prints_one_object(cli: Cli, small: str) -> None:
    answer = cli("run", small, "--set", "people=20", "--schedule", "caution=0.5", "--format", "json")
    record = json.loads(answer.out)
    assert list(record) == ["model", "changes", "schedule", "outcomes", "milestones", "provenance"]
    assert (answer.code, record["model"], record["changes"]) == (0, "small", {"people": 20.0})
    assert record["schedule"] == {"caution": "constant(level=0.5)"}
    assert record["outcomes"]["progress"] == {"value": pytest.approx(2.5), "unit": "year"}
    assert record["outcomes"]["far_time"] == {"value": None, "unit": "year"}
    assert record["milestones"] == {"over": pytest.approx(5.0), "far": None}
    assert "reproduce: takeoff run" in answer.err


def test_times_inside_json_are_years_from_the_start(cli: Cli, small: str) -> None:
    record = json.loads(cli("run", small, "--set", "ending=2028.5", "--format", "json").out)
    assert record["changes"] == record["provenance"]["changes"] == {"ending": 2.5}
    assert record["milestones"]["over"] == pytest.approx(2.5)
    record = json.loads(cli("run", small, "--set", "ending=never", "--format", "json").out)
    assert record["changes"] == {"ending": "never"}


def test_pause_prints_best_never_and_optima(cli: Cli, small: str, best: tuple[float, float]) -> None:
    record = json.loads(cli("pause", small, *PAUSE, "--format", "json").out)
    assert list(record) == ["best", "never", "optima"]
    assert all(list(one) == ["parameters", "outcomes", "milestones"] for one in (record["best"], *record["optima"]))
    assert record["best"] == record["optima"][0]
    assert record["best"]["parameters"]["start"] == {"value": pytest.approx(best[0], abs=1e-5), "unit": "year"}
    assert record["best"]["outcomes"]["work"]["value"] == pytest.approx(best[1], rel=1e-9)
    assert record["never"]["parameters"] == {}


def test_compare_prints_slowdowns(cli: Cli, small: str) -> None:
    words = ("compare", small, "--maximise", "work", "--schedule", "caution=abrupt(start=3)")
    answer = cli(*words, "--schedule", "caution=ramp(length=1)", "--equal", "progress", "--format", "json")
    record = json.loads(answer.out)
    assert answer.err.splitlines()[-1] == f"reproduce: {record['provenance']['command']}"
    assert record["provenance"]["model_sha256"] == takeoff.load(small).meaning.spec.digest
    never, abrupt, ramp = record["slowdowns"]
    assert (never["label"], abrupt["label"], ramp["label"]) == ("never pausing", "abrupt", "ramp")
    assert (record["ranked_by"], record["equal"]) == ("work", "progress")
    assert ramp["outcomes"]["progress"]["value"] == pytest.approx(3.0, abs=1e-7)
    assert ramp["parameters"]["start"]["value"] == pytest.approx(2.5, abs=1e-6)


def test_check_list_and_explain_speak_json(cli: Cli, small: str) -> None:
    assert json.loads(cli("check", small, "--format", "json").out)["counts"]["stocks"] == 2
    assert {"name", "title"} == set(json.loads(cli("list", "--format", "json").out)[0])
    shapes = {one.pop("name"): one for one in json.loads(cli("list", "--schedules", "--format", "json").out)}
    assert shapes["ramp"]["arguments"] == "start, length, depth=1"
    assert set(shapes["ramp"]) == {"arguments", "meaning"}
    kinds = [row["kind"] for row in json.loads(cli("explain", small, "--format", "json").out)]
    assert {"stock", "flow", "parameter", "control", "milestone", "outcome", "scenario"} <= set(kinds)


@pytest.mark.parametrize(
    ("words", "progress"),
    [
        (("--set", "deadline=6 month"), 0.5),
        (("--set", "deadline=0.5"), 0.5),
        (("--set", "ending=2030"), 4.0),
        (("--set", "ending=4"), 4.0),
        (("--set", "ending=18 month"), 1.5),
        (("--set", "horizon=2"), 2.0),
        (("--scenario", "short"), 3.0),
        (("--scenario", "short", "--set", "deadline=4"), 4.0),
        (("--schedule", "caution=0.5"), 2.5),
        (("--schedule", "caution=abrupt(start=2028)"), 2.0),
        (("--schedule", "caution=abrupt(start=2, depth=0.5, stop=4 year)"), 4.0),
        (("--schedule", "caution=ramp(start=3 year, length=2 year, depth=0.5)"), 4.5),
    ],
)
def test_values_and_schedules_mean_what_the_contract_says(
    cli: Cli, small: str, words: tuple[str, ...], progress: float
) -> None:
    record = json.loads(cli("run", small, *words, "--format", "json").out)
    assert record["outcomes"]["progress"]["value"] == pytest.approx(progress, abs=1e-9)


@pytest.mark.parametrize(
    "over",
    ["start", "caution.start", "start=1..4 year", "start=2027..2030", "start = 12 month .. 4 year", "start=.5..4e0"],
)
def test_ranges(cli: Cli, small: str, over: str, best: tuple[float, float]) -> None:
    words = ("pause", small, "--maximise", "work", "--schedule", "caution=abrupt", "--over", over, "--format", "json")
    [found] = json.loads(cli(*words).out)["best"]["parameters"].values()
    assert found["value"] == pytest.approx(best[0], abs=1e-4)


def test_a_range_far_beyond_the_run_is_cut(cli: Cli, small: str, best: tuple[float, float]) -> None:
    words = ("pause", small, "--maximise", "work", "--schedule", "caution=abrupt", "--over", "start=1..1e300")
    record = json.loads(cli(*words, "--format", "json").out)
    assert record["best"]["parameters"]["start"]["value"] == pytest.approx(best[0], abs=1e-4)


def test_a_bound_binds(cli: Cli, small: str) -> None:
    answer = cli("pause", small, *PAUSE, "--subject-to", "progress <= 30 month", "--format", "json")
    record = json.loads(answer.out)
    assert record["best"]["parameters"]["start"]["value"] == pytest.approx(2.5, abs=1e-5)
    assert "Never pausing does not satisfy" in cli("pause", small, *PAUSE, "--subject-to", "progress <= 2.5").out


@pytest.mark.parametrize(
    "words",
    [
        ("run", "--set", "people=1/3", "--schedule", "caution=ramp(start=1, length=1 year)"),
        ("run", "--scenario", "short", "--set", "ending=2027.25"),
        ("pause", *PAUSE, "--set", "deadline=50 month", "--subject-to", "progress <= 2.5"),
        ("compare", "--maximise", "work", "--schedule", "caution=abrupt", "--schedule", "caution=ramp(length=1)"),
    ],
    ids=lambda words: words[0],
)
def test_the_line_that_reproduces_a_result_does(cli: Cli, small: str, words: tuple[str, ...]) -> None:
    verb, *options = words
    first = cli(verb, small, *options)
    [line] = lines_of(first.out)
    assert (first.code, first.err) == (0, "")
    assert cli(*shlex.split(line)[1:]).out == first.out


def test_json_and_csv_have_every_digit_and_nothing_else_on_stdout(cli: Cli, small: str) -> None:
    answer = cli("run", small, "--schedule", "caution=0.3", "--format", "csv")
    header, work, *_ = answer.out.splitlines()
    assert header == "outcome,value,unit"
    assert len(work.split(",")[1]) > 12
    assert lines_of(answer.err)
    assert not lines_of(answer.out)
    assert cli("pause", small, *PAUSE, "--format", "csv").out.startswith("answer,start,work,progress,far_time\nbest,3.")
    compared = cli("compare", small, "--maximise", "work", "--schedule", "caution=0.4", "--format", "csv").out
    assert compared.startswith("slowdown,work,progress,far_time\nnever pausing,")


def test_exit_code_3_where_there_is_no_answer(cli: Cli, small: str) -> None:
    answer = cli("pause", small, *PAUSE, "--subject-to", "progress <= -1")
    assert (answer.code, answer.out) == (3, "")
    assert "no pause in range satisfies progress <= -1" in answer.err
    assert "the closest has progress = 0" in answer.err


def test_exit_code_3_where_an_outcome_never_has_a_value(cli: Cli, small: str) -> None:
    assert cli("pause", small, "--maximise", "far_time", *FULL_STOP).code == 3
    assert cli("pause", small, *PAUSE, "--subject-to", "far_time <= 3").code == 3
    twice = ("--schedule", "caution=abrupt(start=1)", "--schedule", "caution=ramp(length=1)")
    assert cli("compare", small, "--maximise", "work", "--equal", "far_time", *twice).code == 3


def test_more_of_what_is_better_when_lower_is_noted(cli: Cli, small: str) -> None:
    answer = cli("pause", small, "--maximise", "progress", *FULL_STOP, "--format", "json")
    assert "note: 'progress' is better when lower" in answer.err
    assert json.loads(answer.out)


@pytest.mark.parametrize("name", ["drawn", "drawn.svg", "drawn.png"])
def test_a_figure_is_saved_as_svg_and_png(cli: Cli, tmp_path: Path, name: str) -> None:
    words = ("compare", "lead-and-pause", "--maximise", "alignment", "--schedule", "caution=abrupt(start=2)")
    answer = cli(*words, "--figure", str(tmp_path / name))
    assert answer.code == 0
    assert answer.err == f"figure: {tmp_path / 'drawn.svg'} {tmp_path / 'drawn.png'}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["drawn.png", "drawn.svg"]


@pytest.mark.parametrize("verb", [("compare", "lead-and-pause"), ("backcast", __file__), ("theory", "best-stop")])
def test_a_figure_with_an_ending_that_is_not_written_is_refused(
    cli: Cli, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    path = tmp_path / "drawn.pdf"
    answer = cli(*verb, "--figure", str(path))
    assert (answer.code, list(tmp_path.iterdir())) == (2, [])
    assert "no figure is written as '.pdf'\n  hint: --figure " in answer.err


@pytest.mark.parametrize(("path", "stem"), [("a/0.5", "a/0.5"), ("a.b/c", "a.b/c"), ("c.png", "c")])
def test_the_stem_of_a_figure(path: str, stem: str) -> None:
    assert figure_stem(path) == stem


def test_a_bad_shipped_model_hides_no_other(
    cli: Cli, small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("schema = 2", encoding="utf-8")
    monkeypatch.setattr("takeoff.spec.find.model_paths", lambda: {"bad": bad, "small": Path(small)})
    answer = cli("list")
    assert (answer.code, answer.out.splitlines()[-1]) == (0, "small  Work done before a clock runs out")
    assert "see: takeoff check bad" in answer.err


def test_a_run_is_saved_for_other_programs(cli: Cli, small: str, tmp_path: Path) -> None:
    path = tmp_path / "all values.nc"
    answer = cli("run", small, "--set", "people=20", "--save", str(path), "--format", "json")
    record, saved = json.loads(answer.out), takeoff.load_run(path)
    assert f"saved: {path}\n" in answer.err
    assert shlex.split(record["provenance"]["command"])[-2:] == ["--save", str(path)]
    assert saved.outcome("work") == record["outcomes"]["work"]["value"]
    assert saved.milestones == record["milestones"]
    refused = cli("run", small, "--save", str(tmp_path / "nowhere" / "run.nc"))
    assert (refused.code, refused.out) == (2, "")
    assert "no file can be written at" in refused.err
