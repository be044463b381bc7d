"""The page of figures: every figure that a model file asks for is drawn at the build, as `takeoff figures` draws it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pages import write_page, written_before_reading
from sphinx.application import Sphinx

import takeoff
from takeoff.figures import draw
from takeoff.figures.save import save
from takeoff.spec.find import model_paths
from takeoff.tables.block_markdown import block_markdown
from takeoff.tables.blocks import Block, Heading, Paragraph
from takeoff.tables.figure_page import INTRODUCTION, TITLE, figure_blocks, figure_line

FOLDER = "drawn"


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the page before it is read.

    Arguments:
        app: the build.
    """
    app.add_config_value("figures_of", list(model_paths()), "env", [list])
    return written_before_reading(app, lambda sources, config: write_figures(sources / FOLDER, config.figures_of))


def write_figures(folder: Path, models: list[str]) -> None:
    """Write the page and its figures.

    Arguments:
        folder: made if it is not there.
        models: names or paths; those that ask for no figure are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sections = [block for given in models for block in _section(folder, given)]
    write_page(folder / "index.md", block_markdown([Heading(TITLE, 1), Paragraph(INTRODUCTION), *sections], "."))


def _section(folder: Path, given: str) -> Iterator[Block]:
    model = takeoff.load(given)
    findings: dict[str, str] = {}
    for name in model.meaning.spec.parts.figures:
        drawn = draw(model.case, name)
        save(drawn.figure, folder / drawn.stem, {**drawn.provenance, "command": figure_line(given, name)}, ["svg"])
        findings[name] = drawn.finding
    if findings:
        yield from figure_blocks(model.meaning, given, findings)
