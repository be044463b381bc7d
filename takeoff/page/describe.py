"""A model described: what a page needs to lay itself out."""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from takeoff.equations import units as u
from takeoff.equations.meaning import Cell, Meaning
from takeoff.equations.reads import key_of
from takeoff.equations.scope import Key, label
from takeoff.equations.shown import Panel, is_parameter, name_of, panels, quantity_name, race_of
from takeoff.equations.words import in_words
from takeoff.errors import RunError
from takeoff.page.plain import plain
from takeoff.page.served import KEPT, served
from takeoff.page.sliders import interval, prior_words, slider, span_slider
from takeoff.page.view import View
from takeoff.solve.case import Case, Given
from takeoff.spec.figure_parts import LimitsFigure
from takeoff.version import package_version

QUESTION = "When should it slow down, how abruptly, and what does that buy?"
"""What is asked of a model that does not say, if it has something to decide."""
ASSUMED = "assumed"


def model(view: View) -> dict[str, Any]:
    """The description of the model of a view; what the view changes is no part of it.

    Arguments:
        view: names the model.
    """
    return dict(_description(view.model, view.path))


@functools.lru_cache(maxsize=KEPT)
def _description(name: str, path: Path) -> dict[str, Any]:
    case = served(path)
    meaning, parts, header = case.meaning, case.meaning.spec.parts, case.meaning.header
    return {
        "schema": 1,
        "model": name,
        "title": header.title,
        "question": header.question or (QUESTION if parts.concepts.goal and parts.controls else header.title),
        "meaning": header.meaning,
        "time": {"start": header.time.start, "stop": header.time.stop},
        "version": package_version(),
        "sha256": meaning.spec.digest,
        "goal": _concept(meaning, parts.concepts.goal),
        "lead": _concept(meaning, parts.concepts.lead),
        "control": _control(meaning),
        "parameters": _parameters(case),
        "presets": _presets(case),
        "mechanisms": _mechanisms(case),
        "slowdown": _slowdown(case),
        "panels": _panels(meaning),
        "outcomes": [_outcome(meaning, name) for name in parts.outcomes],
        "milestones": [{**_named(name, one), "stop": one.stop} for name, one in parts.milestones.items()],
        "limits": _limits(meaning),
    }


def shown_keys(meaning: Meaning) -> list[Key]:
    """Quantities and leads of races that the panels show, each once, in order.

    Arguments:
        meaning: the model.
    """
    return list(dict.fromkeys(key for panel in _shown(meaning) for key in panel.keys))


def _shown(meaning: Meaning) -> list[Panel]:
    """Panels; none for a model that has nothing to draw."""
    return panels(meaning) if meaning.panels or meaning.starts or meaning.auxiliaries else []


def _named(name: str, part: Any) -> dict[str, Any]:
    """Name and label of a part."""
    return {"name": name, "label": in_words(name, part.label).replace("-", " ")}


def _outcome(meaning: Meaning, name: str) -> dict[str, Any]:
    part = meaning.spec.parts.outcomes[name]
    told = {"unit": u.readable(meaning.outcome_units[name].unit), "better": part.better, "meaning": part.meaning}
    return {**_named(name, part), **told}


def _concept(meaning: Meaning, name: str) -> dict[str, Any] | None:
    return _outcome(meaning, name) if name else None


def _control(meaning: Meaning) -> dict[str, Any] | None:
    for name, part in meaning.spec.parts.controls.items():
        return {**_named(name, part), "meaning": part.meaning, "between": list(part.between)}
    return None


def _presets(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "title": one.title or name,
            "meaning": one.meaning,
            "set": _changed(case, one.changes),
            "schedules": dict(one.schedules),
        }
        for name, one in case.meaning.spec.parts.scenarios.items()
    ]


def _mechanisms(case: Case) -> list[dict[str, Any]]:
    return [
        {**_named(name, one), "meaning": one.meaning, "set": _changed(case, one.off)}
        for name, one in case.meaning.spec.parts.mechanisms.items()
    ]


def _changed(case: Case, given: Mapping[str, Given]) -> dict[str, float | None]:
    """Values that a model's file gives, a member each, in declared units; None for never."""
    doors = case.meaning.doors
    return {label(key): plain(doors[key[0]].show(value)) for key, value in case.change(given).given().items()}


