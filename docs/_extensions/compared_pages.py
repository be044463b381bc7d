"""The page on which models are compared: every question is put to every model at the build, with one figure of all."""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import takeoff
from takeoff.decide.across import ask
from takeoff.decide.questions import KINDS, read_question
from takeoff.figures import across
from takeoff.figures.save import svg_text
from takeoff.spec.find import model_paths
from takeoff.tables.across_page import PICTURE, across_blocks
from takeoff.tables.block_markdown import block_markdown

FOLDER = "compared"


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the page before it is read.

    Arguments:
        app: the build.
    """
    app.add_config_value("compared_models", list(model_paths()), "env", [list])
    app.connect("config-inited", lambda app, config: write_compared(Path(app.srcdir) / FOLDER, config.compared_models))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_compared(folder: Path, models: list[str]) -> None:
    """Write the page and its figure.

    Arguments:
        folder: made if it is not there.
        models: that are asked; those whose concepts name no quantity are left out.
    """
    cases = [case for name in models if (case := takeoff.load(name).case).meaning.concepts]
    found = ask(cases, [read_question(name) for name in KINDS])
    runs = {one.case.meaning.header.name: list(one.provenance) for answers in found for one in answers.answered}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{PICTURE}.svg").write_text(svg_text(across(found), {"models": runs}), encoding="utf-8")
    page = block_markdown(across_blocks(found, "takeoff compare-models"), ".")
    (folder / "index.md").write_text(f"{page}\n", encoding="utf-8")
