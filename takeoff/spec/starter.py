"""A model to start from: a shipped file, checked like any other, that gets a name of one's own."""

from __future__ import annotations

from pathlib import Path

from takeoff.errors import InputError, brief
from takeoff.spec.find import answers
from takeoff.spec.names import flaw_of_key
from takeoff.spec.write import write_file

STARTER = Path(__file__).with_name("starter.toml")
NAMED = 'name = "starter"'
"""The line of the file that says what the model is called."""


def new_model(name: str, folder: Path) -> Path:
    """Write a model to start from.

    Arguments:
        name: of the model, and of its file.
        folder: that exists; nothing in it is overwritten.

    Returns:
        The path of the file, NAME.toml.

    Raises:
        InputError: no name for a model, no such folder, or there is something of that name already.
        OSError: the folder cannot be written to.
    """
    if flaw := flaw_of_key(name):
        raise InputError(f"'{brief(name)}' is no name for a model: {flaw}", "such as two-labs")
    if not answers(folder.is_dir):
        raise InputError(f"there is no folder '{brief(str(folder))}'", "make it first, or leave --folder out")
    path = folder / f"{name}.toml"
    if path.exists() or path.is_symlink():
        raise InputError(f"there is a file '{brief(str(path))}' already", "take another name; nothing was changed")
    write_file(path, STARTER.read_text(encoding="utf-8").replace(NAMED, f'name = "{name}"'))
    return path
