"""Modules of an exported page: those of the page, of the engine, and of the model, carried as data: addresses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from takeoff.errors import InputError
from takeoff.exchange.javascript.modules import Module, engine_modules

PAGE = Path(__file__).parent.parent / "static"
"""Files of the page as it is served."""
OWN = Path(__file__).parent / "static"
"""Modules that answer in the server's place."""
SOURCE, IN_ITS_PLACE = "source.js", "file_source.js"
"""What asks the server, and what stands in its place."""
START = "main.js"

_PLAIN = " !$&'()*+,-./:;=?@[]^_`{|}~"
"""Signs that stand for themselves in a data: address, and end neither a script nor a string."""


def modules(generated: Mapping[str, str]) -> dict[str, Module]:
    """Modules that the page needs, by the path that they are imported by.

    Arguments:
        generated: name of a file -> text, besides those that are there.

    Raises:
        InputError: two have one name.
        NotRead: one imports in a way that is not read.
    """
    page = {path.relative_to(PAGE).as_posix(): path for path in sorted(PAGE.rglob("*.js"))}
    own = {path.name: path for path in sorted(OWN.glob("*.js"))}
    parts = [
        {name: Module(name, path.read_text(encoding="utf-8")) for name, path in page.items() if name != SOURCE},
        {name: Module(name, path.read_text(encoding="utf-8")) for name, path in own.items()},
        engine_modules(),
        {name: Module(name, text) for name, text in generated.items()},
    ]
    every: dict[str, Module] = {}
    for part in parts:
        if clash := sorted(every.keys() & part.keys()):
            raise InputError(f"two modules of the page are called {clash[0]}")
        every |= part
    return _reached(every)


def _reached(every: Mapping[str, Module]) -> dict[str, Module]:
    """Those modules that the first one leads to."""
    found: dict[str, Module] = {}
    waiting = [START]
    while waiting:
        name = _standing(waiting.pop())
        if name not in found:
            found[name] = every[name]
            waiting += every[name].imports
    return found


def _standing(name: str) -> str:
    return IN_ITS_PLACE if name == SOURCE else name


def import_map(found: Mapping[str, Module]) -> str:
    """The import map: bare name -> data: address.

    Arguments:
        found: modules by the path that they are imported by.
    """
    names = {name: bare(name) for name in (*found, SOURCE)} | {SOURCE: bare(IN_ITS_PLACE)}
    imports = {bare(name): _address(module.renamed(_resolved(name, names))) for name, module in found.items()}
    return json.dumps({"imports": imports}, indent=0)


def bare(name: str) -> str:
    """What a module is called in the import map: a name that is no path."""
    return f"takeoff/{name}"


def _resolved(name: str, names: Mapping[str, str]) -> Mapping[str, str]:
    """Names as a module writes them; all modules with imports are in one folder."""
    return names if "/" not in name else {}


def _address(text: str) -> str:
    return f"data:text/javascript;charset=utf-8,{quote(text, safe=_PLAIN)}"
