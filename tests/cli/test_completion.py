"""Completion: names of commands, models and what these declare; quick, quiet, and whole in a real Bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete

from takeoff.cli.completing import THEORY
from takeoff.cli.completion import VARIABLE
from takeoff.cli.main import takeoff as verbs
from takeoff.cli.shells import Bash, joined
from takeoff.schedules.find import kind_names
from takeoff.spec.find import model_paths

Cli = Callable[..., Any]
HEAVY = ("sympy", "scipy", "matplotlib", "numpy", "pint")


def offered(*words: str) -> list[str]:
    """What the last word may become."""
    *before, incomplete = words
    return [item.value for item in ShellComplete(verbs, {}, "takeoff", VARIABLE).get_completions(before, incomplete)]


def test_commands_models_and_paths(small: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(small).parent
    (folder / "sectors").mkdir()
    (folder / "sectors" / "model.toml").touch()
    (folder / "others" / "within").mkdir(parents=True)
    (folder / "small.txt").touch()
    monkeypatch.chdir(folder)
    assert offered("co") == ["compare", "compare-models", "completion"]
    assert set(offered("run", "")) == {*model_paths(), "small.toml", "sectors", "others/"}
    assert offered("run", "sm") == ["small.toml"]
    assert offered("list", "--scenarios", "others/") == ["others/within/"]
    assert offered("explain", "nowhere/") == []


def test_names_of_a_model(small: str) -> None:
    assert offered("run", small, "--set", "p") == ["people=", "pace="]
    assert offered("run", "--set", "base=0", small, "--set", "h") == ["horizon="]
    assert offered("run", small, "--scenario", "") == ["short"]
    assert offered("pause", small, "--maximise", "") == ["work", "progress", "far_time"]
    assert offered("pause", small, "--subject-to", "f") == ["far_time"]
    assert offered("compare", small, "--equal", "w") == ["work"]
    assert offered("plan", small, "--control", "") == ["caution"]
    assert offered("explain", small, "p") == ["progress", "people", "pace"]
    assert offered("run", "automating-alignment", "--set", "compute_st") == ["compute_start="]


def test_members_of_a_parameter(tmp_path: Path) -> None:
    path = tmp_path / "labs.toml"
    head = 'schema = 1\n[model]\nname = "labs"\ntitle = "Labs"\n[dimensions]\nlab = ["ahead", "behind"]\n'
    path.write_text(head + '[parameters]\nx = { over = "lab", value = 1, unit = "1" }\n', encoding="utf-8")
    assert offered("run", str(path), "--set", "x") == ["x=", "x[ahead]=", "x[behind]="]


def test_schedules_and_their_arguments(small: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('schema = 1\n[schedule]\nname = "own"\nequation = "x"\n[parameters]\nx = { unit = "1" }\n')
    assert offered("run", small, "--schedule", "") == ["caution="]
    assert offered("run", small, "--schedule", "caution=") == [f"caution={kind}" for kind in kind_names()]
    assert offered("pause", small, "--schedule", "caution=ramp(length=1)", "--over", "") == ["start", "length", "depth"]
    assert offered("pause", small, "--schedule", f"caution={own}", "--over", "") == ["x"]
    assert offered("pause", small, "--over", "") == []


def test_results_of_the_theory_are_those_there_are() -> None:
    from takeoff.theory.topics import results, topics

    assert THEORY.is_dir()
    assert sorted(offered("theory", "")) == sorted([*topics(), *results()])


@pytest.mark.parametrize("model", ["nonsense", "", "a\0b", "x" * 5000, "broken.toml", "."])
def test_nothing_is_offered_where_there_is_no_model(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.toml").write_text("schema = \n[[", encoding="utf-8")
    assert offered("run", model, "--set", "") == []
    assert offered("run", model, "--schedule", "x") == []


# --- shells ---


def answer(words: str, current: int | str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Bash is told, for its own words."""
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(current))
    return Bash(verbs, {}, "takeoff", VARIABLE).complete().splitlines()


