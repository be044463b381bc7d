"""What a model is asked by someone who decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from takeoff.decide.along import Along, best_along
from takeoff.decide.latest import LatestPauses, latest_pauses
from takeoff.decide.pause import BestPause, best_pause
from takeoff.decide.plan import NODES, SIMPLE, Plan, best_plan
from takeoff.decide.plane import Axis, Plane, best_over_plane
from takeoff.decide.slowdowns import Comparison, compare
from takeoff.decide.space import Over, Range, ranges
from takeoff.schedules.control import first_control
from takeoff.schedules.schedule import Schedule, abrupt
from takeoff.schedules.text import Schedulable, as_schedule
from takeoff.solve.case import Case, Given


class Decisions:
    """Questions about slowing down; part of `Model`."""

    case: Case

    def best_pause(
        self,
        maximise: str,
        schedule: Schedule | None = None,
        over: Over = ("start",),
        subject_to: str | Iterable[str] = (),
        control: str = "",
    ) -> BestPause:
        """Find when to pause.

        Arguments:
            maximise: an outcome.
            schedule: whose arguments are searched; `abrupt()` unless given.
            over: arguments to search, with or without ranges.
            subject_to: a bound such as "hazard_leader <= 0.02", or several.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name or an illegal range.
            NoAnswer: nothing in range meets the bounds.
        """
        schedules = {control or first_control(self.case.meaning): schedule or abrupt()}
        return best_pause(self.case, schedules, maximise, ranges(over), subject_to)

    def latest_pause(
        self,
        subject_to: str | Iterable[str],
        schedule: Schedule | None = None,
        over: Over = ("start",),
        along: str = "",
        values: Sequence[Given] = (),
        control: str = "",
    ) -> LatestPauses:
        """Find the latest pause that meets bounds, as a function of a parameter if one is named.

        Arguments:
            subject_to: a bound such as "hazard_leader <= 0.05", or several.
            schedule: with one open argument; `abrupt()` unless given.
            over: that argument, with or without a range.
            along: a parameter, or "".
            values: of that parameter: numbers in its unit, or text with units.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name, an illegal value, no bound, or more than one argument.
            NoAnswer: no pause meets the bounds, at any value.
        """
        schedules = {control or first_control(self.case.meaning): schedule or abrupt()}
        return latest_pauses(self.case, schedules, ranges(over), subject_to, along, values)

    def compare(
        self,
        schedules: Sequence[Schedulable],
        ranked_by: str,
        equal: str = "",
        over: Mapping[str, Range] | None = None,
        control: str = "",
    ) -> Comparison:
        """Compare schedules of a control with never pausing and with each other.

        Arguments:
            schedules: or their texts. The first sets the standard; missing arguments are searched, or solved for if
                `equal` is given.
            ranked_by: an outcome.
            equal: an outcome that the others match.
            over: ranges of arguments.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name, or nothing to solve for.
            NoAnswer: no schedule in range matches.
        """
        name = control or first_control(self.case.meaning)
        return compare(self.case, [{name: as_schedule(one)} for one in schedules], ranked_by, equal, over)

    def plan(
        self,
        maximise: str,
        subject_to: str | Iterable[str] = (),
        nodes: Sequence[int] = NODES,
        against: Sequence[str] = tuple(SIMPLE),
        control: str = "",
    ) -> Plan:
        """Find the best schedule of a control, of any shape.

        Arguments:
            maximise: an outcome.
            subject_to: a bound such as "hazard_leader <= 0.02", or several.
            nodes: numbers of nodes through which it goes, rising.
            against: simple kinds that it is held against.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name or an illegal number of nodes.
            NoAnswer: nothing that was tried meets the bounds.
        """
        return best_plan(self.case, control or first_control(self.case.meaning), maximise, subject_to, nodes, against)

    def along(
        self,
        name: str,
        values: Sequence[Given],
        maximise: str,
        schedules: Sequence[Schedulable] = (abrupt(),),
        over: Over = (),
        control: str = "",
    ) -> Along:
        """Find the best slowdown at each value of a parameter.

        Arguments:
            name: the parameter.
            values: numbers in its unit, or text with units.
            maximise: an outcome.
            schedules: of the control, or their texts; missing arguments are searched.
            over: more arguments to search, with or without ranges.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name or an illegal value.
        """
        asked = [(control or first_control(self.case.meaning), as_schedule(one)) for one in schedules]
        return best_along(self.case, asked, ranges(over), maximise, name, values)

    def plane(
        self, x: Axis, y: Axis, maximise: str, schedule: Schedulable | None = None, over: Over = (), control: str = ""
    ) -> Plane:
        """Find what the best pause adds over a plane of two parameters.

        Arguments:
            x: a parameter and its values: numbers in its unit, or text with units.
            y: another, likewise.
            maximise: an outcome.
            schedule: or its text; missing arguments are searched. A full stop unless given.
            over: more arguments to search, with or without ranges.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name or an illegal value.
        """
        asked = (
            control or first_control(self.case.meaning),
            abrupt(depth=1) if schedule is None else as_schedule(schedule),
        )
        return best_over_plane(self.case, asked, ranges(over), maximise, x, y)
