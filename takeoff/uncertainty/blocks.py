"""Running an ensemble: blocks by any executor, each written once it is whole; a killed run goes on where it was."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path

from takeoff.errors import InputError, RunError, brief
from takeoff.spec.write import write_file
from takeoff.uncertainty.block import block_path, read_block
from takeoff.uncertainty.plan import Plan, read_plan
from takeoff.uncertainty.work import computed_block, remember, work

PLAN, MANIFEST = "plan.json", "manifest.json"
STALE = 3600.0
"""Age at which a file that was being written is a killed run's, and is removed [second]."""
AHEAD = 3
"""Blocks that are handed out for each worker, so that none waits and memory stays bounded."""

Watch = Callable[[Sequence[int]], Iterable[int]]


@dataclass(frozen=True)
class Shard:
    """One of several runs that share the blocks of an ensemble: run `place` of `count`, from 1."""

    place: int = 1
    count: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.place <= self.count:
            raise InputError(f"shard {self.place}/{self.count}: the first number is 1 to the second", "such as 2/8")

    def blocks(self, plan: Plan) -> range:
        """Numbers of its blocks."""
        return range(self.place - 1, plan.blocks, self.count)


def run_blocks(
    plan: Plan,
    folder: Path,
    executor: Executor | None = None,
    workers: int = 1,
    shard: Shard | None = None,
    watch: Watch = iter,
) -> list[int]:
    """Compute the blocks that are not there yet.

    Arguments:
        plan: of the ensemble.
        folder: where it is kept; made if it is not there.
        executor: does the work; this process does unless given.
        workers: of the executor.
        shard: the part of the blocks that this run does; all unless given.
        watch: passes on the numbers of blocks, one as each is done.

    Returns:
        Blocks that are still missing: those of other shards.

    Raises:
        InputError: the folder holds another ensemble.
        RunError: a worker died.
        OSError: the folder cannot be written to.
    """
    _open(plan, folder)
    own = (shard or Shard()).blocks(plan)
    missing = [number for number in own if read_block(plan, number, folder) is None]
    done = _here(plan, missing) if executor is None else _handed_out(plan, missing, executor, workers)
    for _, (number, content) in zip(watch(missing), done, strict=True):
        write_file(block_path(folder, number), content)
    return _close(plan, folder, own)


def _open(plan: Plan, folder: Path) -> None:
    """Make the folder, or check that it holds this ensemble; several processes may do so at once."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"'{folder}' is a file", "an ensemble is kept in a folder")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / PLAN
    if not path.exists():
        if any(not one.name.startswith(f".{PLAN}.") for one in folder.iterdir()) and not path.exists():
            raise InputError(f"the folder '{folder}' is not empty, and holds no ensemble", "name another one")
        write_file(path, plan.text)
    kept = read_plan(path)
    if kept.text != plan.text:
        hint = "name another folder; the same model, changes, priors, seed and number of members go on with this one"
        raise InputError(f"the folder '{folder}' holds another ensemble: {_apart(kept, plan)}", hint)


def _apart(kept: Plan, plan: Plan) -> str:
    """What a plan has that another has not."""
    wanted = plan.record
    return ", ".join(
        f"{name.replace('_', ' ')} is {brief(json.dumps(value))} there, here {brief(json.dumps(wanted[name]))}"
        for name, value in kept.record.items()
        if value != wanted[name]
    )


def _here(plan: Plan, missing: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    for number in missing:
        yield number, computed_block(plan, number)


def _handed_out(plan: Plan, missing: Sequence[int], executor: Executor, workers: int) -> Iterator[tuple[int, bytes]]:
    """Blocks as they are done, not more of them at a time than keep the workers busy."""
    remember(plan)
    waiting, running = iter(missing), dict[Future[bytes], int]()
    while True:
        for number in itertools.islice(waiting, AHEAD * workers - len(running)):
            running[executor.submit(work, plan.text, number)] = number
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            number = running.pop(future)
            yield number, _result(future)


def _result(future: Future[bytes]) -> bytes:
    try:
        return future.result()
    except BrokenExecutor as error:
        hint = "the blocks that were finished are kept: the same command goes on from there"
        raise RunError("a worker process died (out of memory, or killed)", hint) from error


def _close(plan: Plan, folder: Path, own: range) -> list[int]:
    """Write the manifest once all blocks are there, those of others whole as well; which are missing."""
    paths = [block_path(folder, number) for number in range(plan.blocks)]
    missing = [number for number, path in enumerate(paths) if not path.exists()]
    missing = missing or [one for one in range(plan.blocks) if one not in own and read_block(plan, one, folder) is None]
    if not missing:
        sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
        record = {"plan_sha256": plan.digest, "members": plan.members, "blocks": sums}
        _keep(folder / MANIFEST, json.dumps(record, indent=1) + "\n")
        _sweep(folder)
    return missing


def _keep(path: Path, text: str) -> None:
    """Write a file unless it says so already: a finished ensemble may lie where nothing can be written."""
    if not path.exists() or path.read_bytes() != text.encode():
        write_file(path, text)


def _sweep(folder: Path) -> None:
    """Remove what killed runs left half-written, not what others write now."""
    for name in (".block-*", f".{PLAN}.*", f".{MANIFEST}.*"):
        for stray in folder.glob(name):
            with contextlib.suppress(OSError):
                if stray.stat().st_mtime < time.time() - STALE:
                    stray.unlink()