def test_bash_takes_an_equals_sign_for_a_word(small: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer(f"takeoff run {small} --schedule caution = st", 6, monkeypatch) == ["staircase"]
    assert answer(f"takeoff run {small} --schedule caution =", 5, monkeypatch) == list(kind_names())
    assert answer(f"takeoff run {small} --schedule 'caution=st", 4, monkeypatch) == ["caution=staircase"]
    assert answer(f"takeoff run {small} --set base = 0.1 --set pe", 8, monkeypatch) == ["people="]
    assert answer(f"takeoff run {small} --set base =  --scenario ", 7, monkeypatch) == ["short"]
    assert answer(f"takeoff run {small} --save ", 4, monkeypatch) == []
    assert answer("", 0, monkeypatch) == list(verbs.list_commands(None))  # type: ignore[arg-type]
    assert joined(["--set", "x", "=", "1", "y"]) == ["--set", "x=1", "y"]


def test_every_shell_has_a_script(cli: Cli) -> None:
    for shell in ("bash", "zsh", "fish"):
        found = cli("completion", shell)
        assert (found.code, found.err) == (0, "")
        assert f"{VARIABLE}={shell}_complete" in found.out
    assert cli("completion", "csh").code == 2


def run_in(shell: str, script: str, program: Path) -> subprocess.CompletedProcess[str]:
    """What a shell says that finds a program by its name."""
    root = Path(verbs.callback.__code__.co_filename).parents[2]  # type: ignore[union-attr]
    search = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PYTHONPATH": str(root), "PATH": search, "TERM": "dumb"}
    plain = {"bash": "--norc", "zsh": "-f", "fish": "--no-config"}[shell]
    return subprocess.run([shell, plain, "-c", script], capture_output=True, text=True, env=environment, timeout=60)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """`takeoff` as a program, which writes the heavy modules that it loads to a file."""
    path = tmp_path / "takeoff"
    check = f"print([one for one in {HEAVY} if one in sys.modules], file=open({str(tmp_path / 'heavy')!r}, 'w'))"
    path.write_text(
        f"#!{sys.executable}\nimport sys\nfrom takeoff.cli.main import exit_code\nexit_code(None)\n{check}\n"
    )
    path.chmod(0o755)
    return path


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs Bash")
def test_bash_itself_completes(cli: Cli, program: Path) -> None:
    """The script is read by Bash, which asks a program that imports nothing heavy."""
    ask = "COMP_WORDS=({}); COMP_CWORD={}; _takeoff_completion {}; printf '%s|' \"${{COMPREPLY[@]}}\"; echo\n"
    words = ("takeoff run lead-and-pause --set share_b", 4), ("takeoff run nonsense --set x", 4)
    asked = "".join(ask.format(line, place, program) for line, place in words)
    done = run_in("bash", f'compopt() {{ echo "$*"; }}\n{cli("completion", "bash").out}\n{asked}', program)
    assert (done.stdout.splitlines(), done.stderr) == (["-o nospace", "share_base=|", "|"], "")
    assert (program.parent / "heavy").read_text() == "[]\n"


TYPED = """\
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'autoload -U compinit; compinit -u -D; source {script}'
zpty -w shell 'tell() {{ zle complete-word; print -r -- "$BUFFER|" >> {told}; zle kill-whole-line }}'
zpty -w shell 'zle -N tell; bindkey "^I" tell'
for line in {lines}; do zpty -w -n shell "$line"$'\\t'; done
zpty -w shell exit
while zpty -r shell; do :; done
"""
"""zsh completes only what is typed; each line is written down as it became."""


@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs zsh")
def test_zsh_itself_completes(cli: Cli, program: Path) -> None:
    """What is added to each line; a space stands where a word is whole."""
    script, told = program.parent / "script", program.parent / "told"
    script.write_text(cli("completion", "zsh").out, encoding="utf-8")
    added = {
        "takeoff run lead-and-pause --set share_b": "ase=",
        "takeoff run lead-and-pause --schedule=caution=st": "aircase ",
        f"takeoff run lead-and-pause --save {script.parent}/scr": "ipt ",
    }
    run_in("zsh", TYPED.format(script=script, told=told, lines=" ".join(f"'{line}'" for line in added)), program)
    assert told.read_text(encoding="utf-8").splitlines() == [f"{line}{end}|" for line, end in added.items()]


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs fish")
def test_fish_itself_completes(cli: Cli, program: Path) -> None:
    offers = {
        "takeoff run lead-and-pause --set share_b": ["share_base="],
        "takeoff run lead-and-pause --schedule=caution=st": ["--schedule=caution=staircase"],
        "takeoff run lead-and-pause --sch": [
            '--schedule\tHow a control moves: "caution=ramp(start=3 year, length=2 year)", or a number.'
        ],
        f"takeoff run lead-and-pause --save={program.parent}/tak": [f"--save={program}"],
    }
    asked = "".join(f"complete -C '{line}'; echo\n" for line in offers)
    done = run_in("fish", f"{cli('completion', 'fish').out}\n{asked}", program)
    expected = [line for found in offers.values() for line in (*found, "")]
    assert (done.stdout.splitlines(), done.stderr) == (expected, "")
