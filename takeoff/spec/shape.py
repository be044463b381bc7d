"""What pydantic cannot say of names: which are legal, which clash, which are referred to and missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from takeoff.errors import Place, Problem, brief, near
from takeoff.spec.concept_parts import OUTCOMES
from takeoff.spec.names import flaw_of_key, flaw_of_name
from takeoff.spec.parts import Parts, Scenario
from takeoff.spec.validate import Names

QUANTITIES = ("stocks", "auxiliaries", "parameters", "controls")
"""Sections that share one namespace."""

NAMED = (*QUANTITIES, "dimensions", "tables", "flows", "milestones", "events", "outcomes")
KEYED = ("sources", "scenarios", "mechanisms", "improvements", "correlations", "panels", "races", "promises", "figures")
LEGAL_SOURCES = ("assumed", "definition")
MOST = 2_000
"""Most parts of one section."""


@dataclass(frozen=True)
class Sheet:
    """What the checks of shape look at.

    Arguments:
        parts: parts of the right shape.
        where: gives the place of a path of keys.
        broken: parts that were left out.
    """

    parts: Parts
    where: Callable[..., Place]
    broken: Names = frozenset()

    def names(self, section: str) -> list[str]:
        """Names of a section, those left out included."""
        return [*getattr(self.parts, section), *(name for one, name in self.broken if one == section)]


def problems_of(sheet: Sheet) -> list[Problem]:
    """List what is wrong with names and with parts that belong together.

    Arguments:
        sheet: what to look at.
    """
    checks = (
        _names,
        _clashes,
        _pairs,
        _milestones,
        _chosen,
        _changes,
        _scenarios,
        _mechanisms,
        _improvements,
        _panels,
        _sources,
        _times,
    )
    return [problem for check in checks for problem in check(sheet)]


def _names(sheet: Sheet) -> Iterator[Problem]:
    for sections, flaw_of in ((NAMED, flaw_of_name), (KEYED, flaw_of_key)):
        for section in sections:
            names = list(getattr(sheet.parts, section))
            if len(names) > MOST:
                yield Problem(f"[{section}] has {len(names)} entries, at most {MOST} are read", sheet.where(section))
            for name in names[:MOST]:
                if flaw := flaw_of(name):
                    message = f"'{brief(name)}' is no name for one of [{section}]: {flaw}"
                    yield Problem(message, sheet.where(section, name))
    name = sheet.parts.model.name
    if flaw := flaw_of_key(name):
        yield Problem(f"'{brief(name)}' is no name for a model: {flaw}", sheet.where("model", "name"))


def _clashes(sheet: Sheet) -> Iterator[Problem]:
    first: dict[str, str] = {}
    members = {member: f"dimensions.{d}" for d, names in sheet.parts.dimensions.items() for member in names}
    for section in ("dimensions", *QUANTITIES):
        for name in getattr(sheet.parts, section):
            taken, place = first.setdefault(name, section), sheet.where(section, name)
            if taken != section:
                other = sheet.where(taken, name).short
                yield Problem(
                    f"{section}.{name} has the name of {taken}.{name}", place, hint=f"the first is in {other}"
                )
            elif name in members and section != "dimensions":
                yield Problem(f"{section}.{name} has the name of a member of {members[name]}", place)


def _pairs(sheet: Sheet) -> Iterator[Problem]:
    for name, flow in sheet.parts.flows.items():
        if not flow.into and not flow.out_of:
            hint = 'say into = "..." or out_of = "..."'
            yield Problem(f"flows.{name} goes nowhere", sheet.where("flows", name), hint=hint)
    for name, event in sheet.parts.events.items():
        if bool(event.at) == bool(event.when):
            message = f"events.{name} needs either 'at' (a date) or 'when' (a condition)"
            yield Problem(message, sheet.where("events", name))
        if not event.set:
            yield Problem(f"events.{name} sets nothing", sheet.where("events", name, "set"))


def _milestones(sheet: Sheet) -> Iterator[Problem]:
    known = sheet.names("milestones")
    for name, outcome in sheet.parts.outcomes.items():
        if outcome.at and outcome.at not in known:
            message, place = (
                f"outcomes.{name}: unknown milestone '{brief(outcome.at)}'",
                sheet.where("outcomes", name, "at"),
            )
            yield Problem(message, place, outcome.at, width=len(outcome.at), hint=near(outcome.at, known))


def _chosen(sheet: Sheet) -> Iterator[Problem]:
    """A goal or lead that is no outcome, or a goal of which nobody knows which way is better."""
    known = sheet.names("outcomes")
    for concept in OUTCOMES:
        name, place = getattr(sheet.parts.concepts, concept), sheet.where("concepts", concept)
        if name and name not in known:
            message = f"concepts.{concept}: unknown outcome '{brief(name)}'"
            yield Problem(message, place, name, width=len(name), hint=near(name, known))
        elif concept == "goal" and name in sheet.parts.outcomes and not sheet.parts.outcomes[name].better:
            hint = f'say better = "higher" or "lower" in outcomes.{name}'
            yield Problem(f"concepts.goal: outcomes.{name} has no 'better'", place, hint=hint)


def _changes(sheet: Sheet) -> Iterator[Problem]:
    """Parameters that scenarios, mechanisms and improvements change, and that the model does not have."""
    known = [*sheet.names("parameters"), "horizon"]
    given: dict[tuple[str, ...], Iterable[str]] = {
        ("scenarios", n): part.changes for n, part in sheet.parts.scenarios.items()
    }
    given |= {("mechanisms", name, "off"): part.off for name, part in sheet.parts.mechanisms.items()}
    for name, one in sheet.parts.improvements.items():
        given |= {("improvements", name, "add"): one.add, ("improvements", name, "multiply"): one.multiply}
    for path, names in given.items():
        for name in names:
            if name.partition("[")[0] not in known:
                message = f"{'.'.join(path)}: unknown parameter '{brief(name)}'"
                yield Problem(message, sheet.where(*path, name), hint=near(name, known))


def _scenarios(sheet: Sheet) -> Iterator[Problem]:
    """Controls that scenarios schedule, and that the model does not have; parameters named like a key of theirs."""
    known = sheet.names("controls")
    for name, one in sheet.parts.scenarios.items():
        for control in one.schedules:
            if control not in known:
                message = f"scenarios.{name}: unknown control '{brief(control)}'"
                hint = near(control, known) or "the model has none"
                yield Problem(message, sheet.where("scenarios", name, "schedules", control), hint=hint)
        for key in sorted(one.model_fields_set & set(Scenario.model_fields) & set(sheet.parts.parameters)):
            message = f"scenarios.{name}: '{key}' is a key of scenarios, and a parameter of this model"
            yield Problem(message, sheet.where("scenarios", name, key), hint=f"rename the parameter: '{key}_'")


def _mechanisms(sheet: Sheet) -> Iterator[Problem]:
    """Mechanisms that nothing switches off."""
    for name, one in sheet.parts.mechanisms.items():
        if not one.off:
            hint = "say off = { PARAMETER = 0 }: values with which it has no effect"
            yield Problem(f"mechanisms.{name} is never off", sheet.where("mechanisms", name, "off"), hint=hint)


def _improvements(sheet: Sheet) -> Iterator[Problem]:
    """Improvements that change nothing, or that cannot be a yardstick."""
    first = ""
    for name, one in sheet.parts.improvements.items():
        owner, place = f"improvements.{name}", sheet.where("improvements", name)
        if not one.add and not one.multiply:
            yield Problem(f"{owner} changes nothing", place, hint='say add = { PARAMETER = "1 month" }, or multiply')
        if one.yardstick and (len(one.add) != 1 or one.multiply):
            message = f"{owner}: a yardstick adds to one parameter, and does nothing else"
            yield Problem(message, sheet.where("improvements", name, "yardstick"))
        if one.yardstick and first:
            message = f"{owner}: the yardstick is improvements.{first} already"
            yield Problem(message, sheet.where("improvements", name, "yardstick"), hint="at most one is")
        first = first or (name if one.yardstick else "")


def _panels(sheet: Sheet) -> Iterator[Problem]:
    """Panels that show nothing, or the lead of a race that the model does not have."""
    known = sheet.names("races")
    for name, panel in sheet.parts.panels.items():
        if bool(panel.show) == bool(panel.race):
            hint = 'say show = ["NAME"], or race = "NAME"'
            yield Problem(f"panels.{name} needs either 'show' or 'race'", sheet.where("panels", name), hint=hint)
        if panel.race and panel.race not in known:
            message, place = f"panels.{name}: unknown race '{brief(panel.race)}'", sheet.where("panels", name, "race")
            yield Problem(message, place, panel.race, width=len(panel.race), hint=near(panel.race, known))


def _sources(sheet: Sheet) -> Iterator[Problem]:
    known = {*sheet.names("sources"), *LEGAL_SOURCES}
    for section in QUANTITIES:
        for name, part in getattr(sheet.parts, section).items():
            source = part.source
            if source and source not in known:
                message, place = (
                    f"{section}.{name}: unknown source '{brief(source)}'",
                    sheet.where(section, name, "source"),
                )
                yield Problem(
                    message, place, source, width=len(source), hint=near(source, known) or "add it to [sources]"
                )


def _times(sheet: Sheet) -> Iterator[Problem]:
    time = sheet.parts.model.time
    if not (-1e4 < time.start < time.stop < 1e5):
        yield Problem("model.time: 'stop' must be later than 'start'", sheet.where("model", "time"))
