"""What XMILE cannot carry: events that never come are noted, others refused, and schedules that watch the model."""

from __future__ import annotations

from collections.abc import Mapping

from takeoff.algebra.system import Jump, System, pointwise
from takeoff.equations.scope import Key
from takeoff.errors import InputError
from takeoff.schedules.bound import Bound
from takeoff.solve.generate import generate
from takeoff.solve.guard import numbers


def refuse_events(system: System, values: Mapping[Key, float], horizon: float) -> list[str]:
    """A note for every event that does not come before the horizon.

    Arguments:
        system: closed.
        values: every parameter in inside units.
        horizon: length of the run [year].

    Raises:
        InputError: an event may come, at which stocks jump.
    """
    for event in system.events:
        if event.at is None:
            hint = "leave the event out of the model, or take its stocks to the new value by a flow"
            raise InputError(f"XMILE has no jumps of stocks: event '{event.name}' comes when a condition holds", hint)
        if (date := _date(system, event, values)) < horizon:
            hint = "set its date to never, or end the run earlier (--set horizon=...)"
            message = f"XMILE has no jumps of stocks: event '{event.name}' comes {date:g} years after the start"
            raise InputError(message, hint)
    return [f"Event '{event.name}' is left out; with these values it does not come." for event in system.events]


def refuse_schedules(schedules: Mapping[str, Bound]) -> None:
    """Refuse schedules that are more than an equation of time and their arguments.

    Arguments:
        schedules: control -> its kind of schedule.

    Raises:
        InputError: XMILE cannot carry one.
    """
    for control, bound in schedules.items():
        if not bound.kind.is_plain:
            message = f"XMILE cannot carry the schedule '{bound.kind.name}' of '{control}'"
            raise InputError(message, "export with a schedule of time alone, such as ramp(start=3 year, length=2 year)")


def _date(system: System, event: Jump, values: Mapping[Key, float]) -> float:
    switches = {symbol: pointwise(switch) for symbol, switch in system.switches.items()}
    date = generate({**system.all_assignments(), **switches}, [event.at], [], tuple(system.parameters.values()))
    return numbers(date.bind([values[key] for key in system.parameters]))[0]
