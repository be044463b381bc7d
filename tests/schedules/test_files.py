"""Schedule files of one's own: read as strictly as models, safe, and used like the shipped kinds."""

import os
from pathlib import Path

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError, ModelError, RunError
from takeoff.model import Model
from takeoff.schedules.close import argument_key
from takeoff.schedules.find import find_kind, kind_names
from takeoff.schedules.understand import read_kind
from tests.hostile.watch import nothing_runs
from tests.schedules.conftest import TINY

HEAD = 'schema = 1\n[schedule]\nname = "own"\n'
SLOW_START = (
    HEAD
    + """equation = "depth * eased"
meaning = "Caution that forgets its beginning."
[parameters.depth]
unit = "1"
between = [0, 1]
[parameters.lag]
unit = "year"
value = 2
[stocks.eased]
unit = "1"
start = "0"
[flows.easing]
into = "eased"
rate = "(1 - eased) / lag"
"""
)


def test_a_file_is_a_kind(tiny: Model, own_file: Path) -> None:
    """A lag of first order: spent = depth (T - lag (1 - exp(-T/lag))), T = 10 years."""
    own_file.write_text(SLOW_START, encoding="utf-8")
    assert read_kind(own_file).signature() == "own(depth, lag=2)"
    expected = 0.5 * (10 - 2 * 0.9932620530009145)
    assert tiny.run(caution=takeoff.schedule(str(own_file), depth=0.5)).outcome("spent") == pytest.approx(expected)
    assert tiny.run(caution=f"{own_file}(depth=0.5)").outcome("spent") == pytest.approx(expected)


def test_a_file_is_read_again_once_it_has_changed(tiny: Model, own_file: Path) -> None:
    own_file.write_text(HEAD + 'equation = "0.25"\n', encoding="utf-8")
    first = find_kind(str(own_file))
    assert find_kind(str(own_file)) is first
    assert tiny.run(caution=str(own_file)).outcome("spent") == pytest.approx(2.5)
    own_file.write_text(HEAD + 'equation = "0.125"\n', encoding="utf-8")
    assert tiny.run(caution=str(own_file)).outcome("spent") == pytest.approx(1.25)


def test_an_event_at_a_date_of_ones_own(tiny: Model, own_file: Path) -> None:
    text = HEAD + 'equation = "on"\n[parameters.begin]\nunit = "year"\ndate = true\n[stocks.on]\nunit = "1"\n'
    text += 'start = "0"\n[events.begin]\nat = "begin * 1.5"\nset = { on = "1" }\n'
    own_file.write_text(text, encoding="utf-8")
    assert tiny.run(caution=takeoff.schedule(str(own_file), begin=2030)).outcome("spent") == pytest.approx(4.0)


@pytest.mark.parametrize("equation", ["1.5", "0 - 0.1", "1 - t / year"])
def test_caution_that_leaves_its_range(tiny: Model, own_file: Path, equation: str) -> None:
    year = '\n[parameters.year]\nunit = "year"\nvalue = 1\n' if "year" in equation else "\n"
    own_file.write_text(f'{HEAD}equation = "{equation}"{year}', encoding="utf-8")
    with pytest.raises(RunError, match=r"the schedule of 'other' gives .* outside 0 to 1"):
        tiny.run(other=takeoff.schedule(own_file))


def test_a_ramp_as_short_as_times_are_accurate_stays_in_its_range(tiny: Model, own_file: Path) -> None:
    """Its slope turns the rounding of a time into a level beyond its depth, alone and in a batch."""
    own_file.with_name("free.toml").write_text(TINY.partition("[promises]")[0], encoding="utf-8")
    free = takeoff.load(own_file.with_name("free.toml")).with_schedules(caution=takeoff.ramp(length="1e-9 year"))
    starts = np.linspace(0.0, 5.0, 11)
    assert not any(free.case.batch({argument_key("caution", "start"): starts}).failures)
    for start in starts.tolist():
        assert free.run(caution=f"ramp(start={start}, length=1e-9 year)").outcome("spent") == pytest.approx(10 - start)


def test_an_own_kind_of_own_controls(tiny: Model, own_file: Path) -> None:
    """Stocks of two controls with the same schedule are two."""
    own_file.write_text(SLOW_START, encoding="utf-8")
    run = tiny.run(caution=f"{own_file}(depth=0.5)", other=f"{own_file}(depth=1, lag=1)")
    assert run.sample("caution", [2.0]) == pytest.approx(0.5 * 0.6321205588285577)
    assert run.sample("other", [2.0]) == pytest.approx(0.8646647167633873)


@pytest.mark.parametrize("name", kind_names())
def test_a_shipped_kind_says_what_everything_means(name: str) -> None:
    kind = find_kind(name)
    parts = [*kind.declared.values(), *kind.quantities.values()]
    assert kind.name == name and kind.meaning and all(part.meaning for part in parts)
    assert callable(getattr(takeoff, name))
    assert find_kind(name) is kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 1_000_001, "the file is larger than 1,000,000 bytes"),
        ("\ufeffschema = 1\n", "begins with a byte-order mark"),
        (".".join("a" * 30) + " = 1\n", "a key has more than 20 dots"),
        ("a = " + "[" * 50_000, "not TOML that is read here: nested too deeply"),
        (HEAD + 'equation = "' + "(" * 400 + 't"\n', "schedule.equation: not an equation"),
        (HEAD + 'equation = "' + "1 + " * 200 + '1"\n', "the equation has 801 characters, at most 500 are read"),
        (HEAD + 'equation = "9**9**9**9"\n', "a power of powers of numbers"),
        (HEAD + 'equation = "__import__(\'os\').system(\'touch x\')"\n', "only functions of the language are called"),
        (HEAD + 'equation = "open"\n', "unknown name 'open'"),
        (HEAD + 'equation = "1"\n[dimensions.node]\nmost = 100000\n', "dimensions.node.most: Input should be less"),
        (HEAD + 'equation = "1"\n[parameters.__class__]\nunit = "1"\n', "'__class__' is no name for one of [param"),
        (HEAD + 'equation = "1"\n[quantities.__class__]\n', "'__class__' is no name for one of [quantities]"),
        (HEAD.replace("own", "../own") + 'equation = "1"\n', "'../own' is no name for a schedule"),
    ],
)  # fmt: skip
def test_a_hostile_file(own_file: Path, text: str, said: str) -> None:
    own_file.write_text(text, encoding="utf-8")
    with nothing_runs(), pytest.raises(ModelError) as caught:
        read_kind(own_file)
    assert said in str(caught.value)


@pytest.mark.parametrize("kind", ["/etc/passwd", "no.toml", "a" * 5_000 + ".toml", "\x00.toml", "..", "kinds/ramp"])
def test_a_path_that_is_no_kind(tiny: Model, kind: str) -> None:
    with pytest.raises(InputError):
        tiny.run(caution=takeoff.schedule(kind))


def test_a_folder_is_no_kind(tiny: Model, tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(InputError, match="no schedule file"):
        tiny.run(caution=takeoff.schedule(str(tmp_path / "folder.toml")))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_no_kind(tiny: Model, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(InputError, match="no schedule file"):
        tiny.run(caution=takeoff.schedule(str(tmp_path / "pipe.toml")))
