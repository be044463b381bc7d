"""`Model`: what a user holds; short methods that delegate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from takeoff.decide.latest import LatestPauses, latest_pauses
from takeoff.decide.pause import BestPause, best_pause
from takeoff.decide.plan import NODES, SIMPLE, Plan, best_plan
from takeoff.decide.slowdowns import Comparison, compare
from takeoff.decide.space import Range
from takeoff.equations.meaning import Meaning
from takeoff.errors import InputError
from takeoff.schedules.close import close
from takeoff.schedules.schedule import Schedule, abrupt, constant
from takeoff.schedules.text import read_schedule_text
from takeoff.solve.case import Case, Given, load_case
from takeoff.solve.run import Amount, Run
from takeoff.tables.explain import model_text, quantity_text
from takeoff.theory.closed_forms.closed_form import ClosedForm
from takeoff.theory.closed_forms.every_stock import closed_forms

if TYPE_CHECKING:
    from takeoff.uncertainty.decision import Decision
    from takeoff.uncertainty.ensemble import Ensemble

Schedulable = Schedule | float | str


class Model:
    """A model with its changes; changing it gives a new one.

    Arguments:
        case: the checked model, its changes and schedules.
    """

    def __init__(self, case: Case) -> None:
        self.case = case

    @classmethod
    def load(cls, name: str | Path) -> Model:
        """Load a model by name or path.

        Arguments:
            name: a shipped model, a TOML file, or a folder with a `model.toml`.

        Raises:
            InputError: nothing of that name.
            ModelError: the model is wrong; every problem is listed.
        """
        return cls(load_case(name))

    def __repr__(self) -> str:
        changes = "".join(f", {name}={value!r}" for name, value in self.case.changes.items())
        return f"<Model {self.name}{changes}>"

    @property
    def meaning(self) -> Meaning:
        """The checked model."""
        return self.case.meaning

    @property
    def name(self) -> str:
        """Name of the model."""
        return self.meaning.header.name

    @property
    def parameters(self) -> dict[str, Amount]:
        """Every parameter with its present value, in its declared unit; those of schedules are not among them."""
        return self.case.parameters()

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Names of the model's scenarios."""
        return tuple(self.meaning.spec.parts.scenarios)

    @property
    def improvements(self) -> tuple[str, ...]:
        """Names of the changes for the better whose worth `best_pause(...).worth()` tells."""
        return tuple(self.meaning.improvements)

    def change(self, /, **changes: Given) -> Model:
        """The model with some parameters changed.

        Arguments:
            changes: name -> a number in the parameter's own unit, or text with a unit; `horizon` in years.

        Raises:
            InputError: an unknown name or an illegal value.
        """
        return Model(self.case.change(changes))

    def scenario(self, name: str) -> Model:
        """The model with the values and schedules of one of its scenarios; changes and schedules given later win.

        Arguments:
            name: one of `scenarios`.

        Raises:
            InputError: no such scenario.
        """
        return Model(self.case.scenario(name))

    def with_schedules(self, /, **schedules: Schedulable) -> Model:
        """The model with some controls scheduled.

        Arguments:
            schedules: control -> a schedule, its text, or a number for a constant.

        Raises:
            InputError: an unknown control, schedule or argument.
        """
        return Model(self.case.with_schedules({control: as_schedule(one) for control, one in schedules.items()}))

    def run(self, /, **given: Schedulable) -> Run:
        """Integrate.

        Arguments:
            given: controls -> schedules, and parameters -> values.

        Raises:
            InputError: an unknown name or an illegal value.
            RunError: the run failed.
        """
        schedules = {name: value for name, value in given.items() if name in self.meaning.defaults}
        changes = {name: _value(name, value) for name, value in given.items() if name not in schedules}
        return self.with_schedules(**schedules).change(**changes).case.run()

    def best_pause(
        self,
        maximise: str,
        schedule: Schedule | None = None,
        over: Mapping[str, Range] | Iterable[str] = ("start",),
        subject_to: Iterable[str] = (),
        control: str = "",
    ) -> BestPause:
        """Find when to pause.

        Arguments:
            maximise: an outcome.
            schedule: whose arguments are searched; `abrupt()` unless given.
            over: arguments to search, with or without ranges.
            subject_to: bounds such as "hazard_leader <= 0.02".
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name or an illegal range.
            NoAnswer: nothing in range meets the bounds.
        """
        schedules = {control or self._first_control(): schedule or abrupt()}
        return best_pause(self.case, schedules, maximise, _ranges(over), subject_to)

    def latest_pause(
        self,
        subject_to: Iterable[str],
        schedule: Schedule | None = None,
        over: Mapping[str, Range] | Iterable[str] = ("start",),
        along: str = "",
        values: Sequence[Given] = (),
        control: str = "",
    ) -> LatestPauses:
        """Find the latest pause that meets bounds, as a function of a parameter if one is named.

        Arguments:
            subject_to: bounds such as "hazard_leader <= 0.05".
            schedule: with one open argument; `abrupt()` unless given.
            over: that argument, with or without a range.
            along: a parameter, or "".
            values: of that parameter: numbers in its unit, or text with units.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name, an illegal value, no bound, or more than one argument.
            NoAnswer: no pause meets the bounds, at any value.
        """
        schedules = {control or self._first_control(): schedule or abrupt()}
        return latest_pauses(self.case, schedules, _ranges(over), subject_to, along, values)

    def ensemble(
        self,
        draws: int,
        seed: int,
        priors: Mapping[str, str] | None = None,
        folder: str | Path | None = None,
        quantities: Sequence[str] = (),
        times: Sequence[float] = (),
        engine: str = "numpy",
    ) -> Ensemble:
        """Run many times, with uncertain parameters drawn from their priors.

        Arguments:
            draws: how many runs.
            seed: of the draws; the same seed gives the same draws.
            priors: beside those of the model: "lead" or "caution.start" -> "6 to 18 month", or "fixed".
            folder: where it is kept, and goes on after it was killed; a temporary one unless given.
            quantities: sampled along the runs, such as "capability[leader]".
            times: when they are, rising: years from the start.
            engine: "numpy" (many runs together) or "scipy" (one by one, the reference).

        Raises:
            InputError: an unknown name, a wrong prior, nothing to draw, or a folder with something else in it.
            RunError: a worker process died.
        """
        from takeoff.uncertainty.plan import plan
        from takeoff.uncertainty.run_ensemble import run_ensemble

        others: dict[str, Any] = {"quantities": tuple(quantities), "times": tuple(times), "engine": engine}
        return run_ensemble(plan(self.case, draws, seed, priors, **others), None if folder is None else Path(folder))

    def pause_under_uncertainty(
        self,
        maximise: str,
        draws: int,
        seed: int,
        schedule: Schedule | None = None,
        over: Mapping[str, Range] | Iterable[str] = ("start",),
        priors: Mapping[str, str] | None = None,
        known: Sequence[str] = (),
        control: str = "",
    ) -> Decision:
        """Find when to pause before it is known which draw is true: best on average, regret, value of information.

        Arguments:
            maximise: an outcome, whose mean is maximised.
            draws: how many.
            seed: of the draws; the same seed gives the same draws.
            schedule: whose arguments are searched; `abrupt()` unless given.
            over: arguments to search, with or without ranges.
            priors: beside those of the model: "lead" -> "6 to 18 month", or "fixed".
            known: inputs that one may wait to know.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name, an illegal range, a wrong prior, nothing to draw, or too few draws.
            RunError: too many draws fail under some schedule.
        """
        from takeoff.uncertainty.decision import decide

        schedules = {control or self._first_control(): schedule or abrupt()}
        return decide(self.case, schedules, maximise, _ranges(over), draws, seed, priors, known)

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
        name = control or self._first_control()
        return compare(self.case, [{name: as_schedule(one)} for one in schedules], ranked_by, equal, over)

    def plan(
        self,
        maximise: str,
        subject_to: Sequence[str] = (),
        nodes: Sequence[int] = NODES,
        against: Sequence[str] = tuple(SIMPLE),
        control: str = "",
    ) -> Plan:
        """Find the best schedule of a control, of any shape.

        Arguments:
            maximise: an outcome.
            subject_to: bounds such as "hazard_leader <= 0.02".
            nodes: numbers of nodes through which it goes, rising.
            against: simple kinds that it is held against.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name or an illegal number of nodes.
            NoAnswer: nothing that was tried meets the bounds.
        """
        return best_plan(self.case, control or self._first_control(), maximise, subject_to, nodes, against)

    def explain(self, name: str = "") -> str:
        """The whole model, or one quantity of it, as text.

        Raises:
            InputError: no such quantity.
        """
        return quantity_text(self.meaning, name) if name else model_text(self.meaning)

    def closed_forms(self) -> tuple[ClosedForm, ...]:
        """The closed form of every stock, or why it has none; parameters and levels of controls stay symbols.

        A control without a schedule is constant, at any level. Present values decide on which side of a kink the
        solutions begin, no more.
        """
        return closed_forms(close(self.case.programs.system, self.case.kinds()), self.case.values())

    def _first_control(self) -> str:
        control = next(iter(self.meaning.defaults), "")
        if not control:
            raise InputError(f"the model '{self.name}' has no control to schedule")
        return control


def as_schedule(given: Schedulable) -> Schedule:
    """A schedule from a schedule, its text, or a number.

    Raises:
        InputError: text that is no schedule.
    """
    if isinstance(given, Schedule):
        return given
    return read_schedule_text(given) if isinstance(given, str) else constant(given)


def _ranges(over: Mapping[str, Range] | Iterable[str]) -> dict[str, Range]:
    """Arguments to search, each with its range, or None for all that is legal."""
    return dict(over) if isinstance(over, Mapping) else dict.fromkeys(over)


def _value(name: str, given: Schedulable) -> Given:
    if isinstance(given, Schedule):
        raise InputError(f"'{name}' is no control of this model, so it has no schedule")
    return given


def load(name: str | Path) -> Model:
    """Load a model by name or path; see `Model.load`."""
    return Model.load(name)
