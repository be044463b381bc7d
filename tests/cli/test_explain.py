"""`takeoff explain` in all its forms, and the note about a change that cannot move the outcome."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def test_markup_of_the_whole_model(cli: Cli) -> None:
    assert cli("explain", "logistic", "--as", "markdown").out.startswith("# logistic: Logistic growth\n")
    latex = cli("explain", "logistic", "--as", "latex").out
    assert latex.startswith(r"\documentclass{article}")
    assert r"\[ \mathrm{growing} = g\, x\, \left(1 - \frac{x}{K}\right) \]" in latex


def test_loops_as_text_json_and_csv(cli: Cli) -> None:
    text = cli("explain", "logistic", "--loops").out
    assert "changes      size -> size (reinforcing 2026 to 2030.29, balancing 2030.63 to 2036)" in text
    record = json.loads(cli("explain", "logistic", "--loops", "--format", "json").out)
    assert record["loops"]["complete"]
    assert [span["polarity"] for span in record["among_stocks"]["found"][0]["spans"]] == ["reinforcing", "balancing"]
    rows = cli("explain", "logistic", "--loops", "--format", "csv").out.splitlines()
    assert rows[0] == "netted,polarity,loop,when"
    assert [row.split(",")[0] for row in rows[1:]] == ["no", "yes"]


def test_loops_through_one_quantity(cli: Cli) -> None:
    text = cli("explain", "automating-alignment", "review_limit", "--loops").out
    assert (
        "reinforcing  alignment -> review_limit -> supervised_labour -> kink -> alignment_labour -> alignment" in text
    )
    assert "software" not in text
    nothing = cli("explain", "logistic", "growth", "--loops")
    assert (nothing.code, nothing.out) == (2, "")
    assert "no feedback loop passes through 'growth'" in nothing.err


def test_diagrams_on_stdout(cli: Cli) -> None:
    assert cli("explain", "logistic", "--diagram", "dot").out.startswith('digraph "Logistic growth" {')
    assert cli("explain", "logistic", "--diagram", "mermaid").out.startswith("flowchart LR\n")
    assert cli("explain", "logistic", "--diagram", "svg").out.startswith("<?xml")
    assert "parameter_limit" not in cli("explain", "logistic", "--diagram", "dot").out
    assert "parameter_limit" in cli("explain", "logistic", "--diagram", "dot", "--parameters").out


def test_a_sector_as_files(cli: Cli, tmp_path: Path) -> None:
    answer = cli("explain", "automating-alignment", "--sector", "race", "--figure", str(tmp_path / "race.svg"))
    assert (answer.code, answer.out) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["race.png", "race.svg"]
    assert f"figure: {tmp_path / 'race.svg'} {tmp_path / 'race.png'}" in answer.err
    assert (
        f"takeoff explain automating-alignment --sector race --figure {tmp_path}" in (tmp_path / "race.svg").read_text()
    )


def test_closed_forms_as_text(cli: Cli) -> None:
    lines = cli("explain", "hyperbolic", "--closed-form").out.splitlines()
    assert lines[0].startswith("Closed forms of hyperbolic. t is the time since the start in years;")
    assert lines[2] == "size(t) = size_start/(1 - acceleration*size_start*t)"
    assert lines[4:] == [
        "    holds before t = 1/(acceleration*size_start)",
        "    blows up at t = 1/(acceleration*size_start)",
    ]
    hazard = cli("explain", "lead-and-pause", "hazard", "--closed-form").out
    assert "    hazard_level*t  where caution = 1 or hazard_growth = 0" in hazard
    assert "alignment" not in hazard
    assert (
        "software: no closed form: its rate reads a lookup table"
        in cli("explain", "simple-timelines", "--closed-form").out
    )
    assert "The model has no stocks." in cli("explain", "researcher-supply", "--closed-form").out


def test_closed_forms_as_json_and_csv(cli: Cli) -> None:
    (record,) = json.loads(cli("explain", "lead-and-pause", "alignment", "--closed-form", "--format", "json").out)
    assert (record["stock"], record["kind"], record["reason"]) == ("alignment", "integral", "")
    assert [case["where"] for case in record["special_cases"]] == [
        "caution*productivity_growth + caution*theft_rate - productivity_growth = 0"
    ]
    assert record["holds"] == [
        "while alignment_share*initial_labour*exp(productivity_growth*progress) <= supervision_limit"
    ]
    rows = cli("explain", "task-by-task", "software[explicit]", "--closed-form", "--format", "csv").out.splitlines()
    assert rows[0] == "stock,kind,solution,special_cases,holds,blow_up,blows_up_if,reason"
    assert rows[1].startswith("software[explicit],,,,,,,sympy knows no integral of ces_bottleneck")


def test_closed_forms_in_markup(cli: Cli) -> None:
    markdown = cli("explain", "logistic", "--closed-form", "--as", "markdown").out
    assert r"$$x(t) = \frac{K x_0}{K e^{- g t} + x_0 \left(1 - e^{- g t}\right)}$$" in markdown
    latex = cli("explain", "lead-and-pause", "hazard", "--closed-form", "--as", "latex").out
    assert r"h_0 t & \text{for}\: c = 1 \vee k = 0" in latex
    assert latex.endswith("\\end{document}\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--closed-form", "--loops"], "--closed-form, --loops and --diagram exclude each other"),
        (["--closed-form", "--diagram", "dot"], "--closed-form, --loops and --diagram exclude each other"),
        (["--closed-form", "--as", "latex", "--format", "json"], "--format json is for quantities"),
        (["growth", "--closed-form"], "no stock 'growth'"),
        (["--as", "latex", "--loops"], "exclude each other"),
        (["--diagram", "dot", "--loops"], "exclude each other"),
        (["--as", "latex", "--format", "json"], "--format json is for quantities and loops"),
        (["--diagram", "dot", "--format", "csv"], "--format csv is for quantities and loops"),
        (["size", "--diagram", "dot"], "no single quantity"),
        (["--sector", "size"], "are for a diagram"),
        (["--sector", "size", "--diagram", "dot"], "no sector 'size'"),
        (["--figure", "/nowhere/at/all"], "no figure can be saved"),
        (["softwear", "--as", "latex"], "nothing called 'softwear'"),
    ],
)
def test_what_does_not_go_together(cli: Cli, words: list[str], message: str) -> None:
    answer = cli("explain", "logistic", *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err


def test_a_change_that_cannot_move_the_outcome_says_so(cli: Cli) -> None:
    pause = ("pause", "lead-and-pause", "--schedule", "caution=abrupt", "--over", "start", "--maximise", "alignment")
    note = "note: 'hazard_level' cannot move 'alignment'"
    assert note in cli(*pause, "--set", "hazard_level=0.1").err
    assert note not in cli(*pause, "--set", "hazard_level=0.1", "--subject-to", "hazard <= 10").err
    assert "note:" not in cli(*pause, "--set", "productivity_growth=1.0").err


def test_a_run_notes_only_what_moves_no_outcome_at_all(cli: Cli) -> None:
    run = ("run", "automating-alignment", "--format", "json")
    answer = cli(*run, "--set", "confidence_margin=0.5", "--set", "hazard_level=0.1", "--set", "horizon=30")
    assert answer.err.count("note:") == 1
    assert "note: 'confidence_margin' cannot move any outcome" in answer.err
    json.loads(answer.out)


def test_a_comparison_notes_it_too(cli: Cli) -> None:
    compare = ("compare", "lead-and-pause", "--schedule", "caution=abrupt(start=1 year)", "--maximise", "alignment")
    assert "note: 'hazard_level' cannot move 'alignment'" in cli(*compare, "--set", "hazard_level=0.1").err
