"""What a model declares: quantities with their units, and the values of parameters, controls, scenarios, mechanisms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from takeoff.equations import units as u
from takeoff.equations.computed import compute, in_order
from takeoff.equations.functions import FUNCTIONS
from takeoff.equations.meaning import Cell
from takeoff.equations.reader import Reader
from takeoff.equations.reads import bindings
from takeoff.equations.scope import Key, Quantity, label
from takeoff.equations.values import NEVER, Door, ValueFlaw, reads_names, spelled
from takeoff.errors import Problem
from takeoff.spec.parts import Parameter
from takeoff.spec.readers import EVERY
from takeoff.spec.shape import KEYED, NAMED, QUANTITIES

HORIZON = "horizon"


@dataclass(frozen=True)
class Numbers:
    """Doors and defaults of everything that takes a number.

    Arguments:
        doors: parameter -> what it lets in; `horizon` included.
        values: parameter of a member -> default in the inside unit.
        defaults: control -> default.
        computed: parameters whose value is an equation of others, in order.
    """

    doors: dict[str, Door]
    values: dict[Key, float]
    defaults: dict[str, float]
    computed: dict[Key, Cell]


def declare(reader: Reader) -> None:
    """Read the declarations of all quantities.

    Arguments:
        reader: gets the quantities and the problems.
    """
    others = {*NAMED, *KEYED} - {*QUANTITIES}
    reader.broken.update(name for section, name in reader.spec.broken if section not in others)
    for section in QUANTITIES:
        for name, part in getattr(reader.spec.parts, section).items():
            place = reader.spec.place(section, name)
            if name in FUNCTIONS:
                message = f"{section}.{name} has the name of a function of equations"
                reader.problems.append(Problem(message, place, hint=f"add an underscore: '{name}_'"))
            unit = reader.unit(part.unit, section, name)
            if unit is None:
                reader.broken.add(name)
            elif name not in reader.quantities:
                reader.quantities[name] = Quantity(name, section, unit, getattr(part, "over", ()), place)


def numbers(reader: Reader) -> Numbers:
    """Read the values of parameters, controls, scenarios and mechanisms.

    Arguments:
        reader: with declared quantities; gets the problems.
    """
    time = reader.spec.parts.model.time
    dates = {event.at.strip() for event in reader.spec.parts.events.values()}
    found = Numbers({}, {}, {}, {})
    for name, part in reader.spec.parts.parameters.items():
        if name in reader.quantities:
            date = name in dates or part.date or str(part.value.get(EVERY)).strip() == NEVER
            found.doors[name] = Door(reader.quantities[name].unit, part.between, date, time.start)
            _check_date(reader, name, part, date)
            _values(reader, found, name, part)
    _compute(reader, found)
    found.doors[HORIZON] = Door(u.parse_unit("year"), (1e-9, 1e5), date=True, start=time.start)
    found.values[HORIZON, ()] = time.stop - time.start
    _defaults(reader, found)
    _scenarios(reader, found)
    _mechanisms(reader, found)
    return found


def _check_date(reader: Reader, name: str, part: Parameter, date: bool) -> None:
    unit = reader.quantities[name].unit
    if date and not u.same_dimension(unit, u.parse_unit("year")):
        message = f"parameters.{name}: a date is in a unit of time, got {u.readable(unit)}"
        place = reader.spec.place("parameters", name, "unit")
        reader.problems.append(Problem(message, place, part.unit, width=len(part.unit), hint='unit = "year"'))


def _values(reader: Reader, found: Numbers, name: str, part: Parameter) -> None:
    equations = {member: str(given) for member, given in part.value.items() if reads_names(given)}
    cells = reader.repeated(("parameters", name, "value"), equations, "values", reader.wanted(name), part.over)
    found.computed.update({cell.key: cell for cell in cells})
    read = {
        member: 0.0 if member in equations else read_value(reader, found.doors[name], given, _path(name, member))
        for member, given in part.value.items()
    }
    for binding in bindings(part.over, reader.dimensions):
        members = tuple(binding.values())
        found.values[name, members] = read[EVERY] if EVERY in read else read["".join(members)]


def _path(name: str, member: str) -> tuple[str, ...]:
    return ("parameters", name, "value", member)


def _compute(reader: Reader, found: Numbers) -> None:
    """Order the computed parameters and fill in their defaults."""
    in_sequence = in_order(reader, found.computed.values())
    found.computed.clear()
    found.computed.update(in_sequence)
    if reader.problems or reader.spec.problems:
        return
    try:
        found.values.update(compute(found.computed, found.values))
    except ValueFlaw as flaw:
        name = str(flaw).split("'")[1].partition("[")[0]
        reader.problems.append(Problem(f"parameters.{name}: {flaw}", reader.spec.place("parameters", name, "value")))


def _defaults(reader: Reader, found: Numbers) -> None:
    for name, part in reader.spec.parts.controls.items():
        if name not in reader.quantities:
            continue
        unit = reader.quantities[name].unit
        if not u.dimensionless(unit):
            place = reader.spec.place("controls", name, "unit")
            message = f"controls.{name}: a control is a share (unit 1), got {u.readable(unit)}"
            reader.problems.append(Problem(message, place, part.unit, width=len(part.unit)))
        else:
            found.defaults[name] = read_value(
                reader, Door(unit, part.between), part.default, ("controls", name, "default")
            )


def _scenarios(reader: Reader, found: Numbers) -> None:
    for scenario, part in reader.spec.parts.scenarios.items():
        for name, given in part.changes.items():
            parameter = name.partition("[")[0]
            if parameter in found.doors:
                read_value(reader, found.doors[parameter], given, ("scenarios", scenario, name))


def _mechanisms(reader: Reader, found: Numbers) -> None:
    for mechanism, part in reader.spec.parts.mechanisms.items():
        for name, given in part.off.items():
            parameter, path = name.partition("[")[0], ("mechanisms", mechanism, "off", name)
            if parameter not in found.doors:  # told where names are checked
                continue
            read_value(reader, found.doors[parameter], given, path)
            if not any(name in (key[0], label(key)) for key in found.values):
                message = f"{'.'.join(path[:-1])}: the model has no parameter '{name}'"
                reader.problems.append(Problem(message, reader.spec.place(*path)))


def read_value(reader: Reader, door: Door, given: Any, path: tuple[str, ...]) -> float:
    """A value in the inside unit; 0 after a problem.

    Arguments:
        reader: gets the problem.
        door: what is let in.
        given: what the file says.
        path: keys that it stands under.
    """
    try:
        return door.read(given)
    except ValueFlaw as flaw:
        text, owner = spelled(given), ".".join(key for key in path if key not in ("value", "default", EVERY))
        reader.problems.append(Problem(f"{owner}: {flaw}", reader.spec.place(*path), text, width=len(text)))
        return 0.0
