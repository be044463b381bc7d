"""`takeoff figures`: every figure that models ask for, as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from takeoff.cli.progress import progress
from takeoff.errors import InputError, TakeoffError, brief, near

if TYPE_CHECKING:
    from takeoff.model import Model


@dataclass(frozen=True)
class _Wanted:
    """One figure.

    Arguments:
        given: the model as the user named it.
        model: the model.
        name: of the figure.
    """

    given: str
    model: Model
    name: str

    @property
    def stem(self) -> str:
        return f"{self.model.name}-{self.name}"

    def write(self, folder: Path, forms: Sequence[str]) -> None:
        """Draw it, write its files, and say on stdout where they are and what it shows.

        Raises:
            TakeoffError: it cannot be drawn.
        """
        from takeoff.figures import draw, save
        from takeoff.tables.figure_page import figure_line

        drawn = draw(self.model.case, self.name, progress(self.stem))
        told = {**drawn.provenance, "command": figure_line(self.given, self.name)}
        paths = save(drawn.figure, folder / self.stem, told, forms)
        click.echo(f"{' '.join(map(str, paths))}\n    {drawn.finding}")


@click.command("figures")
@click.argument("models", nargs=-1, metavar="[MODEL ...]")
@click.option("--out", required=True, metavar="FOLDER", help="Where the files go; made if it is not there.")
@click.option("--only", metavar="NAME", help="Draw figures of this name only.")
@click.option("--format", "forms", default="svg,pdf,png", show_default=True, help="Forms of the files.")
def command(models: tuple[str, ...], out: str, only: str | None, forms: str) -> int:
    """Draw the figures that each MODEL asks for, or all shipped models: FOLDER/MODEL-FIGURE.svg, .pdf and .png.

    stdout lists the files and what each figure shows. A figure that cannot be drawn does not stop the others; the exit
    code is then 1.
    """
    endings, wanted = _forms(forms), list(_wanted(models, only))
    _check(wanted, models, only)
    Path(out).mkdir(parents=True, exist_ok=True)
    failed = [one.stem for one in wanted if not _written(one, Path(out), endings)]
    if failed:
        click.echo(f"error: {len(failed)} of {len(wanted)} figures could not be drawn: {', '.join(failed)}", err=True)
    return 1 if failed else 0


def _written(one: _Wanted, folder: Path, forms: Sequence[str]) -> bool:
    """Whether a figure was written; why not is told on stderr."""
    try:
        one.write(folder, forms)
    except TakeoffError as error:
        click.echo(f"error: {one.stem}: {error}", err=True)
        return False
    return True


def _forms(text: str) -> list[str]:
    from takeoff.figures.save import FORMS

    forms = [form.strip() for form in text.split(",")]
    for form in forms:
        if form not in FORMS:
            raise InputError(f"no figure can be saved as '{brief(form)}'", near(form, FORMS))
    return list(dict.fromkeys(forms))


def _wanted(models: Sequence[str], only: str | None) -> Iterator[_Wanted]:
    """Figures by model, in the order of the command line and of the files."""
    from takeoff.model import load
    from takeoff.spec.find import model_paths

    for given in dict.fromkeys(models or model_paths()):
        model = load(given)
        names = model.meaning.spec.parts.figures
        yield from (_Wanted(given, model, name) for name in names if only in (None, name))


def _check(wanted: Sequence[_Wanted], models: Sequence[str], only: str | None) -> None:
    """Refuse a command line for which there is nothing to draw, or two figures of the same name.

    Raises:
        InputError: it is so.
    """
    stems = [one.stem for one in wanted]
    if twice := [stem for stem in stems if stems.count(stem) > 1]:
        raise InputError(f"two figures would be called '{twice[0]}'", "name one of the models at a time")
    if not wanted and only is not None:
        known = [one.name for one in _wanted(models, None)]
        raise InputError(f"no model has a figure '{brief(only)}'", near(only, known) or "they ask for none")
    if not wanted:
        raise InputError("the models ask for no figures", 'such as: [figures.reference] kind = "trajectories"')
