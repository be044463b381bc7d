"""Pages that people read: their fenced blocks, their prose, and the paths that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

ROOT = Path(__file__).resolve().parents[2]
MARKDOWN = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
PATH = re.compile(r"\.?[\w-]+/[\w./-]*|Makefile|pyproject\.toml|[A-Z]+\.(?:md|cff)")
NUMBER = re.compile(r"(?<![\w.])(?<!Python )(\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?)(?!\w)( %| points?\b| million\b)?")


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Arguments:
        place: page and line, as "docs/start.md:12".
        info: what stands behind the fence: a language, and what else there is to say.
        text: its lines.
    """

    place: str
    info: str
    text: str

    @property
    def language(self) -> str:
        """The first word of `info`, "" for a plain block."""
        return self.info.split()[0] if self.info else ""


def written_pages() -> tuple[str, ...]:
    """Every page that somebody wrote; .gitignore names the generated ones."""
    generated = [ROOT / line for line in (ROOT / ".gitignore").read_text("utf-8").splitlines() if line[:5] == "docs/"]
    found = [path for path in sorted((ROOT / "docs").rglob("*.md")) if not set(generated) & {path, *path.parents}]
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "models" / "README.md", *found]
    return tuple(path.relative_to(ROOT).as_posix() for path in pages)


def blocks(page: str) -> list[Block]:
    """Fenced blocks of a page from top to bottom, those of Sphinx (`{toctree}`) left out.

    Arguments:
        page: as `written_pages` names it.
    """
    fences = (token for token in _tokens(page) if token.type == "fence")
    found = [Block(f"{page}:{(fence.map or [0])[0] + 1}", fence.info.strip(), fence.content) for fence in fences]
    return [block for block in found if not block.info.startswith("{")]


def numbers_of_the_prose(page: str) -> list[str]:
    """Numbers outside code and formulas, each as it is written, with " %", " points" or " million" behind it.

    Arguments:
        page: as `written_pages` names it.
    """
    prose = "\n".join(token.content for token in _words(page) if token.type == "text")
    return [found.group() for found in NUMBER.finditer(prose)]


def paths(page: str) -> list[str]:
    """Paths of the repository that a page names as code; in those with capital letters, a name is to be filled in.

    Arguments:
        page: as `written_pages` names it.
    """
    code = (token.content for token in _words(page) if token.type == "code_inline")
    return [path for path in code if PATH.fullmatch(path)]


def numbers(text: str) -> list[float]:
    """All numbers of a text.

    Arguments:
        text: what a command prints.
    """
    return [float(found.group(1).replace(",", "")) for found in NUMBER.finditer(text.replace("_", " "))]


def stands_in(number: str, told: list[float]) -> bool:
    """Whether a number is among others, to the digits that it has.

    Arguments:
        number: as the prose writes it.
        told: what commands print.
    """
    written, _, counted_in = number.replace(",", "").partition(" ")
    scale = {"": 1.0, "million": 1e-6}.get(counted_in, 100.0)
    half_a_digit = 0.5 * 10 ** -len(written.partition(".")[2]) * (1 + 1e-9)
    return any(abs(scale * one - float(written)) <= half_a_digit for one in told)


def _tokens(page: str) -> list[Token]:
    return MARKDOWN.parse((ROOT / page).read_text(encoding="utf-8"))


def _words(page: str) -> Iterator[Token]:
    for token in _tokens(page):
        yield from token.children or ()