def _parameters(case: Case) -> list[dict[str, Any]]:
    meaning = case.meaning
    presets = [case.scenario(name).given() for name in meaning.spec.parts.scenarios]
    own = [key for key in meaning.values if key[0] in meaning.spec.parts.parameters]
    return [_parameter(case, key, [one[key] for one in presets if key in one]) for key in own]


def _parameter(case: Case, key: Key, preset: list[float]) -> dict[str, Any]:
    meaning, value = case.meaning, case.meaning.values[key]
    part, door = meaning.spec.parts.parameters[key[0]], meaning.doors[key[0]]
    low, high = door.between or (-math.inf, math.inf)
    return {
        "name": label(key),
        "label": quantity_name(meaning, key),
        "meaning": part.meaning,
        "unit": u.readable(door.unit),
        "value": plain(door.show(value)),
        "low": plain(low),
        "high": plain(high),
        "slider": slider(case, key, [value, *preset]),
        "prior": prior_words(case, key),
        "interval": interval(case, key),
        "source": _source(meaning, part.source),
        "assumed": part.source == ASSUMED,
        "headline": part.headline,
        "date": door.date,
        "sector": _sector(meaning, key[0]),
    }


def _sector(meaning: Meaning, parameter: str) -> str:
    """Title of the file that a parameter stands in, or its name."""
    stem = meaning.spec.sector("parameters", parameter)
    return meaning.spec.sectors[stem].title or stem


def _source(meaning: Meaning, name: str) -> dict[str, str] | None:
    part = meaning.spec.parts.sources.get(name)
    return None if part is None else {"title": part.title, "where": part.where, "url": part.url}


def limits_part(meaning: Meaning) -> LimitsFigure | None:
    """What the model's first figure of limits is of; None where it has none.

    Arguments:
        meaning: the model.
    """
    figures = meaning.spec.parts.figures.values()
    return next((one for one in figures if isinstance(one, LimitsFigure)), None)


def _limits(meaning: Meaning) -> dict[str, Any] | None:
    part = limits_part(meaning)
    if part is None:
        return None
    names = [{"name": name, "label": name_of(meaning, name)} for name in part.limits]
    told = {"of": part.of, "label": name_of(meaning, part.of), "panel": _limited_panel(meaning, part.of)}
    return {**told, "names": names}


def _limited_panel(meaning: Meaning, limited: str) -> str | None:
    """The first panel that shows a stock which a flow of this rate fills or drains; None where none does."""
    stocks = {key for flow in meaning.flows if _is(flow.cell, limited) for key in (flow.into, flow.out_of)}
    shown = zip(_panel_names(meaning), _shown(meaning), strict=True)
    return next((name for name, panel in shown if stocks.intersection(panel.keys)), None)


def _is(cell: Cell, quantity: str) -> bool:
    """Whether a cell's equation is nothing but a quantity, given its label."""
    return label(key_of(cell.equation.tree, cell.binding)) == quantity


def _slowdown(case: Case) -> dict[str, Any]:
    """What a slowdown may be, and the sliders over what is usual: as long as the longest run of a preset."""
    horizon, longest = case.horizon(), _longest(case)
    spans = {"start": (horizon, longest), "depth": (1.0, 1.0), "length": (horizon, longest / 2)}
    return {
        name: {"low": 0.0, "high": high, "step": 0.01, "slider": span_slider(0.0, usual)}
        for name, (high, usual) in spans.items()
    }


def _longest(case: Case) -> float:
    """Whole years that the longest run of all presets takes; those that fail are left out."""
    ends = []
    for one in (case, *map(case.scenario, case.meaning.spec.parts.scenarios)):
        with contextlib.suppress(RunError):
            ends.append(one.run().trajectory.end)
    return min(math.ceil(max(ends, default=case.horizon())), case.horizon())


def _panels(meaning: Meaning) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "title": panel.title,
            "unit": "year"
            if race_of(meaning, panel.keys[0])
            else u.readable(meaning.quantities[panel.keys[0][0]].unit),
            "scale": "log" if panel.log else "linear",
            "quantities": [
                {
                    "name": label(key),
                    "label": quantity_name(meaning, key, panel.title),
                    "constant": is_parameter(meaning, key),
                }
                for key in panel.keys
            ],
        }
        for name, panel in zip(_panel_names(meaning), _shown(meaning), strict=True)
    ]


def _panel_names(meaning: Meaning) -> list[str]:
    return list(meaning.spec.parts.panels) or [f"panel-{place}" for place, _ in enumerate(_shown(meaning))]
