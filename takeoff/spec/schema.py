"""The JSON Schemas of model and schedule files, for editors: `python -m takeoff.spec.schema` writes them anew."""

from __future__ import annotations

import inspect
import json
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator

from takeoff.spec.descend import is_part, kinds_of
from takeoff.spec.find import models_folder, schedules_folder
from takeoff.spec.forms import FORMS, KEY_NAME, KEYS, QUANTITY_NAME, SECTIONS, Form
from takeoff.spec.layers import REMOVABLE
from takeoff.spec.parts import Parts, Sector
from takeoff.spec.schedule_parts import ScheduleHeader, ScheduleParts
from takeoff.spec.shape import KEYED
from takeoff.spec.write import write_file

FILE_NAME = "model.schema.json"
"""Name of the schema among the shipped models."""

SCHEDULE_FILE_NAME = "schedule.schema.json"
"""Name of the schema among the shipped schedules."""

SIMPLE: dict[Any, Form] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
}

EXTENDS = "A shipped model by its name, or a TOML file or folder beside or below this file."
REMOVE = "Parts of the extended model that go, by section."


def model_schema() -> dict[str, Any]:
    """Schema of one file of a model: a whole model, one that extends another, or a sector file.

    Keys that a part must have are asked for in whole models only; elsewhere another file may hold them.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "takeoff model",
        "description": "A model file of takeoff, or one file of a folder that makes a model.",
        "type": "object",
        "properties": _properties(),
        "additionalProperties": False,
        "allOf": _rules(),
    }


def schedule_schema() -> dict[str, Any]:
    """Schema of a schedule file."""
    properties = {f.alias or name: _form(f.annotation, f.metadata) for name, f in ScheduleParts.model_fields.items()}
    for name in ("quantities", "parameters", "stocks", "flows", "auxiliaries", "solved", "events", "dimensions"):
        kind = get_args(ScheduleParts.model_fields[name].annotation)[-1]
        properties[name] = {"propertyNames": QUANTITY_NAME, **properties[name]}
        properties[name]["additionalProperties"]["required"] = _required(kind)
    properties["schedule"]["properties"]["name"] = {"description": "Name of the schedule.", "type": "string"}
    properties["schedule"]["required"] = _required(ScheduleHeader)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "takeoff schedule",
        "description": "A schedule file of takeoff: an equation for a control.",
        "type": "object",
        "properties": properties,
        "required": ["schema", "schedule"],
        "additionalProperties": False,
    }


def main() -> None:
    """Write the schemas beside the shipped models and the shipped schedules."""
    for path, schema in (
        (models_folder() / FILE_NAME, model_schema()),
        (schedules_folder() / SCHEDULE_FILE_NAME, schedule_schema()),
    ):
        write_file(path, json.dumps(schema, indent=1, ensure_ascii=False) + "\n")


def _properties() -> dict[str, Form]:
    properties: dict[str, Form] = {}
    for name, field in Parts.model_fields.items():
        form = _form(field.annotation, field.metadata)
        if name in REMOVABLE:
            form = {"propertyNames": KEY_NAME if name in KEYED else QUANTITY_NAME, **form}
        if name in SECTIONS:
            form = {"description": SECTIONS[name], **form}
        properties[field.alias or name] = form
    names: Form = {"type": "array", "items": {"type": "string"}}
    removals = {section: {"description": f"Names of {section}.", **names} for section in REMOVABLE}
    properties["model"]["required"] = _required(Parts.model_fields["model"].annotation)
    return {
        **properties,
        "sector": _table(Sector),
        "extends": {"description": EXTENDS, "type": "string", "minLength": 1},
        "remove": {
            "description": REMOVE,
            "type": "object",
            "properties": removals,
            "additionalProperties": False,
        },
    }


def _rules() -> list[Form]:
    """What depends on the kind of file."""
    whole: Form = {"required": ["schema"], "not": {"required": ["extends"]}}
    needed = {name: {"additionalProperties": form} for name in REMOVABLE if (form := _needed(name))}
    main_keys = [{"required": [key]} for key in ("schema", "model", "extends")]
    return [
        {"if": {"anyOf": main_keys}, "then": {"required": ["schema", "model"]}},
        {"if": {"required": ["remove"]}, "then": {"required": ["extends"]}},
        {"if": whole, "then": {"properties": needed}},
    ]


def _needed(section: str) -> Form:
    """What every part of a section must have; by kind, where it has several."""
    kind = (get_args(Parts.model_fields[section].annotation) or (None,))[-1]
    if kinds := kinds_of(kind):
        return {"anyOf": [_of_kind(name, one) for name, one in kinds.items()]}
    return {"required": keys} if is_part(kind) and (keys := _required(kind)) else {}


def _of_kind(name: str, kind: type[BaseModel]) -> Form:
    return {"properties": {"kind": {"enum": [name]}}, "required": _required(kind)}


def _required(kind: Any) -> list[str]:
    return [field.alias or name for name, field in kind.model_fields.items() if field.is_required()]


def _table(kind: type[BaseModel]) -> Form:
    properties = {}
    for name, field in kind.model_fields.items():
        words = {"description": KEYS[name]} if name in KEYS else {}
        properties[field.alias or name] = {**words, **_form(field.annotation, field.metadata)}
    return {
        "description": " ".join((inspect.getdoc(kind) or "").split()),
        "type": "object",
        "properties": properties,
        "additionalProperties": _others(kind),
    }


def _others(kind: type[BaseModel]) -> Form | bool:
    """Keys that a table takes besides those of its own: none, unless it has a type for them."""
    extra = kind.__annotations__.get("__pydantic_extra__")
    return _form(get_args(get_type_hints(kind, include_extras=True)["__pydantic_extra__"])[1], []) if extra else False


def _form(annotation: Any, metadata: list[Any]) -> Form:
    """What a file may write for a type.

    Arguments:
        annotation: the type.
        metadata: what pydantic knows besides; a reader says what it takes.
    """
    for one in metadata:
        if isinstance(one, BeforeValidator):
            return _read_by(one)
    if annotation in SIMPLE:
        return SIMPLE[annotation]
    if is_part(annotation):
        return _table(annotation)
    return _composed(annotation)


def _read_by(reader: BeforeValidator) -> Form:
    if reader.func not in FORMS:
        raise TypeError(f"no form is known for what {reader.func} reads; add it to takeoff/spec/forms.py")
    return FORMS[reader.func]


def _composed(annotation: Any) -> Form:
    inner, origin = get_args(annotation), get_origin(annotation)
    if origin is Annotated:
        return _form(inner[0], list(inner[1:]))
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (Union, types.UnionType):
        return _choice([_form(one, []) for one in inner if one is not type(None)])
    if origin in (list, tuple):
        return {"type": "array", "items": _form(inner[0], [])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _form(inner[1], [])}
    raise TypeError(f"no form is known for {annotation}; add it to takeoff/spec/forms.py")


def _choice(forms: list[Form]) -> Form:
    return forms[0] if len(forms) == 1 else {"anyOf": forms}


if __name__ == "__main__":
    main()
