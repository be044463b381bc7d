"""Recipes: which data a model is held against, by name or path, and the model that they are for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from takeoff.errors import InputError, brief, near
from takeoff.solve.case import Case
from takeoff.solve.load import load_case
from takeoff.spec.find import answers, model_paths
from takeoff.spec.recipe_parts import DurationsPart, FitPart, RecipeParts, read_recipe_parts

SUFFIX = ".toml"


@dataclass(frozen=True)
class Recipe:
    """A recipe that was read.

    Arguments:
        name: as it was asked for.
        path: of its file.
        parts: what it says.
        asked: what it asks of the data.
    """

    name: str
    path: Path
    parts: RecipeParts
    asked: FitPart | DurationsPart

    def case(self) -> Case:
        """The model that it is for.

        Raises:
            InputError: no such model, or a path that leads out of the folder of the recipe.
            ModelError: the model is wrong.
        """
        model = self.parts.recipe.model
        if not model.endswith(SUFFIX):
            return load_case(model) if model in model_paths() else self._unknown(model)
        path, folder = (self.path.parent / model).resolve(), self.path.parent.resolve()
        return load_case(path) if path.is_relative_to(folder) and path.is_file() else self._unknown(model)

    def _unknown(self, model: str) -> Case:
        hint = "the name of a shipped model, or a .toml file beside the recipe or below"
        raise InputError(f"recipe '{self.name}': no model '{brief(model)}'", near(model, model_paths()) or hint)


def recipe_paths() -> dict[str, Path]:
    """Shipped recipes by name, sorted."""
    folder = Path(__file__).resolve().parent.parent / "recipes"
    return {path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))}


def read_recipe(name: str | Path) -> Recipe:
    """Read a recipe.

    Arguments:
        name: a shipped one, or the path of a TOML file.

    Raises:
        InputError: nothing of that name.
        ModelError: it is wrong; every problem is listed.
    """
    shipped = recipe_paths()
    path = shipped.get(str(name), Path(name))
    if not answers(path.is_file):
        hint = near(str(name), shipped) or "a path to a TOML file works too"
        raise InputError(f"no recipe called '{brief(str(name))}', and no such file", hint)
    return Recipe(str(name), path, *read_recipe_parts(path))
