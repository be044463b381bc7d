"""The page on which models are compared: every question is put to every model at the build, with one figure of all."""

from pathlib import Path
from typing import Any

from pages import write_page, written_before_reading
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
    return written_before_reading(app, lambda sources, config: write_compared(sources / FOLDER, config.compared_models))


def write_compared(folder: Path, models: list[str]) -> None:
    """Write the page and its figure.

    Arguments:
        folder: made if it is not there.
        models: that are asked; those whose concepts name no quantity are left out.
    """
    cases = [case for name in models if (case := takeoff.load(name).case).meaning.concepts]
    found = ask(cases, [read_question(name) for name in KINDS])
    runs = {one.case.meaning.header.name: list(one.provenance) for answers in found for one in answers.answered}
    write_page(folder / f"{PICTURE}.svg", svg_text(across(found), {"models": runs}))
    write_page(folder / "index.md", block_markdown(across_blocks(found, "takeoff compare-models"), "."))
