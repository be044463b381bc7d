"""Running an ensemble from its plan to its answer."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import mkdtemp

from takeoff.errors import NoAnswer
from takeoff.uncertainty.blocks import Shard, run_blocks
from takeoff.uncertainty.ensemble import Ensemble
from takeoff.uncertainty.plan import Plan
from takeoff.uncertainty.workers import Crew, cores, processes

FEW = 2
"""So many blocks are done sooner here than new processes are ready."""

Watch = Callable[[Sequence[int]], Iterable[int]]


def run_ensemble(
    plan: Plan,
    folder: Path | None = None,
    crew: AbstractContextManager[Crew] | None = None,
    shard: Shard | None = None,
    watch: Watch = iter,
) -> Ensemble:
    """Run what is missing of an ensemble.

    Arguments:
        plan: of the ensemble.
        folder: where it is kept, and goes on after it was killed; a temporary one unless given.
        crew: who does the work; as many processes as there are cores unless given.
        shard: the part of the blocks that this run does; all unless given.
        watch: passes on the numbers of blocks, one as each is done.

    Raises:
        InputError: the folder holds another ensemble.
        RunError: a worker died.
        NoAnswer: this shard is done, and others are not.
        OSError: the folder cannot be written to.
    """
    found = Ensemble(plan, folder or Path(mkdtemp(prefix="takeoff-")))
    if folder is None:
        weakref.finalize(found, shutil.rmtree, found.folder, ignore_errors=True)
    with crew or default_crew(plan) as those:
        missing = run_blocks(plan, found.folder, those.executor, those.workers, shard, watch)
    if missing:
        message = f"this shard is done; {len(missing):,} of {plan.blocks:,} blocks are left to other shards"
        raise NoAnswer(message, "the last shard to end tells the answer")
    return found


def default_crew(plan: Plan) -> AbstractContextManager[Crew]:
    """This process for a few blocks, else as many processes as there are cores."""
    return nullcontext(Crew()) if plan.blocks <= FEW else processes(min(cores(), plan.blocks))
