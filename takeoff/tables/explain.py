"""A model told in full: every quantity with its equation, unit, value and source, by sector."""

from __future__ import annotations

from collections.abc import Iterator

from takeoff.algebra.reach import feeds, reached
from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.errors import InputError, near
from takeoff.spec.part import Part
from takeoff.spec.parts import Improvement, Mechanism, Parts, Scenario, Table
from takeoff.spec.readers import EVERY
from takeoff.tables.preface import preface

HEADER = ("sector", "kind", "name", "unit", "equation or value", "source", "meaning")
_KEYS = {
    "stocks": "start",
    "auxiliaries": "equation",
    "parameters": "value",
    "controls": "default",
    "outcomes": "equation",
}
KINDS = {
    "stocks": "stock",
    "flows": "flow",
    "auxiliaries": "auxiliary",
    "parameters": "parameter",
    "tables": "table",
    "controls": "control",
    "milestones": "milestone",
    "events": "event",
    "outcomes": "outcome",
    "promises": "promise",
    "scenarios": "scenario",
    "mechanisms": "mechanism",
    "improvements": "improvement",
}
"""Section -> what one of it is called, in the order of the text."""
Rows = list[tuple[str, ...]]


def quantity_rows(meaning: Meaning) -> Rows:
    """One row for everything that a model assumes: see HEADER.

    Arguments:
        meaning: a checked model.
    """
    parts, sector = meaning.spec.parts, meaning.spec.sector
    quantities = [
        (section, name, part.unit, _equation(getattr(part, key)), getattr(part, "source", ""), _meaning(part))
        for section, key in _KEYS.items()
        for name, part in getattr(parts, section).items()
    ]
    flows = [
        ("flows", name, "", _equation(flow.rate), "", _joined(f"Flows {_ends(flow.into, flow.out_of)}.", flow.meaning))
        for name, flow in parts.flows.items()
    ]
    rows = [(sector(row[0], row[1]), KINDS[row[0]], *row[1:]) for row in (*quantities, *flows, *_other_rows(parts))]
    order = {name: position for position, name in enumerate(meaning.spec.sectors)}
    return sorted(rows, key=lambda row: order[row[0]])


def _other_rows(parts: Parts) -> Rows:
    """Milestones, events, tables, promises, scenarios and improvements."""
    rows: Rows = [
        ("milestones", name, "", one.when, "", _joined(one.meaning, "It stops the run." if one.stop else ""))
        for name, one in parts.milestones.items()
    ]
    for name, event in parts.events.items():
        sets = "; ".join(f"{stock} = {text}" for stock, text in event.set.items())
        rows.append(
            (
                "events",
                name,
                "",
                f"at {event.at}: {sets}" if event.at else f"when {event.when}: {sets}",
                "",
                event.meaning,
            )
        )
    rows += [
        (
            "tables",
            name,
            table.unit,
            table_text(table),
            table.source,
            _joined(f"Interpolated ({table.between}).", table.meaning),
        )
        for name, table in parts.tables.items()
    ]
    rows += [("promises", name, "", text, "", "") for name, text in parts.promises.items()]
    rows += [
        ("scenarios", name, "", scenario_text(one), "", _joined(one.title and f"{one.title}.", one.meaning))
        for name, one in parts.scenarios.items()
    ]
    rows += [("mechanisms", name, "", mechanism_text(one), "", one.meaning) for name, one in parts.mechanisms.items()]
    rows += [
        ("improvements", name, "", improvement_text(one), "", one.meaning) for name, one in parts.improvements.items()
    ]
    return rows


def scenario_text(one: Scenario) -> str:
    """What a scenario changes: "lead = 2 year, follower_caution = follow(watch=caution)"."""
    return ", ".join(f"{name} = {_plain(given)}" for name, given in {**one.changes, **one.schedules}.items())


def mechanism_text(one: Mechanism) -> str:
    """What switches a mechanism off: "off with leak_base = 0, leak_deployment = 0"."""
    return f"off with {', '.join(f'{name} = {_plain(given)}' for name, given in one.off.items())}"


def improvement_text(one: Improvement) -> str:
    """What an improvement does: "lead + 1 month, leak_base * 0.5"."""
    added = [f"{name} + {_plain(given)}" for name, given in one.add.items()]
    return ", ".join([*added, *(f"{name} * {_plain(given)}" for name, given in one.multiply.items())])


def table_text(table: Table) -> str:
    """A lookup table as one line: "0: 1, 12: 2, 36: 8 by month"."""
    rows = (f"{_plain(x)}: {_plain(y)}" for x, y in zip(table.x, table.y, strict=True))
    return f"{', '.join(rows)} by {table.x_unit}"


