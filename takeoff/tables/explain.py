"""A model told in full: every quantity with its equation, unit, value and source, by sector."""

from __future__ import annotations

from collections.abc import Iterator

from takeoff.algebra.reach import feeds, reached
from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.errors import InputError, near
from takeoff.spec.parts import EVERY

HEADER = ("sector", "kind", "name", "unit", "equation or value", "source", "meaning")
_KEYS = {"stocks": "start", "auxiliaries": "equation", "parameters": "value", "controls": "default", "outcomes": "equation"}
KINDS = {"stocks": "stock", "auxiliaries": "auxiliary", "parameters": "parameter", "controls": "control", "outcomes": "outcome"}


def quantity_rows(meaning: Meaning) -> list[tuple[str, ...]]:
    """One row for every quantity, flow and outcome: see HEADER.

    Arguments:
        meaning: a checked model.
    """
    parts, spec = meaning.spec.parts, meaning.spec
    rows = [
        (spec.sector(section, name), KINDS[section], name, part.unit, _equation(getattr(part, key)),
         getattr(part, "source", ""), part.meaning)
        for section, key in _KEYS.items()
        for name, part in getattr(parts, section).items()
    ]
    rows += [
        (spec.sector("flows", name), "flow", name, "", _equation(flow.rate), "", _flow_meaning(flow.into, flow.out_of))
        for name, flow in parts.flows.items()
    ]
    order = {sector: position for position, sector in enumerate(spec.sectors)}
    return sorted(rows, key=lambda row: order[row[0]])


def _flow_meaning(into: str, out_of: str) -> str:
    return " ".join(text for text in (f"out of {out_of}" if out_of else "", f"into {into}" if into else "") if text)


def _equation(given: object) -> str:
    if isinstance(given, dict):
        return "; ".join(f"{member}: {text}" if member != EVERY else str(text) for member, text in given.items())
    return str(given)


def model_text(meaning: Meaning) -> str:
    """The whole model as text, sector by sector.

    Arguments:
        meaning: a checked model.
    """
    header, spec = meaning.header, meaning.spec
    lines = [f"{header.name}: {header.title}", *([header.meaning] if header.meaning else [])]
    sector = ""
    for row in quantity_rows(meaning):
        if row[0] != sector:
            sector = row[0]
            title = spec.sectors[sector].title or sector
            lines += ["", title, "-" * len(title)]
        lines += list(_row_lines(row))
    return "\n".join(lines)


def _row_lines(row: tuple[str, ...]) -> Iterator[str]:
    _, kind, name, unit, equation, source, meaning = row
    starts = "starts at " if kind == "stock" else ""
    yield f"{kind} {name}{f' [{unit}]' if unit else ''} = {starts}{equation}{f'   ({source})' if source else ''}"
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
        raise InputError(f"the model has nothing called '{name}'", near(name, [row[2] for row in quantity_rows(meaning)]))
    spec, graph = meaning.spec, feeds(meaning)
    lines: list[str] = []
    for row in rows:
        section = next((s for s, kind in KINDS.items() if kind == row[1]), "flows")
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
        flow: _flow_meaning(part.into, part.out_of) + f" at {_equation(part.rate)}"
        for flow, part in meaning.spec.parts.flows.items()
        if name in (part.into.partition("[")[0], part.out_of.partition("[")[0])
    }
    return [f"flow {flow}: {text}" for flow, text in flows.items()]


def check_counts(meaning: Meaning) -> dict[str, int]:
    """What was found in a model, in counts; only what there is."""
    sections = ("stocks", "flows", "auxiliaries", "parameters", "controls", "milestones", "events", "outcomes", "promises")
    units = len({u.readable(quantity.unit) for quantity in meaning.quantities.values()})
    parts = {section: len(getattr(meaning.spec.parts, section)) for section in sections}
    counts = {"files": len(meaning.spec.sectors), **parts, "units": units}
    return {name: count for name, count in counts.items() if count}


def check_text(meaning: Meaning) -> str:
    """A clean bill: what was found and proven, in counts.

    Arguments:
        meaning: a checked model.
    """
    counts = [f"{count} {name if count > 1 else name[:-1]}" for name, count in check_counts(meaning).items()]
    return f"{meaning.header.name}: no problems; {', '.join(counts)}".replace("auxiliarie,", "auxiliary,")
