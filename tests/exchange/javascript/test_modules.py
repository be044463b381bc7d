"""Modules of the engine, how they are joined, and that no text of a model gets out of its place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import takeoff
from takeoff.equations.order import Circle
from takeoff.exchange.javascript.modules import Module, NotRead, engine_modules, joined
from takeoff.exchange.javascript.program import module_text, program_module
from takeoff.exchange.javascript.tables import json_text
from tests.exchange.javascript.conftest import Answer

ATTACKS = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]>",
    "';alert(1);'",
    '";alert(1);"',
    "`${alert(1)}`",
    "\\",
    "\u2028alert(1)\u2029",
    "*/alert(1)/*",
    "\n//# sourceMappingURL=x",
    "&lt;/script&gt;",
)
HOSTILE = """
schema = 1
[model]
name = "hostile"
title = {text}
meaning = {text}
time = {{ unit = "year", start = 2026.0, stop = 2030.0 }}
[stocks.constructor]
unit = "1"
start = "1"
label = {text}
[flows.new]
into = "constructor"
rate = "prototype * constructor * (1 - this)"
[parameters.prototype]
value = 1
unit = "1/year"
source = "assumed"
label = {text}
meaning = {text}
[controls.this]
unit = "1"
label = {text}
[milestones.eval]
when = "constructor > 1e9"
label = {text}
[outcomes.function]
unit = "1"
equation = "constructor"
label = {text}
[promises]
alert = "constructor > 0"
"""


def test_the_reader_reads_imports_and_exports() -> None:
    text = (
        'import { one, two } from "./first.js";\nimport {\n  three,\n} from "./second.js";\n\nexport function f() {}\n'
    )
    module = Module("third.js", text)
    assert module.imports == ["first.js", "second.js"]
    assert module.bare().strip() == "function f() {}"
    renamed = module.renamed({"first.js": "one", "second.js": "two"})
    assert re.findall('from "(.*)"', renamed) == ["one", "two"]


@pytest.mark.parametrize(
    "text",
    [
        'import * as one from "./first.js";\n',
        'import "./first.js";\n',
        'import { one } from "https://example.org/first.js";\n',
        'import { one } from "first.js";\n',
        '  import { one } from "./first.js";\n',
        'const one = await import("./first.js");\n',
        'const one = require("one");\n',
    ],
)
def test_other_imports_are_refused(text: str) -> None:
    with pytest.raises(NotRead, match=r"third\.js"):
        Module("third.js", text).imports  # noqa: B018 - reads the text


@pytest.mark.parametrize(
    "text",
    [
        "export default 1;\n",
        "export { one };\n",
        'export { one } from "./first.js";\n',
        'import one from "./first.js";\n',
        'import "./first.js";\n',
    ],
)
def test_what_cannot_be_joined_is_refused(text: str) -> None:
    with pytest.raises(NotRead, match=r"third\.js"):
        Module("third.js", text).bare()


def test_words_in_comments_are_no_imports() -> None:
    text = '/** @param {import("./first.js").One} one export */\n// import it\nconst here = import.meta.url;\n'
    assert Module("third.js", text).imports == []


def test_modules_are_joined_in_order() -> None:
    first, second = (
        Module("a.js", 'import { b } from "./b.js";\nconst a = b;\n'),
        Module("b.js", "export const b = 1;\n"),
    )
    assert joined({"a.js": first, "b.js": second}) == "const b = 1;\n\nconst a = b;\n"
    with pytest.raises(Circle):
        joined({"a.js": first, "b.js": Module("b.js", 'import { a } from "./a.js";\n')})


@pytest.mark.parametrize("name", sorted(engine_modules()))
def test_a_module_of_the_engine_is_small_and_told(name: str) -> None:
    lines = engine_modules()[name].text.splitlines()
    assert lines[0].startswith("/**")
    assert len(lines) < 300
    assert name == "coefficients.js" or max(map(len, lines)) <= 120


@pytest.mark.parametrize("text", ATTACKS)
def test_texts_stay_in_their_place(text: str) -> None:
    spelled = json_text({text: [text]})
    assert json.loads(spelled) == {text: [text]}
    assert not re.search("[<>&\u2028\u2029\n]", spelled)


def test_a_hostile_model_is_data(answer: Answer, tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    path.write_text(HOSTILE.format(text=json.dumps("".join(ATTACKS))), encoding="utf-8")
    case = takeoff.load(path).case
    for module in (module_text(case), program_module(case)):
        assert "</script" not in module.lower() and "<!--" not in module and "alert(1)<" not in module
    ask = (
        'import { program, run } from "./whole.js"; export const answer = () => [program.tables.title, run().outcomes];'
    )
    title, outcomes = answer({"whole.js": module_text(case)}, ask, None)
    assert title == case.meaning.header.title
    assert outcomes == {"function": pytest.approx(case.run().outcome("function"), rel=1e-9)}


def test_the_exported_module_runs_by_itself(answer: Answer) -> None:
    case = takeoff.load("lead-and-pause").case.with_schedules({"caution": takeoff.abrupt(start=3)})
    ask = 'import * as whole from "./whole.js";\n'
    ask += "export const answer = (changes) => [Object.keys(whole), whole.run(changes)];"
    names, run = answer({"whole.js": module_text(case.change({"lead": 1}))}, ask, {"caution.start": 2.5})
    known: Any = case.change({"lead": 1}).with_schedules({"caution": takeoff.abrupt(start=2.5)}).run()
    assert names == ["program", "run"]
    assert run["outcomes"] == pytest.approx({name: one.value for name, one in known.outcomes.items()}, rel=1e-9)
