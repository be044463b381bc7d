"""A race in words: the lead in time and when it is lost, what events do to it, the overhang of a lifted pause."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from takeoff.equations import units as u
from takeoff.equations.scope import label
from takeoff.solve.lifted import Lifted, lifted
from takeoff.solve.race import Happened, Lead, happened, time_lead
from takeoff.solve.run import Run
from takeoff.tables.amounts import SHORTEST, duration, number, with_unit
from takeoff.tables.dates import date

LEAST_OVERHANG = 0.01
"""A gain that is above that before a pause by less than this share of it is none."""
MOST_EVENTS = 5
"""Events that are told one by one."""


def race_lines(run: Run) -> list[str]:
    """Lines on the races of a run: their leads, then events and lifted pauses in the order of time.

    Arguments:
        run: a finished run; of a model without races it tells nothing.
    """
    leads = [time_lead(run, race) for race in run.meaning.races.values()]
    if not leads:
        return []
    events = happened(run)
    told = [(one.time, _event(one, leads)) for one in events[:MOST_EVENTS]]
    told += [(one.time, _lifted(run, one, leads)) for one in lifted(run)]
    more = [f"{len(events) - MOST_EVENTS} more events"] if len(events) > MOST_EVENTS else []
    return [*map(_lead, leads), *(text for _, text in sorted(told, key=lambda pair: pair[0])), *more]


def _lead(lead: Lead) -> str:
    """One lead: where it can first be told, at its smallest, at the end, and whether it is lost."""
    lost = f"overtaken on {date(lead.overtaken)}" if lead.overtaken is not None else "never overtaken"
    if lead.first is None:
        return f"{lead.race.label}: more than {duration(abs(lead.years[-1]))} throughout; {lost}"
    (begin, years), end = lead.first, float(lead.years[-1])
    points = [f"{lead_text(years)} on {date(begin)}, the first that can be told"]
    least = int(np.argmin(np.where(lead.known, lead.years, np.inf)))
    if lead.years[least] < min(years, end) - SHORTEST:
        points.append(f"{lead_text(lead.years[least])} at its smallest, on {date(lead.time[least])}")
    return f"{lead.race.label}: {'; '.join([*points, f'{lead_text(end)} at the end'])}; {lost}"


def lead_text(years: float) -> str:
    """A lead in words: "12 months ahead", "4.6 months behind", "level"."""
    if abs(years) < SHORTEST:
        return "level"
    return f"{duration(abs(years))} {'ahead' if years > 0 else 'behind'}"


def _event(one: Happened, leads: list[Lead]) -> str:
    """Events of one time: what they do to the quantities of races, and to leads."""
    changes: dict[str, str] = {}
    for lead in leads:
        for key, values in ((lead.race.leader, lead.leader), (lead.race.follower, lead.follower)):
            before, after = values[one.before], values[one.after]
            if before != after:
                reached = with_unit(number(after, 4), lead.unit)
                changes[label(key)] = f"{label(key)} from {number(before, 4)} to {reached}"
        if abs(lead.years[one.before] - lead.years[one.after]) > SHORTEST:
            change = f"from {lead_text(lead.years[one.before])} to {lead_text(lead.years[one.after])}"
            changes[lead.race.label] = f"{lead.race.label} {change}"
    names = " and ".join(name.replace("_", " ") for name in one.events)
    return f"{names} on {date(one.time)}" + (f": {', '.join(changes.values())}" if changes else "")


def _lifted(run: Run, one: Lifted, leads: list[Lead]) -> str:
    """A lifted pause: what the quantities of races gain soon after it above their pace before."""
    names = dict.fromkeys(label(key) for lead in leads for key in (lead.race.leader, lead.race.follower))
    told = "; ".join(text for name in names for text in _overhang(run, one, name))
    controls = " and ".join(control.replace("_", " ") for control in one.controls)
    whole = f"{controls} lifted on {date(one.time)}"
    return f"{whole}: in the {duration(one.years)} after, {told}" if told else f"{whole}, without overhang"


def _overhang(run: Run, one: Lifted, name: str) -> Iterator[str]:
    """What a quantity gains above its pace before, if it does; where no pace before is known, what it gains."""
    after, before = one.gains(run, name)
    unit = u.readable(run.unit(name))
    shown = with_unit(number(after, 3), unit)
    if before is None:
        yield f"{name} gains {shown}"
    elif after - before > LEAST_OVERHANG * abs(before):
        yield f"{name} gains {shown}, {number(after - before, 3)} of it overhang above its pace before the pause"
