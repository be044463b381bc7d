"""A reader who does what a page says, block by block, and compares what the page shows with what happens."""

from __future__ import annotations

import contextlib
import functools
import io
import itertools
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import takeoff
from takeoff.cli.main import exit_code
from takeoff.schedules.find import find_kind
from tests.docs.pages import ROOT, Block, blocks

NOT_RUN = {
    "make": "builds an environment, or runs everything; its target must exist",
    ".": "enters the environment",
    "git": "asks the repository",
    "pytest": "would run tests inside a test; its files must exist",
}
"""First words of commands that are not run, and why."""


class Reader:
    """Follows one page in the present folder; code of the page shares its names.

    Arguments:
        page: as `written_pages` names it.
    """

    def __init__(self, page: str) -> None:
        self.page = page
        self.names: dict[str, Any] = {"__name__": "page"}
        self.told = ""
        self.complaints: list[str] = []

    def read(self) -> Reader:
        """Do what every block says, and note what does not come true."""
        found = blocks(self.page)
        for block, after in itertools.zip_longest(found, found[1:]):
            shown = after.text if after and after.language == "text" else "...\n"
            try:
                failed, output = self._follow(block)
            except Exception as error:
                failed, output = True, f"{type(error).__name__}: {error}\n"
            self.told += output
            if failed != shown.startswith("error") or not _alike(shown, output):
                self.complaints.append(f"{block.place} shows\n{shown}but gives\n{output}")
        return self

    def _follow(self, block: Block) -> tuple[bool, str]:
        """Whether a block fails, and what it prints."""
        match block.language:
            case "sh":
                answers = [self._command(line) for line in block.text.replace("\\\n", " ").splitlines() if line]
                return any(failed for failed, _ in answers), "".join(output for _, output in answers)
            case "python":
                with _captured() as output:
                    exec(compile(block.text, block.place, "exec"), self.names)  # noqa: S102 - our own text
                return False, output.getvalue()
            case "toml":
                _check_toml(block)
                return False, block.text
            case "text" | "":
                return False, ""
        raise ValueError(f"nobody knows what to do with {block.info}")

    def _command(self, line: str) -> tuple[bool, str]:
        words = shlex.split(line, comments=True)
        if words[0] in NOT_RUN:
            return not _names_what_there_is(words), ""
        if words[0] != "takeoff":
            raise ValueError(f"nobody knows what to do with {line}")
        return (_run if any(".toml" in word for word in words) else _run_once)(tuple(words[1:]))


def _run(words: tuple[str, ...]) -> tuple[bool, str]:
    """Whether a command of takeoff fails, and what it prints on both streams."""
    with _captured() as output:
        code = exit_code(list(words))
    return code != 0, output.getvalue()


_run_once = functools.cache(_run)
"""The same for commands that read no file of the reader: a search that stands on two pages is made once."""


@contextlib.contextmanager
def _captured() -> Iterator[io.StringIO]:
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        yield output


def _names_what_there_is(words: list[str]) -> bool:
    """Whether the targets or files of a command that is not run exist."""
    if words[0] == "make":
        return all(re.search(rf"^{word}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE) for word in words[1:])
    return all((ROOT / word).exists() for word in words[1:] if "/" in word and words[0] == "pytest")


def _check_toml(block: Block) -> None:
    """A model or schedule is written to NAME.toml and loaded; lines `in FILE` are added to it; `from FILE` stand there.

    One that is `wrong FILE` is written and nothing else: what is wrong with it, a command below shows.

    Raises:
        TakeoffError: what is wrong with it.
        ValueError: lines that do not stand in the file which they are said to be from.
    """
    match block.info.split():
        case [_, "from", source]:
            if block.text not in (ROOT / source).read_text(encoding="utf-8"):
                raise ValueError(f"{source} does not say so")
        case [_, "wrong", name]:
            Path(name).write_text(block.text, encoding="utf-8")
        case [_, "in", name]:
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(f"\n{block.text}")
            takeoff.load(f"./{name}")
        case _:
            parts = tomllib.loads(block.text)
            kind = "schedule" if "schedule" in parts else "model"
            path = f"./{parts[kind]['name']}.toml"
            Path(path).write_text(block.text, encoding="utf-8")
            find_kind(path) if kind == "schedule" else takeoff.load(path)


def _alike(shown: str, output: str) -> bool:
    """Whether an output is what a page shows, where "..." stands for anything."""
    pattern = ".*?".join(re.escape(part) for part in re.split(r"\.\.\.", _plain(shown)))
    return re.fullmatch(pattern, _plain(output), re.DOTALL) is not None


def _plain(text: str) -> str:
    """A text without regard for where its lines break and how wide its columns are: pages wrap what is long."""
    return " ".join(text.split())
