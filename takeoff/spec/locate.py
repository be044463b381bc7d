"""Line numbers of the keys of a TOML text that `tomllib` has accepted (it keeps none itself)."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

Path = tuple[str, ...]

KEPT = 128
"""Texts whose lines are kept, the latest ones: most files that are read again have not changed."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
_KEY = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[A-Za-z0-9_-]+')
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""+|\'\'\'.*?\'\'\'+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}\n#]+")


@functools.lru_cache(maxsize=KEPT)
def locate(text: str) -> Mapping[Path, int]:
    """Map every key path of a valid TOML text to its line.

    Arguments:
        text: TOML that `tomllib` has read without complaint.

    Returns:
        Path of keys -> line, from 1; a table's own path gives the line of its header.
    """
    return MappingProxyType(_Scanner(text).scan())


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.lines: dict[Path, int] = {}
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        self._skip()
        while self.position < len(self.text):
            if self.text[self.position] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()
        return self.lines

    def _header(self) -> Path:
        line = self._line()
        while self.text[self.position] == "[":
            self.position += 1
        path = self._keys()
        while self.position < len(self.text) and self.text[self.position] == "]":
            self.position += 1
        self._note(path, line)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table + self._keys()
        self._note(path, line)
        self.position += 1  # the equals sign
        self._value(path)

    def _keys(self) -> Path:
        keys: list[str] = []
        while True:
            self._skip()
            match = _KEY.match(self.text, self.position)
            if match is None:
                return tuple(keys)
            keys.append(match.group().strip("\"'"))
            self.position = match.end()
            self._skip()
            if self.text[self.position : self.position + 1] != ".":
                return tuple(keys)
            self.position += 1

    def _value(self, path: Path) -> None:
        self._skip()
        opening = self.text[self.position : self.position + 1]
        if opening in ("{", "["):
            self._items(path, "}" if opening == "{" else "]")
        elif match := (_STRING if opening in ('"', "'") else _BARE).match(self.text, self.position):
            self.position = match.end()
        else:
            self.position += 1

    def _items(self, path: Path, closing: str) -> None:
        self.position += 1
        self._skip()
        while self.position < len(self.text) and self.text[self.position] != closing:
            if self.text[self.position] == ",":
                self.position += 1
            elif closing == "}":
                self._pair(path)
            else:
                self._value(path)
            self._skip()
        self.position += 1

    def _skip(self) -> None:
        if match := _BLANK.match(self.text, self.position):
            self.position = match.end()

    def _line(self) -> int:
        return bisect.bisect_right(self.starts, self.position)

    def _note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)
        self.lines[path] = line
