"""The options that name files: where figures and results go."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from takeoff.errors import InputError

WRITTEN = (".svg", ".png")
"""Endings of a figure's files."""

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def check_figure(path: str | None) -> None:
    """Refuse a figure that cannot be saved before anything is computed.

    Arguments:
        path: what --figure gives, None without it.

    Raises:
        InputError: no file can be there, or it has an ending that is not written; one begins with a letter.
    """
    if path is None:
        return
    if not Path(path).name or not Path(path).parent.is_dir():
        raise InputError(
            f"no figure can be saved at '{path}'", "--figure takes the path of a file in a folder there is"
        )
    if (ending := Path(path).suffix)[1:2].isalpha() and ending not in WRITTEN:
        stem = Path(path).with_suffix("")
        hint = f"--figure {stem} writes {' and '.join(f'{stem}{one}' for one in WRITTEN)}"
        raise InputError(f"no figure is written as '{ending}'", hint)


def figure_stem(path: str) -> str:
    """The path of a figure without an ending, to which those of its files are added.

    Arguments:
        path: what --figure gives, with or without an ending.
    """
    return path[: -len(Path(path).suffix)] if Path(path).suffix in WRITTEN else path


def check_place(path: Path | None, option: str) -> None:
    """Refuse a file that cannot be written before anything is computed.

    Arguments:
        path: what the option gives, None without it.
        option: its name.

    Raises:
        InputError: no file can be there.
    """
    if path is not None and (not path.name or not path.parent.is_dir()):
        raise InputError(
            f"no file can be written at '{path}'", f"{option} takes the path of a file in a folder there is"
        )


def save_figure(figure: Figure, path: str, provenance: Mapping[str, Any]) -> None:
    """Write both files of a figure, and say on stderr where they are.

    Arguments:
        figure: what is drawn.
        path: what --figure gives, with or without an ending.
        provenance: how it came about.

    Raises:
        OSError: the folder cannot be written to.
    """
    from takeoff.figures import save

    paths = save(figure, figure_stem(path), provenance)
    click.echo(f"figure: {' '.join(map(str, paths))}", err=True)
