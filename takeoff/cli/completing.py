"""What a shell may complete: names of models and of what their files declare, read without building anything."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from takeoff.spec.parts import Parts

Names = Callable[[click.Context, str], Iterable[str]]
Complete = Callable[[click.Context, click.Parameter, str], list[str]]

MODEL = ".toml"
THEORY = Path(__file__).resolve().parent.parent / "theory"
RECIPES = THEORY.parent / "uncertainty" / "recipes"
RESULT = re.compile(r"^(?:RESULT = Result|TOPIC = Topic)\(\n    name=\"([a-z-]+)\"", re.MULTILINE)
"""How a file of the theory says its name; importing them all would take a second."""


def complete(names: Names) -> Complete:
    """Offer those of some names that begin as the word does; nothing where a file is wrong.

    Arguments:
        names: gives them for the words so far, and the word that is not finished.
    """

    @functools.wraps(names)
    def completed(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
        try:
            return [name for name in dict.fromkeys(names(context, incomplete)) if name.startswith(incomplete)]
        except Exception:  # a shell that completes has no place for an error, whatever it is
            return []

    return completed


def of_model(*sections: str, ending: str = "") -> Complete:
    """Offer the names in sections of the model that was named before.

    Arguments:
        sections: such as "parameters".
        ending: what follows a name, such as "=".
    """

    def names(context: click.Context, incomplete: str) -> Iterator[str]:
        parts = _parts(context)
        yield from (f"{name}{ending}" for section in sections for name in getattr(parts, section))

    return complete(names)


@complete
def models(context: click.Context, incomplete: str) -> Iterator[str]:
    """Names of shipped models, and paths of others."""
    from takeoff.spec.find import model_paths

    yield from model_paths()
    folder = incomplete.rpartition("/")[0] + "/" if "/" in incomplete else ""
    for path in sorted(Path(folder or ".").iterdir()):
        if path.suffix == MODEL or (path / f"model{MODEL}").is_file():
            yield folder + path.name
        elif path.is_dir() and not path.name.startswith("."):
            yield f"{folder}{path.name}/"


@complete
def settings(context: click.Context, incomplete: str) -> Iterator[str]:
    """What --set changes: parameters, of single members too, and the horizon."""
    parts = _parts(context)
    for name, part in parts.parameters.items():
        yield f"{name}="
        if len(part.over) == 1:
            yield from (f"{name}[{member}]=" for member in parts.dimensions[part.over[0]])
    yield "horizon="


@complete
def schedules(context: click.Context, incomplete: str) -> Iterator[str]:
    """A control, then a kind of schedule."""
    from takeoff.spec.find import schedules_folder

    control, equals, _ = incomplete.partition("=")
    if not equals:
        yield from (f"{name}=" for name in _parts(context).controls)
    else:
        yield from (f"{control}={path.stem}" for path in sorted(schedules_folder().glob(f"*{MODEL}")))


@complete
def arguments(context: click.Context, incomplete: str) -> Iterator[str]:
    """Arguments of the schedules that were given before, as far as they are numbers."""
    from takeoff.spec.find import schedules_folder
    from takeoff.spec.read import read_schedule

    for text in context.params.get("schedules") or ():
        kind = text.partition("=")[2].partition("(")[0].strip()
        path = Path(kind) if kind.endswith(MODEL) else schedules_folder() / f"{kind}{MODEL}"
        yield from (name for name, part in read_schedule(path)[0].parameters.items() if not part.over)


@complete
def results(context: click.Context, incomplete: str) -> Iterator[str]:
    """Topics and results of the theory."""
    for path in sorted(THEORY.glob("*/*.py")):
        yield from RESULT.findall(path.read_text(encoding="utf-8"))


@complete
def recipes(context: click.Context, incomplete: str) -> Iterator[str]:
    """Names of shipped recipes."""
    yield from (path.stem for path in sorted(RECIPES.glob(f"*{MODEL}")))


def _parts(context: click.Context) -> Parts:
    """What the model that was named says; where an option waits for its value, click has it among the rest."""
    from takeoff.spec.find import find_model
    from takeoff.spec.read import read_model

    return read_model(find_model(context.params["model"] or context.args[0])).parts
