"""From the location of a flaw, as pydantic tells it, to the path of keys that a file has there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Location = tuple[int | str, ...]


def kinds_of(annotation: Any) -> Mapping[str, type[BaseModel]]:
    """The classes of a union that are told apart by a key, by the values of that key; none for other annotations."""
    inner = get_args(annotation) if get_origin(annotation) is Annotated else ()
    key = next((one.discriminator for one in inner[1:] if isinstance(one, FieldInfo)), None)
    if not isinstance(key, str):
        return {}
    return {get_args(kind.model_fields[key].annotation)[0]: kind for kind in get_args(inner[0])}


def keys_of(kind: type[BaseModel], location: Location) -> tuple[tuple[str, ...], list[str]]:
    """The path of keys that a location stands for, and the keys that are legal where it ends.

    Arguments:
        kind: the class that it begins in.
        location: besides keys it has positions in lists, and the kind that a table was taken for.
    """
    current: Any = kind
    path: list[str] = []
    for step in location:
        kinds = kinds_of(current)
        if isinstance(step, str) and step not in kinds:
            path.append(step)
        current = kinds[str(step)] if step in kinds else _inside(current, step)
    return tuple(path), _names(current) if is_part(current) else []


def is_part(kind: Any) -> bool:
    """Whether an annotation is the class of a part.

    Arguments:
        kind: an annotation of a field.
    """
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _names(kind: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in kind.model_fields.items()]


def _inside(current: Any, step: int | str) -> Any:
    """The annotation of what a step leads to."""
    if is_part(current):
        return next((one.annotation for name, one in current.model_fields.items() if (one.alias or name) == step), None)
    return (get_args(current) or (None,))[-1]
