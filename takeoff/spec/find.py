"""Finding models by name: those in the wheel, else those of the checkout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from takeoff.errors import InputError, brief, near


def models_folder() -> Path:
    """Folder of the shipped models: `takeoff/models` once packaged, else the checkout's `models/`."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / "models"
    return packaged if packaged.is_dir() else package.parent / "models"


def schedules_folder() -> Path:
    """Folder of the shipped kinds of schedule."""
    return Path(__file__).resolve().parent.parent / "schedules" / "kinds"


def model_paths() -> dict[str, Path]:
    """Shipped models by name, sorted."""
    folder = models_folder()
    if not folder.is_dir():
        return {}
    files = {path.stem: path for path in folder.glob("*.toml")}
    folders = {path.parent.name: path.parent for path in folder.glob("*/model.toml")}
    return dict(sorted((files | folders).items()))


def variant_paths() -> dict[str, Path]:
    """Shipped variants of models by name, sorted: FOLDER/NAME, from folders that are no models themselves."""
    files = models_folder().glob("*/*.toml")
    named = {f"{path.parent.name}/{path.stem}": path for path in files if not (path.parent / "model.toml").is_file()}
    return dict(sorted(named.items()))


def find_model(name: str | Path) -> Path:
    """Find a model by name or path.

    Arguments:
        name: a name of `models/`, that of a variant (FOLDER/NAME), a TOML file, or a folder with a `model.toml`.

    Raises:
        InputError: nothing of that name or at that path.
    """
    shipped = model_paths()
    if isinstance(name, str) and name in shipped:
        return shipped[name]
    if isinstance(name, str) and "/" in name and name in (variants := variant_paths()):
        return variants[name]
    path = Path(name)
    if answers(path.is_file) or answers((path / "model.toml").is_file):
        return path
    if answers(path.is_dir):
        raise InputError(f"the folder '{path.name}' holds no model.toml", "a folder model has its [model] table there")
    hint = near(str(name), shipped) or "'takeoff list' shows the models; a path to a TOML file works too"
    raise InputError(f"no model called '{brief(str(name))}', and no such file", hint)


def answers(question: Callable[[], bool]) -> bool:
    """Answer of a file system that may also refuse the question (a name too long, a folder closed to us).

    Arguments:
        question: such as `path.is_file`.
    """
    try:
        return question()
    except OSError:
        return False
