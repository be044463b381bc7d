"""The page on models and the past: data of `docs/data` beside what models imply for them, computed at the build."""

from pathlib import Path
from typing import Any

from pages import write_page, written_before_reading
from sphinx.application import Sphinx

import takeoff
from takeoff.decide.backcast import backcast
from takeoff.decide.observations import read_observations
from takeoff.figures import backcast as drawn
from takeoff.figures.save import finding_of, svg_text
from takeoff.spec.find import model_paths
from takeoff.tables.backcast_page import PICTURE, backcast_blocks
from takeoff.tables.block_markdown import block_markdown

FOLDER, OBSERVATIONS = "backcast", Path("data", "observations.toml")


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the page before it is read.

    Arguments:
        app: the build.
    """
    app.add_config_value("backcast_models", list(model_paths()), "env", [list])
    return written_before_reading(app, lambda sources, config: write_backcast(sources, config.backcast_models))


def write_backcast(sources: Path, models: list[str]) -> None:
    """Write the page and its figure.

    Arguments:
        sources: of the documentation, with the data.
        models: names or paths; of those whose concepts name nothing that was observed, it is told.
    """
    data = sources / OBSERVATIONS
    found = backcast([takeoff.load(name).case for name in models], read_observations(data, data.parent))
    runs = {implied.model: dict(implied.run.provenance) for one in found for implied in one.implied}
    figure = drawn(found)
    command = f"takeoff backcast docs/{OBSERVATIONS.as_posix()}"
    write_page(sources / FOLDER / f"{PICTURE}.svg", svg_text(figure, {"models": runs, "command": command}))
    page = block_markdown(backcast_blocks(found, finding_of(figure), command), ".")
    write_page(sources / FOLDER / "index.md", page)
