"""What pydantic cannot say: names, clashes, dimensions and members, keys that belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from takeoff.errors import Place, Problem, near
from takeoff.spec import parts as p
from takeoff.spec.names import flaw_of_key, flaw_of_name

Where = Callable[..., Place]

QUANTITIES = ("stocks", "auxiliaries", "parameters", "controls")
"""Sections that share one namespace."""

NAMED = (*QUANTITIES, "dimensions", "flows", "milestones", "events", "outcomes")
KEYED = ("sources", "scenarios", "panels", "promises")
LEGAL_SOURCES = ("assumed", "definition")
MOST = 2_000
"""Most parts of one section."""

NEEDED = {
    "unit": 'every quantity has a unit; unit = "1" means none',
    "schema": "the first line of a model file is: schema = 1",
    "model": 'a model begins with [model] name = "...", title = "..."',
    "start": 'a stock starts somewhere: start = "0"',
}


def legal_keys(kind: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """Keys that a table may have.

    Arguments:
        kind: the class that the path begins in.
        path: keys that lead to the table.
    """
    current: Any = kind
    for key in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            current = next((f.annotation for n, f in current.model_fields.items() if (f.alias or n) == key), None)
        else:
            current = (get_args(current) or (None,))[-1]
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def problems_of(parts: p.Parts, where: Where) -> list[Problem]:
    """List what is wrong with names, dimensions and members.

    Arguments:
        parts: parts of the right shape.
        where: gives the place of a path of keys.
    """
    checks = (_names, _clashes, _dimensions, _members, _pairs, _sources, _times)
    return [problem for check in checks for problem in check(parts, where)]


def _names(parts: p.Parts, where: Where) -> Iterator[Problem]:
    for sections, flaw_of in ((NAMED, flaw_of_name), (KEYED, flaw_of_key)):
        for section in sections:
            names = list(getattr(parts, section))
            if len(names) > MOST:
                yield Problem(f"[{section}] has {len(names)} entries, at most {MOST} are read", where(section))
            for name in names:
                if flaw := flaw_of(name):
                    yield Problem(f"'{name[:80]}' is no name for one of [{section}]: {flaw}", where(section, name))
    if flaw := flaw_of_key(parts.model.name):
        yield Problem(f"'{parts.model.name[:80]}' is no name for a model: {flaw}", where("model", "name"))


def _clashes(parts: p.Parts, where: Where) -> Iterator[Problem]:
    first: dict[str, str] = {}
    members = {member: f"dimensions.{d}" for d, names in parts.dimensions.items() for member in names}
    for section in ("dimensions", *QUANTITIES):
        for name in getattr(parts, section):
            taken = first.setdefault(name, section)
            if taken != section:
                yield Problem(f"{section}.{name} has the name of {taken}.{name}", where(section, name))
            elif name in members and section != "dimensions":
                yield Problem(f"{section}.{name} has the name of a member of {members[name]}", where(section, name))


def _dimensions(parts: p.Parts, where: Where) -> Iterator[Problem]:
    for dimension, members in parts.dimensions.items():
        place = where("dimensions", dimension)
        if not members or len(set(members)) != len(members):
            yield Problem(f"dimension '{dimension}' needs members, each once", place)
        for member in members:
            if flaw := flaw_of_name(member):
                yield Problem(f"'{member[:80]}' is no name for a member: {flaw}", place)
    for section, name, part in _repeated(parts):
        for dimension in part.over:
            if dimension not in parts.dimensions:
                hint = near(dimension, parts.dimensions) or "declare it in [dimensions]"
                yield Problem(f"{section}.{name}: unknown dimension '{dimension}'", where(section, name, "over"), hint=hint)


def _repeated(parts: p.Parts) -> Iterator[tuple[str, str, Any]]:
    for section in ("stocks", "flows", "auxiliaries", "parameters"):
        for name, part in getattr(parts, section).items():
            yield section, name, part


_EQUATION_KEY = {"stocks": "start", "flows": "rate", "auxiliaries": "equation", "parameters": "value"}


def _members(parts: p.Parts, where: Where) -> Iterator[Problem]:
    for section, name, part in _repeated(parts):
        key = _EQUATION_KEY[section]
        given: Mapping[str, Any] = getattr(part, key)
        if p.EVERY in given:
            continue
        place = where(section, name, key)
        if len(part.over) != 1:
            yield Problem(f"{section}.{name}.{key} differs by member, which needs over = one dimension", place)
            continue
        members = parts.dimensions.get(part.over[0], [])
        for extra in [member for member in given if member not in members]:
            yield Problem(f"{section}.{name}.{key}: unknown member '{extra}'", place, hint=near(extra, members))
        if missing := [member for member in members if member not in given]:
            yield Problem(f"{section}.{name}.{key}: nothing for {', '.join(missing)}", place)


def _pairs(parts: p.Parts, where: Where) -> Iterator[Problem]:
    for name, flow in parts.flows.items():
        if not flow.into and not flow.out_of:
            yield Problem(f"flows.{name} goes nowhere", where("flows", name), hint='say into = "..." or out_of = "..."')
    for name, event in parts.events.items():
        if bool(event.at) == bool(event.when):
            yield Problem(f"events.{name} needs either 'at' (a date) or 'when' (a condition)", where("events", name))
    for name, outcome in parts.outcomes.items():
        if outcome.at and outcome.at not in parts.milestones:
            hint = near(outcome.at, parts.milestones)
            yield Problem(f"outcomes.{name}: unknown milestone '{outcome.at}'", where("outcomes", name, "at"), hint=hint)
    for scenario, changes in parts.scenarios.items():
        for name in changes:
            if name not in parts.parameters and name != "horizon":
                place, hint = where("scenarios", scenario, name), near(name, parts.parameters)
                yield Problem(f"scenarios.{scenario}: unknown parameter '{name}'", place, hint=hint)


def _sources(parts: p.Parts, where: Where) -> Iterator[Problem]:
    for section in QUANTITIES:
        for name, part in getattr(parts, section).items():
            if part.source and part.source not in parts.sources and part.source not in LEGAL_SOURCES:
                hint = near(part.source, [*parts.sources, *LEGAL_SOURCES])
                place = where(section, name, "source")
                yield Problem(f"{section}.{name}: unknown source '{part.source}'", place, hint=hint or "add it to [sources]")


def _times(parts: p.Parts, where: Where) -> Iterator[Problem]:
    time = parts.model.time
    if not (-1e4 < time.start < time.stop < 1e5):
        yield Problem("model.time: 'stop' must be later than 'start'", where("model", "time"))
