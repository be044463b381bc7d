"""Which programs an exported page runs: every combination of kinds of schedule that it offers, each once."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from takeoff.equations.meaning import RaceMeaning
from takeoff.equations.scope import Key
from takeoff.equations.shown import race_of
from takeoff.equations.values import NEVER as ENDLESS
from takeoff.exchange.javascript.program import program_module
from takeoff.page.describe import shown_keys
from takeoff.schedules.bound import bind
from takeoff.schedules.close import argument_key
from takeoff.schedules.control import control_if_any
from takeoff.schedules.scenarios import scenario_schedules
from takeoff.schedules.schedule import Schedule, abrupt, ramp
from takeoff.solve.case import Case, Given

NEVER, OWN = "never", "own"


@dataclass
class Programs:
    """Modules of programs, in the order in which presets ask for them.

    Arguments:
        case: the model without changes.
    """

    case: Case
    modules: list[str] = field(default_factory=list)
    _places: dict[Hashable, int] = field(default_factory=dict)

    def presets(self) -> dict[str, Any]:
        """What every preset runs, the model's defaults called "": places of programs, and arguments of schedules."""
        scenarios = self.case.meaning.spec.parts.scenarios
        return {"": self._preset({})} | {
            name: self._preset(scenario_schedules(self.case.meaning, name)) for name in scenarios
        }

    def races(self) -> list[RaceMeaning]:
        """Races whose leads the panels show, in order."""
        return [race for key in shown_keys(self.case.meaning) if (race := race_of(self.case.meaning, key))]

    def _preset(self, schedules: Mapping[str, Schedule]) -> dict[str, Any]:
        first = control_if_any(self.case.meaning)
        others = {control: one for control, one in schedules.items() if control != first}
        own, case = schedules.get(first), self.case.with_schedules(others)
        places = {NEVER: self._place(case), OWN: None}
        if first:
            places |= {one.kind: self._place(case.with_schedules({first: one})) for one in (abrupt(), ramp())}
        if own:
            places[OWN] = self._place(case.with_schedules({first: own}))
        return {
            "programs": places,
            "others": self._arguments(others),
            OWN: self._arguments({first: own} if own else {}),
            "text": str(own) if own else "",
        }

    def _arguments(self, schedules: Mapping[str, Schedule]) -> dict[str, Given]:
        """Arguments of schedules by label, in declared units."""
        return {
            argument_key(control, name)[0]: ENDLESS if math.isinf(value) else kind.door(name).show(value)
            for control, schedule in schedules.items()
            for kind in (bind(schedule, self.case.meaning),)
            for name, value in kind.values(schedule).items()
        }

    def _place(self, case: Case) -> int:
        """Place of a case's program among the modules."""
        identity = tuple(kind.identity for kind in case.kinds().values())
        if identity not in self._places:
            self._places[identity] = len(self.modules)
            self.modules.append(program_module(case, self._quantities(), self.races()))
        return self._places[identity]

    def _quantities(self) -> list[Key]:
        meaning = self.case.meaning
        return [key for key in shown_keys(meaning) if race_of(meaning, key) is None]
