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

MAIN = "main.js"
PAGE = "<!doctype html><script type=module>import * as main from './main.js'; globalThis.answer = main.answer;</script>"
SHELL = """
import { readFileSync } from "node:fs";
import { answer } from "./main.js";
console.log(JSON.stringify(await answer(JSON.parse(readFileSync("data.json", "utf8")))));
"""


@pytest.fixture
def answer(tmp_path: Path) -> Answer:
    """Runs a module beside the engine's."""
    engine = {name: module.text for name, module in engine_modules().items()}
    node = shutil.which("node")

    def ask(modules: Mapping[str, str], main: str, data: Any) -> Any:
        files = {**engine, **modules, MAIN: main}
        return _in_node(node, tmp_path, files, data) if node else _in_browser(files, data)

    return ask


def _in_node(node: str, folder: Path, files: Mapping[str, str], data: Any) -> Any:
    written = {**files, "shell.js": SHELL, "package.json": '{"type": "module"}', "data.json": json.dumps(data)}
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run([node, "shell.js"], cwd=folder, capture_output=True, text=True, timeout=100)
    assert not done.stderr, done.stderr
    return json.loads(done.stdout)


def _in_browser(files: Mapping[str, str], data: Any) -> Any:
    api = pytest.importorskip("playwright.sync_api", reason="neither Node.js nor a browser runs JavaScript here")
    kinds = {"js": "text/javascript", "html": "text/html"}
    served = {**files, "index.html": PAGE}

    def fulfill(route: Any) -> None:
        name = route.request.url.rpartition("/")[2]
        kind = kinds[name.rpartition(".")[2]]
        route.fulfill(body=served[name], content_type=kind) if name in served else route.abort()

    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.route("**/*", fulfill)
        page.goto("http://takeoff.invalid/index.html", wait_until="load")
        page.wait_for_function("globalThis.answer")
        found = page.evaluate("(data) => globalThis.answer(data)", data)
        browser.close()
    return found
