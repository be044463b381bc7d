"""The exported page: one HTML file that asks no server and loads nothing."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from takeoff.exchange.javascript.tables import json_text
from takeoff.page.export.bundle import PAGE, START, bare, import_map, modules
from takeoff.page.export.facts import facts
from takeoff.page.export.programs import Programs
from takeoff.page.served import served

_STYLES = ("vendor/uplot/uPlot.min.css", "style.css")
_SCRIPT = f'<script type="module" src="./{START}"></script>'
_HEAD = '<meta charset="utf-8">'


class NotExported(ValueError):
    """The page's own files are not as the export reads them."""


def export_page(name: str, path: Path) -> str:
    """A page of one model as the text of an HTML file, which works without a network and without a server.

    Arguments:
        name: of the model.
        path: of its file or folder.

    Raises:
        InputError: nothing is there.
        ModelError: the model is wrong.
    """
    carried = import_map(modules(generated(name, path)))
    begin = f'import "{bare(START)}";'
    styles = [(PAGE / style).read_text(encoding="utf-8") for style in _STYLES]
    text = (PAGE / "index.html").read_text(encoding="utf-8")
    text = _replaced(text, _HEAD, f"{_HEAD}\n{_policy([carried, begin], styles)}")
    for style, content in zip(_STYLES, styles, strict=True):
        text = _replaced(
            text, f'<link rel="stylesheet" href="./{style}">', f"<style>{_inside(content, 'style')}</style>"
        )
    scripts = f'<script type="importmap">{_inside(carried, "script")}</script>\n<script type="module">{begin}</script>'
    return _replaced(text, _SCRIPT, scripts)


def generated(name: str, path: Path) -> dict[str, str]:
    """Modules of a model: what the page knows of it, and its programs.

    Arguments:
        name: of the model.
        path: of its file or folder.
    """
    programs = Programs(served(path))
    known = facts(name, path, programs)
    names = [f"program_{place}" for place, _ in enumerate(programs.modules)]
    imports = "".join(f'import {{ program as {one} }} from "./{one}.js";\n' for one in names)
    return {
        "file_facts.js": f"export const facts = {json_text(known)};\n",
        "file_programs.js": f"{imports}\nexport const programs = [{', '.join(names)}];\n",
        **{f"{one}.js": text for one, text in zip(names, programs.modules, strict=True)},
    }


def _policy(scripts: list[str], styles: list[str]) -> str:
    """What the file may do: run its own scripts, wear its own styles, and nothing else."""
    rules = [
        "default-src 'none'",
        f"script-src data: {' '.join(map(_hashed, scripts))}",
        f"style-src {' '.join(map(_hashed, styles))}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'


def _hashed(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _inside(content: str, tag: str) -> str:
    """A content that cannot end its element.

    Raises:
        NotExported: it could.
    """
    if f"</{tag}" in content.lower() or "<!--" in content:
        raise NotExported(f"a text would end its {tag} element")
    return content


def _replaced(text: str, old: str, new: str) -> str:
    """A text with one place replaced.

    Raises:
        NotExported: there is none, or several.
    """
    if text.count(old) != 1:
        raise NotExported(f"index.html must have {old} once")
    return text.replace(old, new)
