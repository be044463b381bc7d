"""From drawn values to the parameters of a batch: read, checked member by member, computed ones filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from takeoff.equations.computed import compute
from takeoff.equations.scope import Key, label
from takeoff.equations.understand import HORIZON
from takeoff.equations.values import Door, ValueFlaw
from takeoff.errors import InputError, Misfit, RunError, brief, near
from takeoff.schedules.close import argument_key

if TYPE_CHECKING:
    from takeoff.solve.case import Case

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Drawable = Mapping[str, Any] | Mapping[Key, Any] | Mapping[str | Key, Any]
"""Label -> values in the parameter's declared unit, or key -> values in inside units."""


class Drawn:
    """The parameters of a batch.

    Arguments:
        case: what is not drawn.
        values: of what is drawn, one for each member.
        searched: arguments of schedules among these that a search sets.

    Raises:
        InputError: an unknown name, values that are not one for each member, or a schedule that lacks an argument.
    """

    def __init__(self, case: Case, values: Drawable, searched: Collection[Key] = ()) -> None:
        self.case, self.kinds, self.searched = case, case.kinds(), searched
        self.program = case.programs.program(self.kinds)
        self.places = {key: place for place, key in enumerate(self.program.system.parameters)}
        self.doors = case.doors()
        given = {name: np.asarray(numbers, dtype=float) for name, numbers in values.items()}
        shapes = {numbers.shape for numbers in given.values()}
        if len(shapes) != 1 or len(shape := shapes.pop()) != 1:
            raise InputError("a batch needs values for some parameter, as many for each: one for each member")
        self.reasons = [""] * shape[0]
        keys = {name: self._keys(name) for name in given}
        self.drawn = {key for found in keys.values() for key in found}
        self.table = np.repeat(self._undrawn()[:, None], shape[0], axis=1)
        for name, numbers in given.items():
            self._read(name, keys[name], numbers)
        self._compute()
        self._check_schedules()

    def _keys(self, name: str | Key) -> list[Key]:
        found = [key for key in self.places if name in (key, key[0], label(key))]
        if not found:
            text = name if isinstance(name, str) else label(name)
            raise InputError(f"the case has no parameter '{brief(text)}'", near(text, map(label, self.places)))
        return found

    def _undrawn(self) -> Floats:
        """Parameters as they are where nothing is drawn, computed ones not yet filled in."""
        case = self.case
        values = {**case.meaning.values, **case.given()}
        for control, kind in self.kinds.items():
            names = [name for name in kind.parameters if argument_key(control, name) in self.drawn]
            read = kind.read(case.schedule(control), dict.fromkeys(names, 0.0))
            values |= {argument_key(control, name): value for name, value in read.items()}
        values |= case.exact
        return np.array([values[key] for key in self.places])

    def _read(self, name: str | Key, keys: list[Key], numbers: Floats) -> None:
        door = self.doors[keys[0]]
        inside = door.read_many(numbers) if isinstance(name, str) else numbers
        self.table[[self.places[key] for key in keys]] = inside
        for member in np.flatnonzero(~door.are_legal(inside)):
            self._refuse(int(member), f"'{label(keys[0])}': {_flaw(door, float(inside[member]))}")

    def _refuse(self, member: int, reason: str) -> None:
        self.reasons[member] = self.reasons[member] or reason

    def _values(self, member: int) -> dict[Key, float]:
        return dict(zip(self.places, self.table[:, member].tolist(), strict=True))

    def _compute(self) -> None:
        """Fill in computed parameters, each member's from its own values."""
        given = frozenset((set(self.case.given()) | self.drawn) & set(self.case.meaning.computed))
        followed = [key for key in self.case.meaning.computed if key not in given]
        if not followed:
            return
        free = [place for key, place in self.places.items() if key not in followed]
        with np.errstate(all="ignore"):
            table = self.program.completed(given).bind_members(self.table[free])()
        legal = [self.doors[key].are_legal(table[self.places[key]]) for key in followed]
        for member in np.flatnonzero(~np.logical_and.reduce(legal)):
            self._refuse(int(member), self._miscomputed(self._values(int(member)), given))
        self.table = table

    def _miscomputed(self, values: dict[Key, float], given: frozenset[Key]) -> str:
        """What is wrong with the computed parameters of a member, as `Case.values` tells it."""
        computed = self.case.meaning.computed
        try:
            found = compute(computed, values, given)
            for key in computed:
                self.doors[key].require(found[key], f"'{label(key)}'")
        except ValueFlaw as flaw:
            return str(RunError(f"a computed parameter: {flaw}"))
        return str(RunError("a computed parameter has no finite value here"))

    def _check_schedules(self) -> None:
        """Refuse members whose arguments of a schedule do not fit each other."""
        for control, kind in self.kinds.items():
            places = {name: self.places[argument_key(control, name)] for name in kind.parameters}
            drawn = self.drawn & {argument_key(control, name) for name in places}
            moved = [name for name in places if argument_key(control, name) in self.searched]
            if drawn and (kind.kind.rows or kind.kind.promises):
                columns = self.table[list(places.values())].T.tolist()
                for member, arguments in enumerate(columns):
                    try:
                        kind.check(dict(zip(places, arguments, strict=True)), moved)
                    except (InputError, Misfit) as error:
                        self._refuse(member, str(error))

    @property
    def kept(self) -> npt.NDArray[np.int64]:
        """Members that are run."""
        return np.flatnonzero([not reason for reason in self.reasons])

    @property
    def horizons(self) -> Floats:
        """Longest duration of each member [year]."""
        row: Floats = self.table[self.places[HORIZON, ()]]
        return row


def _flaw(door: Door, inside: float) -> str:
    """What a door has against a value."""
    try:
        door.read(door.show(inside))
        door.require(inside, "it")
    except ValueFlaw as flaw:
        return str(flaw)
    return f"{door.show(inside):g} is not legal"
