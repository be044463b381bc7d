"""What runs JavaScript: Node.js where it is there, else a browser; tests of it are skipped where neither is."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from takeoff.exchange.javascript.modules import engine_modules

Answer = Callable[[Mapping[str, str], str, Any], Any]
"""(further modules by file name, text of a module that exports `answer`, data) -> what `answer` gives for the data."""

MAIN, HOST = "asked.js", "http://takeoff.invalid"
PAGE = (
    "<!doctype html><script type=module>import * as main from './asked.js'; globalThis.answer = main.answer;</script>"
)
SHELL = """
import { readFileSync } from "node:fs";
import { answer } from "./asked.js";
console.log(JSON.stringify(await answer(JSON.parse(readFileSync("data.json", "utf8")))));
"""


def in_javascript(modules: Mapping[str, str], main: str, data: Any, folder: Path) -> Any:
    """What a module that exports `answer` answers, beside others.

    Arguments:
        modules: text by file name.
        main: text of the module.
        data: what `answer` is asked.
        folder: an empty one.
    """
    node, files = shutil.which("node"), {**modules, MAIN: main}
    return _in_node(node, folder, files, data) if node else _in_browser(files, data)


def in_engine(modules: Mapping[str, str], main: str, data: Any, folder: Path) -> Any:
    """The same, beside the modules of the engine."""
    engine = {name: module.text for name, module in engine_modules().items()}
    return in_javascript({**engine, **modules}, main, data, folder)


@pytest.fixture
def answer(tmp_path: Path) -> Answer:
    """Runs a module beside the engine's."""
    return lambda modules, main, data: in_engine(modules, main, data, tmp_path)


def _in_node(node: str, folder: Path, files: Mapping[str, str], data: Any) -> Any:
    written = {**files, "shell.js": SHELL, "package.json": '{"type": "module"}', "data.json": json.dumps(data)}
    for name, text in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run([node, "shell.js"], cwd=folder, capture_output=True, text=True, timeout=100)
    assert not done.stderr, done.stderr
    return json.loads(done.stdout)


def _in_browser(files: Mapping[str, str], data: Any) -> Any:
    api = pytest.importorskip("playwright.sync_api", reason="neither Node.js nor a browser runs JavaScript here")
    kinds = {"js": "text/javascript", "html": "text/html"}
    served = {**files, "index.html": PAGE}

    def fulfill(route: Any) -> None:
        name = route.request.url.removeprefix(f"{HOST}/")
        kind = kinds[name.rpartition(".")[2]]
        route.fulfill(body=served[name], content_type=kind) if name in served else route.abort()

    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.route("**/*", fulfill)
        page.goto(f"{HOST}/index.html", wait_until="load")
        page.wait_for_function("globalThis.answer")
        found = page.evaluate("(data) => globalThis.answer(data)", data)
        browser.close()
    return found
