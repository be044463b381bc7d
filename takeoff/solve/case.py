"""A case: a model with changed values and chosen schedules, ready to run; changing it gives a new one."""

from __future__ import annotations

import functools
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from takeoff.algebra.build import build
from takeoff.equations import units as u
from takeoff.equations.computed import compute
from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import Key, label
from takeoff.equations.understand import HORIZON
from takeoff.equations.values import Door, ValueFlaw
from takeoff.errors import InputError, RunError, brief, near
from takeoff.schedules.bound import Bound, bind
from takeoff.schedules.close import argument_key, close
from takeoff.schedules.scenarios import scenario_schedules
from takeoff.schedules.schedule import Schedule, constant
from takeoff.solve.batch.drawn import Drawable, Drawn
from takeoff.solve.batch.gradients import Gradients, gradients
from takeoff.solve.batch.methods import Method
from takeoff.solve.batch.run_batch import ACCURATE, Batch, integrate_batch
from takeoff.solve.engine import Engine
from takeoff.solve.gradient import Origin
from takeoff.solve.pieces import integrate
from takeoff.solve.program import Program
from takeoff.solve.reading import flaw
from takeoff.solve.run import Amount, Run
from takeoff.solve.scipy_engine import ScipyEngine
from takeoff.solve.settings import DEFAULT, Settings
from takeoff.solve.steering import check_steering
from takeoff.version import package_version

Given = float | str


class Programs:
    """Compiled systems of one model, one for each combination of kinds of schedule and quantities that they name.

    Arguments:
        meaning: the checked model.
    """

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self._compiled: dict[Hashable, Program] = {}

    @functools.cached_property
    def system(self) -> Any:
        """The open system."""
        return build(self.meaning)

    def program(self, kinds: Mapping[str, Bound]) -> Program:
        """The program for some kinds of schedule, compiled on first need."""
        identity = tuple(kind.identity for kind in kinds.values())
        if identity not in self._compiled:
            self._compiled[identity] = Program(close(self.system, kinds))
        return self._compiled[identity]