def _meaning(part: Part) -> str:
    """A part's meaning, its range, and where it is read off."""
    between = getattr(part, "between", None)
    told = f"Between {_plain(between[0])} and {_plain(between[1])}." if between else ""
    at = getattr(part, "at", "")
    return _joined(part.meaning, told, f"Read off at the milestone {at}." if at else "")


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _ends(into: str, out_of: str) -> str:
    return _joined(f"out of {out_of}" if out_of else "", f"into {into}" if into else "")


def _equation(given: object) -> str:
    if isinstance(given, dict):
        return "; ".join(
            f"{member}: {_plain(text)}" if member != EVERY else _plain(text) for member, text in given.items()
        )
    return _plain(given)


def _plain(value: object) -> str:
    """A number without a needless ".0", anything else as it is."""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() and abs(value) < 1e9 else str(value)


def model_text(meaning: Meaning) -> str:
    """The whole model as text, sector by sector.

    Arguments:
        meaning: a checked model.
    """
    header, spec = meaning.header, meaning.spec
    lines = [f"{header.name}: {header.title}", *preface(header)]
    sector = ""
    for row in quantity_rows(meaning):
        if row[0] != sector:
            sector = row[0]
            title = spec.sectors[sector].title or sector
            lines += ["", title, "-" * len(title)]
        lines += list(_row_lines(row))
    return "\n".join(lines)


_SIGNS = {
    "stock": " = starts at ",
    "milestone": ": when ",
    "event": ": ",
    "promise": ": ",
    "scenario": ": ",
    "improvement": ": ",
}


def _row_lines(row: tuple[str, ...]) -> Iterator[str]:
    _, kind, name, unit, equation, source, meaning = row
    in_unit = f" [{unit}]" if unit else ""
    yield f"{kind} {name}{in_unit}{_SIGNS.get(kind, ' = ')}{equation}{f'   ({source})' if source else ''}"
    if meaning:
        yield f"    {meaning}"


def quantity_text(meaning: Meaning, name: str) -> str:
    """One quantity: equation, unit, value, source, what feeds it and what it reaches.

    Arguments:
        meaning: a checked model.
        name: a quantity, flow or outcome.

    Raises:
        InputError: the model has nothing of that name.
    """
    rows = [row for row in quantity_rows(meaning) if row[2] == name]
    if not rows:
        raise InputError(
            f"the model has nothing called '{name}'",
            near(name, [row[2] for row in quantity_rows(meaning)]) or "'takeoff explain MODEL' shows everything",
        )
    spec, graph = meaning.spec, feeds(meaning)
    lines: list[str] = []
    for row in rows:
        section = next(section for section, kind in KINDS.items() if kind == row[1])
        lines += [*_row_lines(row), f"    declared at {spec.place(section, name)}"]
        if source := spec.parts.sources.get(row[5]):
            lines.append(f"    source: {source.title}{f', {source.where}' if source.where else ''}")
    lines += _filled_by(meaning, name)
    for node in [node for node in (name, f"outcome {name}", f"milestone {name}") if node in graph]:
        found = reached(graph, node)
        outcomes = [target.removeprefix("outcome ") for target in found if target.startswith("outcome ")]
        quantities = [target for target in found if target in meaning.quantities]
        lines += [f"{node} is fed by: {', '.join(graph[node]) or 'nothing'}"]
        lines += [f"{node} reaches: {', '.join(quantities) or 'no other quantity'}"]
        lines += [f"outcomes that {node} can move: {', '.join(outcomes) or 'none'}"]
    return "\n".join(lines)


def _filled_by(meaning: Meaning, name: str) -> list[str]:
    flows = {
        flow: f"{_ends(part.into, part.out_of)} at {_equation(part.rate)}"
        for flow, part in meaning.spec.parts.flows.items()
        if name in (part.into.partition("[")[0], part.out_of.partition("[")[0])
    }
    return [f"flow {flow}: {text}" for flow, text in flows.items()]


def check_counts(meaning: Meaning) -> dict[str, int]:
    """What was found in a model, in counts; only what there is."""
    sections = [section for section in KINDS if section not in ("scenarios", "mechanisms", "improvements")]
    units = len({u.readable(quantity.unit) for quantity in meaning.quantities.values()})
    parts = {section: len(getattr(meaning.spec.parts, section)) for section in sections}
    counts = {"files": len(meaning.spec.sectors), **parts, "units": units}
    return {name: count for name, count in counts.items() if count}


def check_text(meaning: Meaning) -> str:
    """A clean bill: what was found and proven, in counts.

    Arguments:
        meaning: a checked model.
    """
    singular = {**KINDS, "files": "file", "units": "unit"}
    counts = [f"{n} {name if n > 1 else singular[name]}" for name, n in check_counts(meaning).items()]
    return f"{meaning.header.name}: no problems; {', '.join(counts)}"
