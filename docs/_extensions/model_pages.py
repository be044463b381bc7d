"""Pages of the models: written from the model files at every build, with a diagram and a run at the defaults."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from pages import write_page, written_before_reading
from sphinx.application import Sphinx

import takeoff
from takeoff.algebra.structure import PARAMETER, structure
from takeoff.figures import diagram, trajectories
from takeoff.figures.save import svg_text
from takeoff.model import Model
from takeoff.solve.run import Run
from takeoff.spec.find import model_paths
from takeoff.tables.block_markdown import block_markdown
from takeoff.tables.document import document
from takeoff.tables.figure_page import links_to_figures
from takeoff.tables.markdown import markdown
from takeoff.tables.reference_run import DIAGRAM, FIGURE, moves, reference_blocks

FOLDER, FIGURES = "models", "figures"
DRAWN = "../drawn/index.md"
"""The page of the figures that models ask for."""
INTRODUCTION = """# Models

Each page is written from the model's own file when these pages are built: its equations as formulas, its parameters
with value, unit, range, prior and source, a run at the defaults. `takeoff explain MODEL --as markdown` prints the same
equations and parameters, `takeoff explain MODEL NAME` tells one of them: where it is declared, what feeds it, and
what it reaches."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the pages before they are read.

    Arguments:
        app: the build.
    """
    app.add_config_value("models_shown", ",".join(model_paths()), "env", [str])
    return written_before_reading(app, lambda sources, config: write_pages(sources / FOLDER, config.models_shown))


def write_pages(folder: Path, shown: str) -> None:
    """Write an index and a page for each model.

    Arguments:
        folder: made if it is not there.
        shown: names or paths of models, with commas between them.
    """
    models = [takeoff.load(name) for name in shown.split(",")]
    write_page(folder / "index.md", "\n".join(_index(models)))
    for model in models:
        write_model(folder, model)


def write_model(folder: Path, model: Model) -> None:
    """Write the page of a model, its diagram, and the figure of its run at the defaults.

    Arguments:
        folder: made if it is not there.
        model: at its defaults.
    """
    run = model.run()
    told = [*reference_blocks(run), *links_to_figures(model.meaning, DRAWN)]
    opening = block_markdown(told, FIGURES)
    write_page(folder / f"{model.name}.md", markdown(document(model.meaning), opening))
    for ending, picture in _pictures(run) if moves(run.meaning) else ():
        write_page(folder / FIGURES / f"{model.name}-{ending}.svg", svg_text(picture, dict(run.provenance)))


def _pictures(run: Run) -> Iterator[tuple[str, Figure]]:
    yield DIAGRAM, diagram(structure(run.meaning).without(PARAMETER))
    yield FIGURE, trajectories(run)


def _index(models: list[Model]) -> Iterator[str]:
    yield INTRODUCTION
    yield ""
    for model in models:
        header = model.meaning.header
        yield from (f"## [{model.name}]({model.name}.md)", "", f"{header.title}. {header.meaning}".strip(), "")
    yield from ("```{toctree}", ":hidden:", "", *(f"{model.name} <{model.name}>" for model in models), "```")
