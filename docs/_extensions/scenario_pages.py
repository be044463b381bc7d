"""The page of scenarios: every number on it is searched for at the build, with one figure of all."""

from pathlib import Path
from typing import Any

from pages import write_page, written_before_reading
from sphinx.application import Sphinx

import takeoff
from takeoff.decide.scenarios import compare_scenarios
from takeoff.figures import scenarios
from takeoff.figures.save import svg_text
from takeoff.tables.block_markdown import block_markdown
from takeoff.tables.scenario_page import PICTURE, scenario_blocks

FOLDER = "scenarios"


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the page before it is read.

    Arguments:
        app: the build.
    """
    app.add_config_value("scenarios_of", "automating-alignment", "env", [str])
    app.add_config_value("scenarios_maximise", "success", "env", [str])
    return written_before_reading(app, lambda sources, config: write_scenarios(sources / FOLDER, config))


def write_scenarios(folder: Path, config: Any) -> None:
    """Write the page and its figure.

    Arguments:
        folder: made if it is not there.
        config: says of which model, and what a slowdown is for.
    """
    model, maximise = config.scenarios_of, config.scenarios_maximise
    found = compare_scenarios(takeoff.load(model).case, maximise)
    command = f"takeoff compare {model} --scenarios --maximise {maximise}"
    page = block_markdown(scenario_blocks(found, command), ".")
    write_page(folder / f"{PICTURE}.svg", svg_text(scenarios(found), found.provenance))
    write_page(folder / "index.md", page)
