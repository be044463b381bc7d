"""Files from strangers: each is refused with a place, in words, and at once."""

from pathlib import Path

import pytest

from takeoff.equations.meaning import Meaning
from takeoff.equations.understand import understand
from takeoff.errors import InputError, ModelError
from takeoff.spec.find import find_model
from takeoff.spec.read import read_model
from takeoff.spec.text import LARGEST

pytestmark = pytest.mark.timeout(20)
"""Longest time that refusing a file may take [s]; half a second where nothing else runs."""

HEAD = 'schema = 1\n[model]\nname = "wild"\ntitle = "Wild"\n'
STOCK = '[stocks.size]\nunit = "1"\nstart = "1"\n'
RACE = '[dimensions]\nactor = ["leader", "follower"]\n'

FILES: dict[str, bytes] = {
    "empty": b"",
    "nul": b"\0" * 10,
    "nul in a name": (HEAD + '[stocks."a\\u0000b"]\nunit = "1"\nstart = "1"\n').encode(),
    "nul in an equation": (HEAD + '[stocks.size]\nunit = "1"\nstart = "1\\u0000"\n').encode(),
    "not UTF-8": b"schema = 1\n# \xff\xfe\n",
    "UTF-16": HEAD.encode("utf-16"),
    "byte-order mark": b"\xef\xbb\xbf" + HEAD.encode(),
    "too large": b"#" * (LARGEST + 1),
    "nested lists": b"a = " + b"[" * 100_000,
    "closed nested lists": b"a = " + b"[" * 450 + b"]" * 450,
    "nested tables": b"a = " + b"{a = " * 450 + b"1" + b"}" * 450,
    "a key of many dots": b"a" + b".a" * 100_000 + b" = 1",
    "a header of many dots": b"[a" + b".a" * 100_000 + b"]\n" + b"b = 1\n" * 100,
    "a whole number of many digits": b"a = " + b"1" * 10_000,
    "a hexadecimal number of many digits": (HEAD + f"[parameters.p]\nunit = '1'\nvalue = 0x{'f' * 9000}\n").encode(),
    "a huge range": (HEAD + f"[parameters.p]\nunit = '1'\nvalue = 1\nbetween = [0, 1{'0' * 400}]\n").encode(),
    "a huge start": (HEAD + f"[stocks.p]\nunit = '1'\nstart = 0x{'f' * 9000}\n").encode(),
    "a huge unit": (HEAD + f"[stocks.p]\nunit = 0x{'f' * 9000}\nstart = 0\n").encode(),
    "not a number as a range": (HEAD + "[parameters.p]\nunit = '1'\nvalue = 1\nbetween = [nan, nan]\n").encode(),
    "not a number as a date": b'schema = 1\n[model]\nname = "wild"\ntitle = ""\ntime = { start = nan, stop = inf }\n',
    "true as schema": HEAD.replace("schema = 1", "schema = true").encode(),
    "dates for numbers": (HEAD + "[parameters.p]\nunit = '1'\nvalue = 2026-01-01\n").encode(),
    "an array of tables": (HEAD + "[[stocks.size]]\nunit = '1'\nstart = '1'\n").encode(),
    "lists everywhere": (HEAD + "stocks = []\nflows = [1]\nsources = [[]]\n").encode(),
    "very many unknown keys": (HEAD + "".join(f"a{n} = 1\n" for n in range(20_000))).encode(),
    "very many parts": (HEAD + "".join(f"[parameters.a{n}]\nvalue = 1\nunit = '1'\n" for n in range(3_000))).encode(),
    "very many members": (HEAD + f"[dimensions]\nd = {[f'm{n}' for n in range(5000)]}\n").encode(),
    "very many equations": (
        HEAD + f"[dimensions]\nd = {[f'm{n}' for n in range(150)]}\ne = {[f'n{n}' for n in range(150)]}\n"
        "[stocks.size]\nover = ['d', 'e']\nunit = '1'\nstart = '0'\n"
    ).encode(),
    "sums within sums": (
        HEAD + STOCK + f"[dimensions]\nd = {[f'm{n}' for n in range(150)]}\n"
        "[auxiliaries.total]\nunit = '1'\nequation = 'sum(sum(sum(size, d), d), d)'\n"
    ).encode(),
    "a long name": (HEAD + f"[stocks.{'a' * 100_000}]\nunit = '1'\nstart = '1'\n").encode(),
    "a long unit": (HEAD + f"[stocks.size]\nunit = '{'year ' * 20_000}'\nstart = '1'\n").encode(),
    "a long equation": (HEAD + f"[stocks.size]\nunit = '1'\nstart = '{'1+' * 200_000}1'\n").encode(),
    "a long value": (HEAD + f"[parameters.p]\nunit = '1'\nvalue = '{'1' * 400_000}!'\n").encode(),
    "an empty name": (HEAD + '[stocks.""]\nunit = "1"\nstart = "1"\n').encode(),
    "an empty member": (HEAD + RACE + "[stocks.size]\nover = 'actor'\nunit = '1'\nstart.\"\" = '1'\n").encode(),
    "a dimension twice": (HEAD + RACE + "[stocks.size]\nover = ['actor', 'actor']\nunit = '1'\nstart = '1'\n").encode(),
    "terminal codes": (HEAD + '[stocks.size]\nunit = "\\u001b[2J"\nstart = "\\u001b[2J"\n').encode(),
    "names from Python": (
        HEAD + "".join(f"[stocks.{n}]\nunit = '1'\nstart = '1'\n" for n in ("__class__", "_"))
    ).encode(),
    "a flow into an expression": (HEAD + STOCK + "[flows.f]\ninto = 'size[leader] * 1'\nrate = '0'\n").encode(),
    "an event that sets an expression": (
        HEAD + STOCK + "[events.f]\nwhen = 'size > 1'\nset = { 'size[leader] + 0' = '1', '(size)' = '1' }\n"
    ).encode(),
    "a panel of anything": (
        HEAD + STOCK + "[panels.p]\ntitle = ''\nshow = ['t', '(size)', '', '1', 'size + 1']\n"
    ).encode(),
}


