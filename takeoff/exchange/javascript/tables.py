"""What the engine must know of a program besides its functions: names, units, doors, what turns and what jumps."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from takeoff.equations import units as u
from takeoff.equations.scope import Key, label
from takeoff.equations.understand import HORIZON
from takeoff.equations.values import Door
from takeoff.schedules.bound import Bound
from takeoff.schedules.close import argument_key
from takeoff.solve.case import Case
from takeoff.solve.program import Program
from takeoff.spec.readers import EVERY
from takeoff.version import package_version


def json_text(data: Any) -> str:
    """Data as JSON that is safe in a script, also in one within HTML: no text can end it, a comment or a string.

    Arguments:
        data: numbers, texts, lists, dictionaries.
    """
    text = json.dumps(data, ensure_ascii=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def tables(case: Case, program: Program, quantities: Sequence[Key]) -> dict[str, Any]:
    """Tables of a case's program, as the engine reads them.

    Arguments:
        case: gives the values that hold where a user gives none.
        program: of its schedules.
        quantities: those that a run is asked for.
    """
    system, header = program.system, case.meaning.header
    places = {key: place for place, key in enumerate(system.parameters)}
    return {
        "model": header.name,
        "title": header.title,
        "sha256": case.meaning.spec.digest,
        "takeoff": package_version(),
        "start": header.time.start,
        "schedules": {control: kind.kind.name for control, kind in case.kinds().items()},
        "parameters": list(_parameters(case, program)),
        "horizon": places[HORIZON, ()],
        "computed": [places[key] for key in followed(case)],
        "fits": [told for _, _, told in promised(case)],
        "rising": [[places[one], places[other]] for one, other in _rising(case)],
        "initials": len(program.initials),
        "states": [{"name": label(state.key), "log": state.log} for state in system.states],
        "switches": [switch.strict for switch in program.switches],
        "breaks": [{"position": known.position, "rises": known.rises} for known in program.breaks],
        "milestones": [{"name": one.name, "stop": one.stop} for one in system.milestones],
        "events": [
            {"name": event.name, "conditional": event.when is not None, "sets": [place for place, _ in event.sets]}
            for event in system.events
        ],
        "sinces": len(system.sinces),
        "outcomes": [
            {"name": one.name, "at": one.at, **_unit(case.meaning.outcome_units[one.name].unit)}
            for one in system.outcomes
        ],
        "promises": [{"name": name, "text": case.meaning.promises[name].text} for name in system.promises],
        "ranges": [{"name": name, "low": low, "high": high} for name, (low, high) in program.ranges.items()],
        "quantities": [{"name": label(key), **_unit(_unit_of(case, key))} for key in quantities],
    }


def followed(case: Case) -> list[Key]:
    """Computed parameters that the case does not give, each after those it reads."""
    given = case.given()
    return [key for key in case.meaning.computed if key not in given]


def promised(case: Case) -> Iterator[tuple[str, Any, str]]:
    """What arguments of schedules must meet: control, the parsed condition, and how it is told."""
    for control, bound in case.kinds().items():
        for name, promise in bound.kind.promises.items():
            told = f"schedule '{bound.kind.name}' needs {promise.text} ({name.replace('_', ' ')})"
            yield control, promise, told


def _rising(case: Case) -> Iterator[tuple[Key, Key]]:
    """Arguments of schedules that must not fall: one, and the next."""
    for control, bound in case.kinds().items():
        for rows in bound.kind.rows.values():
            names = bound.kind.columns(rows)[0]
            keys = [argument_key(control, name) for name in names]
            yield from zip(keys, keys[1:], strict=False)


def _parameters(case: Case, program: Program) -> Iterator[dict[str, Any]]:
    """Doors of all parameters, with the values that hold where a user gives none."""
    values: dict[Key, float | None] = dict(replace(case, schedules={}).values())
    for control, kind in case.kinds().items():
        values |= {argument_key(control, name): _argument(case, control, kind, name) for name in kind.parameters}
    for key, door in case.doors().items():
        value = values[key]
        known = {} if value is None else {"value": None if math.isinf(value) else value}
        yield {"name": label(key), **_door(door), **known}


def _argument(case: Case, control: str, kind: Bound, name: str) -> float | None:
    """An argument of a control's schedule in the inside unit; None where it must be given."""
    given = case.schedule(control).arguments.get(name, kind.parameters[name].value.get(EVERY))
    return None if given is None else kind.door(name).read(given)


def _door(door: Door) -> dict[str, Any]:
    low, high = door.between or (-math.inf, math.inf)
    return {
        **_unit(door.unit),
        "low": low if math.isfinite(low) else None,
        "high": high if math.isfinite(high) else None,
        "date": door.date,
        "endless": door.date or door.endless,
    }


def _unit(unit: Any) -> dict[str, Any]:
    return {"unit": u.readable(unit), "scale": u.scale(unit)}


def _unit_of(case: Case, key: Key) -> Any:
    """Declared unit of a quantity; the horizon, which no file declares, is in years."""
    quantity = case.meaning.quantities.get(key[0])
    return u.parse_unit("year") if quantity is None else quantity.unit