@dataclass(frozen=True)
class Case:
    """What is run.

    Arguments:
        programs: the model and its compiled systems.
        changes: changed parameters as the user gave them, by label.
        schedules: control -> schedule, where one was chosen.
        exact: values in inside units that a search sets, by key; they win over all others.
        settings: accuracy and budget.
        engine: integrates.
    """

    programs: Programs
    changes: Mapping[str, Given] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    exact: Mapping[Key, float] = field(default_factory=dict)
    settings: Settings = DEFAULT
    engine: Engine = field(default_factory=ScipyEngine)

    @property
    def meaning(self) -> Meaning:
        """The model."""
        return self.programs.meaning

    def change(self, changes: Mapping[str, Given]) -> Case:
        """The case with some parameters changed.

        Arguments:
            changes: name, or name[member], -> a number in the parameter's own unit, or text with a unit.

        Raises:
            InputError: an unknown name or an illegal value.
        """
        for name, given in changes.items():
            self._read(name, given)
        kept = {
            name: given for name, given in self.changes.items() if not set(changes) & {name, name.partition("[")[0]}
        }
        return replace(self, changes={**kept, **changes})

    def scenario(self, name: str) -> Case:
        """The case with the values and schedules of one of the model's scenarios.

        Raises:
            InputError: the model has no such scenario, or a value of it is illegal.
        """
        scenarios = self.meaning.spec.parts.scenarios
        if name not in scenarios:
            raise InputError(f"the model has no scenario '{name}'", near(name, scenarios) or "it has none")
        return self.change(scenarios[name].changes).with_schedules(scenario_schedules(self.meaning, name))

    def with_schedules(self, schedules: Mapping[str, Schedule]) -> Case:
        """The case with some controls scheduled.

        Raises:
            InputError: an unknown control, schedule or argument.
        """
        for control, schedule in schedules.items():
            if control not in self.meaning.defaults:
                hint = near(control, self.meaning.defaults) or "it has none"
                raise InputError(f"the model has no control '{control}'", hint)
            bind(schedule, self.meaning).check_names(schedule)
        return replace(self, schedules={**self.schedules, **schedules})

    @property
    def start(self) -> float:
        """Start of the model, as a calendar year."""
        return self.meaning.header.time.start

    def horizon(self) -> float:
        """Longest duration of a run [year]."""
        given = self.changes.get(HORIZON)
        return self.meaning.values[HORIZON, ()] if given is None else self._read(HORIZON, given)[HORIZON, ()]

    def kinds(self) -> dict[str, Bound]:
        """Control -> kind of its schedule; `constant` where none was chosen."""
        return {name: bind(self.schedule(name), self.meaning) for name in self.meaning.defaults}

    def schedule(self, control: str) -> Schedule:
        """The schedule of a control; its default as a constant where none was chosen."""
        return self.schedules.get(control) or constant(self.meaning.defaults[control])

    def values(self) -> dict[Key, float]:
        """Every parameter in inside units, schedules' arguments included.

        Raises:
            InputError: a schedule lacks an argument that is not searched for, or its arguments do not fit each other.
            Misfit: a search has moved arguments so that they do not fit each other.
        """
        values = self._parameters()
        for control, kind in self.kinds().items():
            searched = {
                name: x for (key, _), x in self.exact.items() for c, _, name in [key.partition(".")] if c == control
            }
            arguments = kind.values(self.schedule(control), searched)
            values |= {argument_key(control, name): value for name, value in arguments.items()}
        return values | dict(self.exact)

    def parameters(self) -> dict[str, Amount]:
        """The model's own parameters with their present values, in declared units."""
        return {
            label(key): Amount(self.meaning.doors[key[0]].show(value), u.readable(self.meaning.doors[key[0]].unit))
            for key, value in self._parameters().items()
        }

    def _parameters(self) -> dict[Key, float]:
        """The model's own parameters in inside units: changed, then computed from each other."""
        changed = self.given()
        try:
            values = compute(self.meaning.computed, {**self.meaning.values, **changed}, changed)
            for key in self.meaning.computed:
                self.meaning.doors[key[0]].require(values[key], f"'{label(key)}'")
            return values
        except ValueFlaw as flaw:
            raise RunError(f"a computed parameter: {flaw}") from flaw

    def given(self) -> dict[Key, float]:
        """The model's own parameters that were changed or set by a search, in inside units."""
        changed = {key: value for name, given in self.changes.items() for key, value in self._read(name, given).items()}
        return changed | {key: value for key, value in self.exact.items() if key in self.meaning.values}

    def _read(self, name: str, given: Given) -> dict[Key, float]:
        keys = [key for key in self.meaning.values if name in (key[0], label(key))]
        if not keys:
            raise InputError(f"the model has no parameter '{name}'", near(name, map(label, self.meaning.values)))
        try:
            return dict.fromkeys(keys, self.meaning.doors[keys[0][0]].read(given))
        except ValueFlaw as flaw:
            raise InputError(f"'{name}': {flaw}") from flaw

    def check(self) -> None:
        """Build the algebra, which finds quantities that need each other at the start.

        Raises:
            ModelError: with every problem found.
        """
        self.programs.system  # noqa: B018 - built on first need

    def run(self) -> Run:
        """Integrate.

        Raises:
            InputError: a schedule lacks an argument, or steers the wrong way.
            RunError: the run failed, broke a promise of the model, or a control left its range.
        """
        values, program = self.values(), self.programs.program(self.kinds())
        parameters = [values[key] for key in program.system.parameters]
        trajectory = integrate(program, parameters, values[HORIZON, ()], self.engine, self.settings)
        check_steering(program, trajectory, self.kinds())
        if told := flaw(program, trajectory):
            raise RunError(told)
        return Run(self.meaning, program, trajectory, self._provenance(trajectory.evaluations), self.origin())

    def batch(
        self,
        values: Drawable,
        times: Sequence[float] | None = None,
        quantities: Sequence[str] = (),
        settings: Settings = ACCURATE,
        method: Method | None = None,
        searched: Collection[Key] = (),
    ) -> Batch:
        """Integrate many members that differ in some parameters; a member that is refused or fails keeps its reason.

        Arguments:
            values: by label ("lead", "software[leader]", "caution.start", "horizon"), numbers in the parameter's
                declared unit; or by key, numbers in inside units. One for each member. For a date, numbers below 1000
                are years from the start, others calendar years.
            times: when quantities are sampled, rising: years from the start.
            quantities: which, such as "capability[leader]".
            settings: accuracy and budget; the case's own are those of single runs.
            method: makes the steps; the fastest that is installed unless given.
            searched: arguments of schedules that a search sets, which are free to break a promise of their kind.

        Raises:
            InputError: an unknown name, values that are not one for each member, or a schedule that lacks an argument.
        """
        drawn = Drawn(self, values, searched)
        known = {label(key): key for key in drawn.program.system.quantities}
        for name in quantities:
            if name not in known:
                raise InputError(f"the model has no quantity '{brief(name)}'", near(name, known))
        keys = [known[name] for name in quantities]
        kept = drawn.kept
        parameters = drawn.table.T[kept]
        batch = integrate_batch(drawn.program, parameters, drawn.horizons[kept], settings, times, keys, method=method)
        return batch.among(kept, drawn.reasons)

    def gradients(self, values: Drawable, outcomes: Sequence[str], wrt: Sequence[str] | None = None) -> Gradients:
        """Exact derivatives of outcomes of many members, as `Run.gradient` tells them of one; see `gradients`.

        Arguments:
            values: as for `batch`.
            outcomes: their names.
            wrt: parameters; all unless given.

        Raises:
            InputError: an unknown name, values that are not one for each member, or a schedule that lacks an argument.
        """
        return gradients(self, values, outcomes, wrt)

    def doors(self) -> dict[Key, Door]:
        """What every parameter lets in: those of the model in file order, then arguments of schedules."""
        doors = {key: self.meaning.doors[key[0]] for key in self.meaning.values}
        for control, kind in self.kinds().items():
            doors |= {argument_key(control, name): kind.door(name) for name in kind.parameters}
        return doors

    def origin(self) -> Origin:
        """What derivatives of runs need to know of the case."""
        scales = {key: u.scale(door.unit) for key, door in self.doors().items()}
        return Origin(self.engine, self.settings, frozenset(self.given()), scales)

    def _provenance(self, evaluations: int) -> dict[str, Any]:
        return {
            "model": self.meaning.header.name,
            "model_sha256": self.meaning.spec.digest,
            "takeoff": package_version(),
            "changes": dict(self.changes),
            "schedule": {name: str(schedule) for name, schedule in self.schedules.items()},
            "engine": self.engine.name,
            "relative_tolerance": self.settings.relative,
            "absolute_tolerance": self.settings.absolute,
            "evaluations": evaluations,
        }
