"""The plan of an ensemble: all that decides what its members are, as a value and as JSON; block k follows from it."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from takeoff.errors import InputError, brief
from takeoff.schedules.text import read_schedule_text
from takeoff.solve.case import Case, Given
from takeoff.solve.load import load_case
from takeoff.spec.find import model_paths
from takeoff.uncertainty.draws import Draws
from takeoff.uncertainty.engines import AUTO, engine_name
from takeoff.uncertainty.inputs import draws
from takeoff.uncertainty.members import Wanted
from takeoff.version import package_version

BLOCK = 1024
"""Members of a block: a power of two, so that every block is as evenly spread as the whole."""
MOST = 10_000_000
"""Most members of an ensemble."""


@dataclass(frozen=True)
class Plan:
    """What an ensemble runs.

    Arguments:
        model: name of a shipped model, else the path of its file or folder.
        model_sha256: of its files.
        changes: changed parameters, as given.
        schedules: control -> schedule, as text.
        priors: given beside those of the model, as text.
        seed: of the draws.
        members: how many runs.
        block: members of a block.
        engine: "heyoka", "numpy" or "scipy".
        quantities: what is sampled along the runs.
        times: when, in years from the start.
        takeoff: version of the package.
    """

    model: str
    model_sha256: str
    changes: Mapping[str, Given]
    schedules: Mapping[str, str]
    priors: Mapping[str, str]
    seed: int
    members: int
    block: int = BLOCK
    engine: str = "numpy"
    quantities: tuple[str, ...] = ()
    times: tuple[float, ...] = ()
    takeoff: str = field(default_factory=package_version)

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-self.members // self.block)

    def span(self, number: int) -> tuple[int, int]:
        """First member of a block, and how many it has."""
        first = number * self.block
        return first, min(self.block, self.members - first)

    @functools.cached_property
    def text(self) -> str:
        """The plan as JSON; equal plans give equal texts."""
        return json.dumps(self.record, indent=1, sort_keys=True, allow_nan=False) + "\n"

    @property
    def record(self) -> dict[str, Any]:
        """The plan as plain values."""
        return asdict(self)

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @functools.cached_property
    def case(self) -> Case:
        """The model with its changes and schedules.

        Raises:
            InputError: the model is not there, or is another one by now.
        """
        case = load_case(self.model)
        if case.meaning.spec.digest != self.model_sha256:
            message = f"the model '{self.model}' is no longer the one that the ensemble was planned for"
            raise InputError(message, "bring its files back, or plan it anew in another folder")
        schedules = {control: read_schedule_text(text) for control, text in self.schedules.items()}
        return case.change(self.changes).with_schedules(schedules)

    @functools.cached_property
    def draws(self) -> Draws:
        """What is drawn."""
        return draws(self.case, self.seed, self.priors)

    @functools.cached_property
    def wanted(self) -> Wanted:
        """What is kept of every run."""
        meaning = self.case.meaning
        milestones = tuple(one.name for one in meaning.milestones)
        return Wanted(tuple(one.name for one in meaning.outcomes), milestones, self.quantities, self.times)


def plan(case: Case, members: int, seed: int, priors: Mapping[str, str] | None = None, **others: Any) -> Plan:
    """Plan an ensemble.

    Arguments:
        case: a model with its changes and schedules; what a search has set cannot be planned.
        members: how many runs.
        seed: of the draws; the same seed gives the same draws.
        priors: beside those of the model: parameter or argument -> prior, or "fixed".
        others: further arguments of `Plan`.

    Raises:
        InputError: an unknown name, a wrong prior, nothing to draw, or a number of members out of range.
    """
    if not 1 <= members <= MOST:
        hint = "more are several ensembles, each with a seed of its own" if members > 0 else "such as 1000"
        raise InputError(f"{members:,} members; an ensemble has 1 to {MOST:,}", hint)
    draws(case, seed, priors)
    path, shipped = case.meaning.spec.path, model_paths()
    name = next((name for name, one in shipped.items() if one == path), str(path.resolve()))
    schedules = {control: str(one) for control, one in case.schedules.items()}
    digest = case.meaning.spec.digest
    others["engine"] = engine_name(others.get("engine", AUTO))
    found = Plan(name, digest, dict(case.changes), schedules, dict(priors or {}), seed, members, **others)
    found.__dict__["case"] = case  # known already: not loaded again
    return found


def read_plan(path: Path) -> Plan:
    """Read a plan that was written before.

    Arguments:
        path: of the file.

    Raises:
        InputError: no such file, no plan, or of another version.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        _require_version(record, path)
        return plan_of(record)
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise InputError(f"'{path}' holds no plan of an ensemble", "its folder is made by takeoff ensemble") from error


def _require_version(record: Any, path: Path) -> None:
    written = record.get("takeoff") if isinstance(record, dict) else None
    if isinstance(written, str) and written != package_version():
        told = f"'{path}' was written by takeoff {brief(written)}, this is {package_version()}"
        raise InputError(told, "name another folder: another version may compute other numbers")


def plan_of(record: Any) -> Plan:
    """A plan from what JSON gave.

    Arguments:
        record: keys and values.

    Raises:
        ValueError: not those of a plan.
    """
    if not isinstance(record, dict) or set(record) != {one.name for one in fields(Plan)}:
        raise ValueError("these are not the keys of a plan")
    return Plan(**{**record, "quantities": tuple(record["quantities"]), "times": tuple(record["times"])})
