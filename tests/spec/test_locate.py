"""Lines of keys, against a text that has every form of TOML."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from takeoff.spec.find import model_paths
from takeoff.spec.locate import locate

TEXT = '''# a comment with = and [brackets]
schema = 1
[model]  # a comment
name = "a # b"
title = 'c = "d"'
time = { unit = "year", start = 1.0 }
meaning = """
[not a table]
x = 1
\\""" still text
"""
other = \'\'\'
[neither]
\'\'\'

[stocks."quoted name"]
start.leader = "1"
start.follower = [
  1,  # one
  { deep = 2 },
]
[a.b.c]
[[d]]
e = 2026-01-01T00:00:00
f = inf
'''


def test_every_key_has_its_line() -> None:
    lines = locate(TEXT)
    assert lines[("schema",)] == 2
    assert lines[("model",)] == 3
    assert lines[("model", "name")] == 4
    assert lines[("model", "time")] == lines[("model", "time", "start")] == 6
    assert lines[("model", "meaning")] == 7
    assert lines[("model", "other")] == 12
    assert lines[("stocks", "quoted name")] == 16
    assert lines[("stocks", "quoted name", "start", "leader")] == 17
    assert lines[("stocks", "quoted name", "start", "follower")] == 18
    assert lines[("stocks", "quoted name", "start", "follower", "deep")] == 20
    assert lines[("a", "b")] == lines[("a", "b", "c")] == 22
    assert lines[("d", "e")] == 24
    assert lines[("d", "f")] == 25
    assert not {("not a table",), ("x",), ("neither",)} & set(lines)


def test_line_ends_of_other_systems() -> None:
    assert locate("a = 1\r\nb = 2\r\n[c]\r\nd = 'x'\r\n") == {("a",): 1, ("b",): 2, ("c",): 3, ("c", "d"): 4}


def paths_of(table: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield (*above, key)
            yield from paths_of(value, (*above, key))


@pytest.mark.parametrize("name", model_paths())
def test_every_key_of_the_shipped_models_is_found_where_it_stands(name: str) -> None:
    path = model_paths()[name]
    for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
        text = file.read_text(encoding="utf-8")
        lines = locate(text)
        for keys in paths_of(tomllib.loads(text)):
            assert keys[-1] in text.splitlines()[lines[keys] - 1]
