"""Reading JavaScript modules line by line: what they import, so that they can be joined or carried in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from takeoff.equations.order import ordered
from takeoff.exchange.javascript import coefficients

ENGINE = Path(__file__).parent / "engine"
"""Folder of the engine's modules."""

_IMPORT = re.compile(r'^import (\{[\w\s,]+\}|\w+) from "\./([\w./]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function\b|class |const )", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
_IMPORTS_LEFT = re.compile(r"^\s*import\b(?!\.meta)|\b(?:import\s*|require)\(", re.MULTILINE)
_EXPORTS_LEFT = re.compile(r"^\s*export\b", re.MULTILINE)


class NotRead(ValueError):
    """A module imports or exports in a way that is not read here."""


@dataclass(frozen=True)
class Module:
    """A JavaScript module.

    Arguments:
        name: of its file.
        text: of its file.
    """

    name: str
    text: str

    @property
    def imports(self) -> list[str]:
        """Files that it imports from, in order.

        Raises:
            NotRead: it imports otherwise than `import x from "./file.js";` or `import { x } from "./file.js";`.
        """
        self._require(_IMPORTS_LEFT, _IMPORT.sub("", self.text))
        return list(dict.fromkeys(match[2] for match in _IMPORT.finditer(self.text)))

    def bare(self) -> str:
        """The text without imports and exports, to be joined with others.

        Raises:
            NotRead: as for `imports`; or it exports otherwise than at a declaration, or imports a default.
        """
        for match in _IMPORT.finditer(self.text):
            if not match[1].startswith("{"):
                raise NotRead(f"{self.name}: '{match[1]}' is a default, which has no name of its own")
        text = _EXPORT.sub("", _IMPORT.sub("", self.text))
        self._require(_IMPORTS_LEFT, text)
        self._require(_EXPORTS_LEFT, text)
        return text

    def renamed(self, names: Mapping[str, str]) -> str:
        """The text with the files that it imports from called otherwise.

        Arguments:
            names: file -> what stands for it.

        Raises:
            NotRead: as for `imports`.
        """
        self.imports  # noqa: B018 - refuses what is not read
        return _IMPORT.sub(lambda match: f'import {match[1]} from "{names[match[2]]}";\n', self.text)

    def _require(self, left: re.Pattern[str], text: str) -> None:
        if found := left.search(_STRING.sub("", _COMMENT.sub("", text))):
            raise NotRead(f"{self.name}: '{found[0].strip()}' is used in a way that is not read")


def engine_modules() -> dict[str, Module]:
    """Modules of the engine by file name, its coefficients among them."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(ENGINE.glob("*.js"))}
    texts[coefficients.NAME] = coefficients.coefficients_text()
    return {name: Module(name, text) for name, text in texts.items()}


def joined(modules: Mapping[str, Module]) -> str:
    """Modules as the text of one, which imports and exports nothing.

    Arguments:
        modules: by file name, with all that they import.

    Raises:
        NotRead: as for `Module.imports`.
        Circle: modules that import each other.
    """
    order = ordered({name: module.imports for name, module in modules.items()})
    return "\n".join(_parts(modules, order))


def _parts(modules: Mapping[str, Module], order: tuple[str, ...]) -> Iterator[str]:
    for name in order:
        yield modules[name].bare().strip() + "\n"
