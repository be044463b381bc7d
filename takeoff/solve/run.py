"""A finished run: values with their units, dates, outcomes, and how it came about."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import Key, label
from takeoff.equations.values import FIRST_CALENDAR_YEAR
from takeoff.errors import InputError, brief, near
from takeoff.solve.gradient import Gradient, Origin
from takeoff.solve.outlets import Shown, Times, data_frame, data_set, save_run
from takeoff.solve.program import Program
from takeoff.solve.reading import outcomes, values_at
from takeoff.solve.trajectory import Moments, Trajectory

if TYPE_CHECKING:
    from pathlib import Path

    import pint

    from takeoff.solve.limits import Limits

Floats = npt.NDArray[np.float64]

ROUNDING = 1e-9
"""How far outside of the run a time may be by rounding, which calendar years bring [year]."""


@dataclass(frozen=True)
class Amount:
    """A value in the unit that the model declares; None where an outcome has none."""

    value: float | None
    unit: str


@dataclass(frozen=True, repr=False)
class Run(Shown):
    """One integration of a model.

    Arguments:
        meaning: the model.
        program: its compiled system.
        trajectory: pieces, milestones, end.
        provenance: model, version, hash, changes, schedules, engine, tolerances, evaluations.
        origin: what its derivatives need besides.
    """

    meaning: Meaning
    program: Program
    trajectory: Trajectory
    provenance: Mapping[str, Any]
    origin: Origin

    @property
    def start(self) -> float:
        """Start of the run, as a calendar year."""
        return self.meaning.header.time.start

    @property
    def end(self) -> float:
        """End of the run, as a calendar year."""
        return self.start + self.trajectory.end

    @functools.cached_property
    def outcomes(self) -> dict[str, Amount]:
        """All outcomes, in the order of the file, in their declared units."""
        inside = outcomes(self.program, self.trajectory)
        return {name: self._amount(name, value) for name, value in inside.items()}

    def _amount(self, name: str, value: float | None) -> Amount:
        unit = self.meaning.outcome_units[name].unit
        return Amount(None if value is None else value / u.scale(unit), u.readable(unit))

    def outcome(self, name: str) -> float:
        """An outcome in its declared unit; not a number where its milestone was never reached.

        Raises:
            InputError: the model has no such outcome.
        """
        if name not in self.outcomes:
            raise InputError(f"the model has no outcome '{name}'", near(name, self.outcomes))
        value = self.outcomes[name].value
        return float("nan") if value is None else value

    def gradient(self, outcome: str, wrt: Sequence[str] | None = None) -> dict[str, float]:
        """Exact derivatives of an outcome: of its declared unit by the parameter's declared unit.

        They are those of the run as it went, across jumps, kinks, events and the end of the run. Where it bends (an
        outcome, an event or a schedule's argument that sits on an edge) they are those of the side that it is on; by a
        parameter that is infinite ("never") they are 0. The first call for some parameters integrates their
        sensitivities along the run, later ones use them again.

        Arguments:
            outcome: its name.
            wrt: parameters, such as "lead", "head_start[leader]", "caution.start", "horizon"; all unless given. A
                computed parameter is moved as if it were given; where it is not moved itself, it follows.

        Raises:
            InputError: the model has no such outcome or parameter.
            RunError: a derivative does not exist: the outcome's milestone was never reached, a condition is only
                grazed, or a formula has no finite derivative here.
        """
        self.outcome(outcome)
        keys = self.parameter_keys(wrt)
        values = dict(zip(self.program.system.parameters, self.trajectory.fixed, strict=False))
        wanted = tuple(key for key in keys.values() if math.isfinite(values[key]))
        found = dict(zip(wanted, self._derivatives(outcome, wanted) if wanted else (), strict=True))
        scale = u.scale(self.meaning.outcome_units[outcome].unit)
        return {name: float(found.get(key, 0.0)) * self.origin.scales[key] / scale for name, key in keys.items()}

    def _derivatives(self, outcome: str, wanted: tuple[Key, ...]) -> Floats:
        if wanted not in self._gradients:
            self._gradients[wanted] = self.origin.gradient(self.program, self.trajectory, wanted)
        return self._gradients[wanted].of(next(one for one in self.program.system.outcomes if one.name == outcome))

    @functools.cached_property
    def _gradients(self) -> dict[tuple[Key, ...], Gradient]:
        """Sensitivities that were asked for, by parameters."""
        return {}

    def limits(self, of: str, names: Sequence[str]) -> Limits:
        """Which of some limits binds when: how many percent 1 % more of each adds to a quantity, at every step.

        Arguments:
            of: a quantity, such as an auxiliary.
            names: what it depends on, each held still while another moves.

        Raises:
            InputError: an unknown name, or no limits.
        """
        from takeoff.solve.limits import limits

        return limits(self, of, names)

    def parameter_keys(self, names: Sequence[str] | None = None) -> dict[str, Key]:
        """Parameters by label, arguments of schedules and `horizon` among them; all unless some are named.

        Raises:
            InputError: the run has no such parameter.
        """
        known = {label(key): key for key in self.program.system.parameters}
        for name in names or ():
            if name not in known:
                raise InputError(f"the run has no parameter '{brief(name)}'", near(name, known))
        return known if names is None else {name: known[name] for name in names}

    @property
    def milestones(self) -> Mapping[str, float | None]:
        """Milestone -> years from the start, None where never reached."""
        return self.trajectory.milestones

    def when(self, milestone: str) -> float | None:
        """Calendar year of a milestone, None where it was never reached.

        Raises:
            InputError: the model has no such milestone.
        """
        if milestone not in self.milestones:
            raise InputError(f"the model has no milestone '{milestone}'", near(milestone, self.milestones))
        time = self.milestones[milestone]
        return None if time is None else self.start + time

    @functools.cached_property
    def time(self) -> Floats:
        """Calendar years of all steps; borders of pieces stand twice, before and after."""
        return self.start + np.array([t for piece in self.trajectory.pieces for t in piece.times(4)])

    @functools.cached_property
    def _labels(self) -> dict[str, Key]:
        return {label(key): key for key in self.program.system.quantities}

    def __getitem__(self, name: str) -> Floats:
        """A quantity along `time`, in its declared unit: run["capability[leader]"].

        Raises:
            InputError: the model has no such quantity.
        """
        values: Floats = self.at_moments([name], self._moments(None))[0]
        return values

    def sample(self, name: str, times: Times) -> Floats:
        """A quantity at some times, in its declared unit; not a number after the end.

        Arguments:
            name: such as "capability[leader]".
            times: calendar years, or years from the start below 1000.
        """
        values: Floats = self.at_moments([name], self._moments(times))[0]
        values[[not self._covers(t) for t in times]] = np.nan
        return values

    def at_moments(self, names: Sequence[str], moments: Moments) -> Floats:
        """Quantities at some moments of this run, in their declared units, a row for each.

        Arguments:
            names: such as "capability[leader]".
            moments: of its trajectory.

        Raises:
            InputError: the model has no such quantity.
        """
        read = self.program.several(tuple(self.program.symbol(self._key(name)) for name in names))
        scales = np.array([u.scale(self.unit(name)) for name in names])
        values: Floats = values_at(self.program, read, self.trajectory.fixed, moments) / scales[:, None]
        return values

    def at(self, time: float) -> dict[str, Amount]:
        """Every quantity at one time; at a jump, its value after it.

        Arguments:
            time: a calendar year, or years from the start below 1000.

        Raises:
            InputError: outside of the run.
        """
        if not self._covers(time):
            raise InputError(f"{time:g} is outside the run, which covers {self.start:g} to {self.end:g}")
        return {
            name: Amount(float(values[0]), u.readable(self.unit(name))) for name, values in self.table([time]).items()
        }

    def table(self, times: Times | None = None) -> dict[str, Floats]:
        """Every quantity along `time`, or at some times, in its declared unit; not a number after the end.

        Arguments:
            times: calendar years, or years from the start below 1000.
        """
        moments = self._moments(times)
        columns = values_at(self.program, self.program.quantities, self.trajectory.fixed, moments)
        if times is not None:
            columns[:, [not self._covers(t) for t in times]] = np.nan
        scales = [u.scale(self.unit(name)) for name in self._labels]
        return {name: column / scale for name, column, scale in zip(self._labels, columns, scales, strict=True)}

    def _moments(self, times: Times | None) -> Moments:
        """Moments of all steps, or at some times; at the nearest end, outside."""
        if times is None:
            return self.trajectory.all_moments(4)
        return self.trajectory.at_all([min(max(0.0, self._since_start(t)), self.trajectory.end) for t in times])

    def _covers(self, time: float) -> bool:
        return -ROUNDING <= self._since_start(time) <= self.trajectory.end + ROUNDING

    def to_dataframe(self, times: Times | None = None) -> Any:
        """Every quantity as a column of a pandas DataFrame, below calendar years; see `takeoff.exchange.frames`.

        Arguments:
            times: calendar years, or years from the start below 1000; `time` unless given.

        Raises:
            InputError: pandas is not installed.
        """
        return data_frame(self, times)

    def to_xarray(self) -> Any:
        """Every quantity along `time` and the model's dimensions, as an xarray Dataset.

        Raises:
            InputError: xarray is not installed.
        """
        return data_set(self)

    def save(self, path: str | Path) -> None:
        """Write everything that is read off the run to a NetCDF file, which `takeoff.load_run` reads.

        Arguments:
            path: of the file; one that is there is replaced.

        Raises:
            OSError: the folder cannot be written to.
        """
        save_run(self, path)

    def unit(self, name: str) -> pint.Unit:
        """Declared unit of a quantity; `horizon`, which no file declares, is in years.

        Raises:
            InputError: the model has no such quantity.
        """
        quantity = self.meaning.quantities.get(self._key(name)[0])
        return u.parse_unit("year") if quantity is None else quantity.unit

    def _key(self, name: str) -> Key:
        if name not in self._labels:
            raise InputError(f"the model has no quantity '{name}'", near(name, self._labels))
        return self._labels[name]

    def _since_start(self, time: float) -> float:
        return time - self.start if time >= FIRST_CALENDAR_YEAR else time
