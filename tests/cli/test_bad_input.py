"""Nonsense on the command line: a clear sentence on stderr, nothing on stdout, the right exit code."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
STOP = ("--schedule", "caution=abrupt")

SETTINGS = {
    "deadline": "'deadline' is not of the form NAME=VALUE",
    "=1": "not of the form NAME=VALUE",
    "": "not of the form NAME=VALUE",
    "deadline=": 'hint: such as --set "lead=6 month"',
    "deadline=nan": "nan",
    "deadline=inf": "inf",
    "deadline=1e308": "outside 0 to 50 year",
    "deadline=1e999": "not a finite number",
    "deadline=-1": "-1 is outside 0 to 50 year",
    'deadline=""': "'deadline':",
    "deadline=never": "'never' is for dates only",
    "deadline=6 FLOP": "the unit is year",
    "deadline=6 mnth": "unknown unit 'mnth'",
    "deadline=__import__('os')": "'deadline':",
    "deadline=9**9**9**9": "'deadline':",
    "dedline=1": "did you mean 'deadline'?",
    "work=1": "no parameter 'work'",
    "zeit=1\x1b[31m": "no parameter 'zeit'",
    "größe=1": "no parameter 'größe'",
    "self=1": "no parameter 'self'",
    "horizon=0": "outside",
    "horizon=nan": "nan",
    "ending=2020": "before the start",
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_bad_setting(cli: Cli, small: str, setting: str) -> None:
    answer = cli("run", small, "--set", setting)
    assert (answer.code, answer.out) == (2, "")
    assert SETTINGS[setting] in answer.err
    assert "\x1b" not in answer.err


SCHEDULES = {
    "": "not of the form NAME=VALUE",
    "caution": 'hint: such as --schedule "caution=ramp(',
    "caution=": "not of the form NAME=VALUE",
    "cautoin=0.5": "did you mean 'caution'?",
    "progress=0.5": "no control 'progress'",
    "caution=2": "outside 0 to 1",
    "caution=nan": "nan",
    "caution=sudden": "unknown schedule 'sudden'",
    "caution=abrupt": "needs 'start'",
    "caution=abrupt(1)": "is not an argument of a schedule",
    "caution=abrupt(start=1": "is not a schedule",
    "caution=abrupt(start=1,)": "is not an argument of a schedule",
    "caution=abrupt(start=1, start=2)": "'start' is given twice",
    "caution=abrupt(strat=1)": "did you mean 'start'?",
    "caution=abrupt(start=2 FLOP)": "the unit is year",
    "caution=abrupt(start=1, depth=never)": "'never' is for dates only",
    "caution=../../secret(start=1)": "is not a schedule",
}


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_bad_schedule(cli: Cli, small: str, schedule: str) -> None:
    answer = cli("run", small, "--schedule", schedule)
    assert (answer.code, answer.out) == (2, "")
    assert SCHEDULES[schedule] in answer.err


RANGES = {
    "": "not a range to search over",
    "=": "not a range to search over",
    "start=": "not a range to search over",
    "start=1": "not a range to search over",
    "start=1..": "not a range to search over",
    "start=nan..2": "not a range to search over",
    "start=1..inf": "not a range to search over",
    "start=1..never": "not a range to search over",
    "start=1 year..3": "has no unit",
    "start=2..1": "no finite range",
    "start=1..1": "no finite range",
    "start=11..12": "no finite range",
    "start=-1..2": "before the start",
    "start=1..2 FLOP": "the unit is year",
    "strat": "did you mean 'start'?",
    "level": "no chosen schedule has an argument 'level'",
    "depth": "needs 'start'",
    "people": "no chosen schedule has an argument 'people'",
}


@pytest.mark.parametrize("over", RANGES)
def test_a_bad_range(cli: Cli, small: str, over: str) -> None:
    answer = cli("pause", small, "--maximise", "work", *STOP, "--over", over)
    assert (answer.code, answer.out) == (2, "")
    assert RANGES[over] in answer.err


BOUNDS = {
    "": "is not a bound",
    "work": "is not a bound",
    "work == 3": "is not a bound",
    "wrok <= 3": "did you mean 'work'?",
    "work <= nan": "nan",
    "work <= 3 year": "the bound on 'work'",
}


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_bad_bound(cli: Cli, small: str, bound: str) -> None:
    answer = cli("pause", small, "--maximise", "work", *STOP, "--over", "start", "--subject-to", bound)
    assert (answer.code, answer.out) == (2, "")
    assert BOUNDS[bound] in answer.err


COMMANDS = {
    ("run", "MODEL", "--set", "base=0", "--set", "base=1"): "--set gives 'base' twice",
    ("run", "MODEL", "--schedule", "caution=0.1", "--schedule", "caution=1"): "--schedule gives 'caution' twice",
    ("run", "MODEL", "--scenario", ""): "no scenario ''",
    ("run", "MODEL", "--scenario", "shrot"): "did you mean 'short'?",
    ("run", "MODEL", "--format", "xml"): "'xml' is not one of",
    ("run", "MODEL", "more"): "unexpected extra argument",
    ("run", "MODEL", "--sett", "base=1"): "No such option",
    ("run",): "Missing argument 'MODEL'",
    ("run", ""): "the MODEL is empty",
    ("run", "no-such-model"): "no model called 'no-such-model'",
    ("run", "a\0b"): "no model called 'a?b'",
    ("run", "x" * 5000): "no model called",
    ("plane",): "No such command 'plane'",
    ("pause", "MODEL", "--maximise", "work", *STOP): "Missing option '--over'",
    ("pause", "MODEL", *STOP, "--over", "start"): "Missing option '--maximise'",
    ("pause", "MODEL", "--maximise", "", *STOP, "--over", "start"): "no outcome ''",
    ("pause", "MODEL", "--maximise", "wrok", *STOP, "--over", "start"): "did you mean 'work'?",
    ("pause", "MODEL", "--maximise", "work", "--over", "start"): "no schedule to search",
    ("pause", "MODEL", "--maximise", "work", *STOP, *STOP, "--over", "start"): "--schedule gives 'caution' twice",
    (
        "pause",
        "MODEL",
        "--maximise",
        "work",
        *STOP,
        "--over",
        "start",
        "--over",
        "start=1..2",
    ): "--over gives 'start' twice",
    (
        "pause",
        "MODEL",
        "--maximise",
        "work",
        "--schedule",
        "caution=0.3",
        "--over",
        "level",
    ): "both given and searched over",
    ("compare", "MODEL", "--maximise", "work"): "nothing to compare",
    ("compare", "MODEL", "--maximise", "wrok", *STOP): "did you mean 'work'?",
    ("compare", "MODEL", "--maximise", "work", *STOP, "--equal", ""): "no outcome ''",
    ("compare", "MODEL", "--maximise", "work", *STOP, "--equal", "progress"): "nothing to match",
    ("compare", "MODEL", "--maximise", "work", *STOP, "--over", "nonsense"): "no compared schedule leaves",
    (
        "compare",
        "MODEL",
        "--maximise",
        "work",
        *STOP,
        "--schedule",
        "caution=0.4",
        "--equal",
        "progress",
    ): "nothing to solve",
    ("compare", "MODEL", "--maximise", "work", *STOP, "--figure", ""): "no figure can be saved at ''",
    ("compare", "MODEL", "--maximise", "work", *STOP, "--figure", "no/such/folder/x"): "no figure can be saved",
    ("compare", "MODEL", "--maximise", "progress", *STOP): "is better when lower",
    ("explain", "MODEL", "wrok"): "did you mean 'work'?",
    ("list", "more"): "unexpected extra argument",
    ("pause", "exponential", "--maximise", "size", *STOP, "--over", "start"): "no control 'caution'",
    ("compare", "researcher-supply", "--maximise", "parameters", *STOP): "it has none",
}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_bad_command(cli: Cli, small: str, words: tuple[str, ...]) -> None:
    answer = cli(*(small if word == "MODEL" else word for word in words))
    assert (answer.code, answer.out) == (2, "")
    assert COMMANDS[words] in answer.err


EQUATION = 'rate = "1 - caution"'
FILES: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "needs 'schema'"),
    "binary": (bytes(range(256)), "is not UTF-8 text"),
    "huge": (b"#" * 10_000_000, "larger than 1,000,000 bytes"),
    "not TOML": (b"= = =", "bad.toml"),
    "long": (f'rate = "{"1 + " * 100_000}1"', "at most 500 are read"),
    "imports": ("rate = \"__import__('os').system('id')\"", "unknown function '__import__'"),
    "powers": ('rate = "9**9**9**9"', "a power of powers"),
    "wrong unit": ('rate = "people"', "advance"),
}


@pytest.mark.parametrize("verb", ["run", "check", "explain"])
@pytest.mark.parametrize("name", FILES)
def test_a_bad_file(cli: Cli, small: str, tmp_path: Path, name: str, verb: str) -> None:
    content, message = FILES[name]
    path = tmp_path / "bad.toml"
    text = Path(small).read_text(encoding="utf-8")
    path.write_bytes(content if isinstance(content, bytes) else text.replace(EQUATION, content).encode())
    answer = cli(verb, str(path))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("error: ")
    assert message in answer.err


def test_a_folder_without_a_model(cli: Cli, tmp_path: Path) -> None:
    answer = cli("run", str(tmp_path))
    assert (answer.code, answer.out) == (2, "")
    assert "holds no model.toml" in answer.err


def test_a_run_that_fails_says_why(cli: Cli, own: Path) -> None:
    with own.open("a", encoding="utf-8") as file:
        file.write('[promises]\nslow = "progress <= base * deadline"\n')
    answer = cli("run", str(own))
    assert (answer.code, answer.out) == (1, "")
    assert "the promise 'slow' (progress <= base * deadline) is broken at" in answer.err
