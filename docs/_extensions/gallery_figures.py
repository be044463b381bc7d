"""Figures of the gallery: scripts draw on figures of their own, which pyplot does not know."""

from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from sphinx_gallery.scrapers import figure_rst

from takeoff.figures.save import svg_text


def scraped(block: Any, block_vars: dict[str, Any], gallery_conf: dict[str, Any]) -> str:
    """Save the figures that a block of a script has made, as reStructuredText that shows them.

    Arguments:
        block: of the script.
        block_vars: with the script's names, and the paths of its pictures.
        gallery_conf: with the folder of the sources.
    """
    shown = block_vars.setdefault("shown_figures", [])
    made = [one for one in block_vars["example_globals"].values() if isinstance(one, Figure) and one not in shown]
    shown += made
    paths = [Path(path).with_suffix(".svg") for _, path in zip(made, block_vars["image_path_iterator"], strict=False)]
    for figure, path in zip(made, paths, strict=True):
        path.write_text(svg_text(figure, {"script": Path(block_vars["src_file"]).name}), encoding="utf-8")
    titles = ", ".join(figure.get_suptitle() for figure in made)
    return figure_rst([str(path) for path in paths], gallery_conf["src_dir"], titles)
