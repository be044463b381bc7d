"""The program as a process: what it imports, Ctrl-C, a closed pipe, a full disk, output that is not UTF-8."""

import os
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from takeoff.cli.main import exit_code

TAKEOFF = (sys.executable, "-c", "from takeoff.cli.main import main; main()")
HEAVY = ("sympy", "scipy", "matplotlib", "numpy", "pydantic", "pint", "starlette", "uvicorn", "multiprocessing")
SAYS_WHEN_LOADED = (
    "import sys, takeoff.decide.pause; from takeoff.cli.main import main; "
    "print('loaded', file=sys.stderr, flush=True); main()"
)
SLOW = ("--maximise", "success", "--schedule", "caution=ramp", "--over", "start", "--over", "length", "--over", "depth")


@pytest.mark.parametrize("line", ["--help", "--version", "pause --help", "page --help", "nonsense"])
def test_help_imports_nothing_heavy(line: str) -> None:
    loaded = f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    script = f"import sys; from takeoff.cli.main import exit_code; exit_code({line.split()!r}); {loaded}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.endswith("[]\n")


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["--version"]) == 0
    assert capsys.readouterr().out == f"takeoff {version('takeoff')}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM"])
def test_an_interrupt_stops_cleanly(tmp_path: Path, sent: str) -> None:
    words = [*TAKEOFF[:-1], SAYS_WHEN_LOADED, "pause", "automating-alignment", *SLOW, "--format", "json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stderr is not None and process.stderr.readline() == "loaded\n"
        time.sleep(1)
        process.send_signal(getattr(signal, sent))
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert "interrupted" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*TAKEOFF, "list"], stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*TAKEOFF, "list"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (1, "error: cannot read or write: No space left on device\n")


def test_output_that_is_not_utf_8(tmp_path: Path, small: str) -> None:
    path = tmp_path / "größe.toml"
    path.write_text(
        Path(small).read_text(encoding="utf-8").replace("time is up", "Zeit \N{RIGHTWARDS ARROW} um"), encoding="utf-8"
    )
    plain = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run([*TAKEOFF, "run", str(path)], capture_output=True, encoding="cp1252", env=plain)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Zeit \\u2192 um" in done.stdout


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("takeoff.cli.main.takeoff.main", full)
    assert exit_code(["list"]) == 1
    assert capsys.readouterr().err.startswith("error: this takes more memory than there is\n  hint: ")
