"""The exported file: what it carries, what it lets run, and that no text of a model gets out of its place."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from takeoff.errors import InputError
from takeoff.exchange.javascript.modules import Module, NotRead
from takeoff.page.export import file
from takeoff.page.export.bundle import OWN, import_map, modules
from takeoff.page.export.file import NotExported, export_page
from tests.exchange.javascript.test_modules import ATTACKS, HOSTILE

MOST = 1_500_000
"""Most bytes of a page."""


class Reader(HTMLParser):
    """What a browser makes of a page: elements, and what stands in scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] in ("script", "style") and data.strip():
            self.inside.append((self.tags[-1], data))


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


@pytest.fixture(scope="module")
def page(small: Path) -> str:
    return export_page("small", small)


def test_scripts_and_styles_are_those_that_the_policy_lets_run(page: str) -> None:
    reader = read(page)
    hashes = {
        tag: [
            f"'sha256-{base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()}'"
            for each, data in reader.inside
            if each == tag
        ]
        for tag in ("script", "style")
    }
    assert [len(one) for one in hashes.values()] == [2, 2]
    assert f"script-src data: {' '.join(hashes['script'])};" in reader.policy
    assert f"style-src {' '.join(hashes['style'])};" in reader.policy


def test_every_module_is_carried_and_named_as_it_is_imported(page: str) -> None:
    carried = json.loads(next(data for tag, data in read(page).inside if tag == "script"))["imports"]
    texts = {
        name: unquote(address.removeprefix("data:text/javascript;charset=utf-8,")) for name, address in carried.items()
    }
    assert "takeoff/source.js" not in texts and "takeoff/file_source.js" in texts
    imported = [
        name for text in texts.values() for name in re.findall(r'^import .* from "([^"]*)";$', text, re.MULTILINE)
    ]
    assert imported and set(imported) <= set(texts)
    assert len(page.encode()) < MOST / 2


def test_a_hostile_model_is_data(tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    text = HOSTILE.format(text=json.dumps("".join(ATTACKS)))
    path.write_text(
        f'{text}\n[concepts]\ngoal = "function"\n'.replace(
            "[outcomes.function]", '[outcomes.function]\nbetter = "higher"'
        ),
        encoding="utf-8",
    )
    plain = tmp_path / "plain.toml"
    plain.write_text(
        path.read_text(encoding="utf-8").replace(json.dumps("".join(ATTACKS)), '"plain"'), encoding="utf-8"
    )
    hostile, tame = (read(export_page("hostile", one)) for one in (path, plain))
    assert hostile.tags == tame.tags
    assert [tag for tag, _ in hostile.inside] == ["style", "style", "script", "script"]
    assert (
        "".join(ATTACKS) in str(json.loads(hostile.inside[2][1])["imports"])
        or "%5Cu003c/script" in hostile.inside[2][1]
    )


@pytest.mark.parametrize("name", sorted(path.name for path in OWN.glob("*.js")))
def test_a_module_is_small_and_told(name: str) -> None:
    lines = (OWN / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("/**") and len(lines) < 200
    assert [line for line in lines if len(line) > 120] == []


def test_two_modules_of_one_name_are_refused() -> None:
    with pytest.raises(InputError, match=r"two modules of the page are called guard\.js"):
        modules({"guard.js": ""})


def test_a_module_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError, match=r"file_\w+\.js"):
        modules({})


def test_imports_that_are_not_read_are_refused() -> None:
    with pytest.raises(NotRead, match=r"main\.js"):
        import_map({"main.js": Module("main.js", 'import "./other.js";\n')})


@pytest.mark.parametrize("content", ["a{}</STYLE><script>", "<!-- a"])
def test_a_style_that_would_end_its_element_is_refused(content: str) -> None:
    with pytest.raises(NotExported, match="would end its style element"):
        file._inside(content, "style")


def test_an_index_that_has_changed_is_refused() -> None:
    with pytest.raises(NotExported, match="must have <b> once"):
        file._replaced("<b><b>", "<b>", "")