def read(path: Path) -> Meaning:
    return understand(read_model(path))


@pytest.mark.parametrize("name", FILES)
def test_a_wild_file_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "wild.toml"
    path.write_bytes(FILES[name])
    with pytest.raises(ModelError) as caught:
        read(path)
    said = str(caught.value)
    assert said.startswith(str(path))
    assert len(said) < 100_000
    assert "\x1b" not in said and "\0" not in said


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.toml").mkdir()
    for path in (tmp_path, tmp_path / "nothing.toml", tmp_path / "model.toml" / "nothing", tmp_path / ("a" * 5000)):
        with pytest.raises(ModelError, match="cannot be read"):
            read(path)


@pytest.mark.parametrize("name", ["", "nothing", "a" * 5000, "a\0b", "../models", "\x1b[2J", "."])
def test_a_wild_name_is_no_model(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        find_model(name)
    assert len(str(caught.value)) < 600
    assert "\x1b" not in str(caught.value)


def test_a_folder_of_very_many_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.toml").write_text(HEAD, encoding="utf-8")
    for number in range(200):
        (tmp_path / f"sector{number}.toml").write_text("", encoding="utf-8")
    with pytest.raises(ModelError, match="more than 100 files"):
        read(tmp_path)


def test_problems_of_every_file_are_listed_together(tmp_path: Path) -> None:
    (tmp_path / "model.toml").write_text(HEAD + "[", encoding="utf-8")
    (tmp_path / "sector.toml").write_text("a = ", encoding="utf-8")
    (tmp_path / "title.toml").write_text("[sector]\ntitle = 5\n", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read(tmp_path)
    files = [Path(problem.place.file).name for problem in caught.value.problems if problem.place]
    assert files == ["model.toml", "sector.toml", "title.toml"]


def test_names_spelled_with_escapes_may_clash_in_two_files(tmp_path: Path) -> None:
    part = '\nunit = "1"\nstart = "1"\n'
    (tmp_path / "model.toml").write_text(HEAD + "[stocks.a]" + part, encoding="utf-8")
    (tmp_path / "sector.toml").write_text('[stocks."\\u0061"]' + part, encoding="utf-8")
    with pytest.raises(ModelError, match=r"stocks\.a stands in two files"):
        read(tmp_path)
