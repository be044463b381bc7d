"""One model laid over another: keys change, parts are added, and those that `[remove]` names go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from takeoff.errors import Place, Problem, brief, near
from takeoff.spec.locate import Path
from takeoff.spec.merge import Draft
from takeoff.spec.parts import Parts, Sector
from takeoff.spec.validate import place_of

OWN = (("schema",), ("model", "name"), ("model", "title"))
"""Keys that no model has from another."""

OWN_SECTIONS = ("figures",)
"""Sections that no model has from another: what is drawn answers the questions of the one that asks for it."""

DEEPEST = 4
"""Length of the longest path of keys that is laid over singly: section, part, key, member."""

REMOVABLE = tuple(name for name in Parts.model_fields if name not in ("schema_", "model"))
"""Sections that parts can be removed from."""

REPEATED = ("stocks", "flows", "auxiliaries", "parameters")
"""Sections whose parts have no key by member in common with one over another dimension."""

MOST_TOLD = 20
"""Most unknown names that are told of one list."""


def layered(base: Draft, own: Draft, removals: Any) -> Draft:
    """Lay a model over the one that it extends.

    Arguments:
        base: the other model; unchanged.
        own: what the model says itself; its digest and problems become those of both.
        removals: its `[remove]` table.
    """
    layers = _Layers(base, own)
    layers.remove_own()
    layers.remove(removals)
    layers.over(layers.tables, own.tables, ())
    own.tables, own.places, own.sectors = layers.tables, layers.places(), _sectors(base.sectors, own.sectors)
    own.clashes = [*base.clashes, *own.clashes, *layers.problems]
    own.digest.update(base.digest.digest())
    return own


def _sectors(base: Mapping[str, Sector], own: Mapping[str, Sector]) -> dict[str, Sector]:
    """Sectors of both; a title given in the base serves a file of the same stem that gives none."""
    return {**base, **{stem: one if one.title or stem not in base else base[stem] for stem, one in own.items()}}


class _Layers:
    def __init__(self, base: Draft, own: Draft) -> None:
        self.base = base
        self.own = own
        self.tables = {name: dict(part) if isinstance(part, dict) else part for name, part in base.tables.items()}
        self.replaced: set[Path] = set()
        self.problems: list[Problem] = []

    def remove_own(self) -> None:
        """Forget what a model must say itself."""
        if "model" not in self.own.tables:
            self.tables.pop("model", None)
            self.replaced.add(("model",))
        self.tables.pop("schema", None)
        if isinstance(header := self.tables.get("model"), dict):
            self.tables["model"] = {key: value for key, value in header.items() if ("model", key) not in OWN}
        self.replaced.update(OWN)
        for section in OWN_SECTIONS:
            self.tables.pop(section, None)
            self.replaced.add((section,))

    def remove(self, removals: Any) -> None:
        """Drop parts by name; one that is defined anew keeps its position."""
        if not isinstance(removals, dict):
            self._problem("remove: a table is needed", (), 'say [remove] parameters = ["NAME"]')
            return
        for section, names in removals.items():
            if section not in REMOVABLE:
                self._problem(f"remove: unknown section '{brief(section)}'", (section,), near(section, REMOVABLE))
            elif not isinstance(names, list) or not all(isinstance(name, str) for name in names):
                self._problem(f"remove.{section}: a list of names is needed", (section,), f'write {section} = ["NAME"]')
            else:
                self._remove(section, names)

    def _remove(self, section: str, names: list[str]) -> None:
        known, anew = self.tables.get(section), self.own.tables.get(section)
        there = dict(known) if isinstance(known, dict) else {}
        for name in [name for name in names if name not in there][:MOST_TOLD]:
            hint = near(name, there) or "the model that this one extends has none of that name"
            self._problem(f"remove.{section}: unknown name '{brief(name)}'", (section,), hint)
        for name in there.keys() & set(names):
            if isinstance(anew, dict) and name in anew:
                there[name] = {}
            else:
                del there[name]
            self.replaced.add((section, name))
        if isinstance(known, dict):
            self.tables[section] = there

    def over(self, known: dict[str, Any], given: Mapping[str, Any], above: Path) -> None:
        """Lay keys over keys: a table over a table key by key, anything else as a whole."""
        afresh = len(above) == 2 and above[0] in REPEATED and "over" in given and given["over"] != known.get("over")
        for key, value in given.items():
            old, path = known.get(key), (*above, key)
            if isinstance(old, dict) and isinstance(value, dict) and len(path) < DEEPEST and not afresh:
                known[key] = dict(old)
                self.over(known[key], value, path)
            else:
                known[key] = value
                self.replaced.add(path)

    def places(self) -> dict[Path, Place]:
        """Places of both: a key stands where it was last given, a table where it was first."""
        kept = {path: place for path, place in self.base.places.items() if not self._is_replaced(path)}
        return {**self.own.places, **kept}

    def _is_replaced(self, path: Path) -> bool:
        if path in ((), ("model",)):
            return True
        return any(path[:length] in self.replaced for length in range(1, min(len(path), DEEPEST) + 1))

    def _problem(self, message: str, path: Path, hint: str) -> None:
        self.problems.append(Problem(message, place_of(self.own.places, ("remove", *path)), hint=hint))
