"""Who does the work: this process, processes of this machine, a Dask cluster, or any other executor."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

from takeoff.errors import InputError, RunError

CONNECT = 10.0
"""Longest time that a cluster may take to answer [second]."""
RETRIES = 3
"""How often a cluster hands out a block again whose worker died."""
MOST_WORKERS = 256


@dataclass(frozen=True)
class Crew:
    """An executor, none for this process, and how many blocks it works on at a time."""

    executor: Executor | None = None
    workers: int = 1


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def processes(workers: int) -> Iterator[Crew]:
    """Processes of this machine; one of them is this process itself.

    Arguments:
        workers: how many.

    Raises:
        InputError: a number out of range.
    """
    if not 1 <= workers <= MOST_WORKERS:
        raise InputError(f"{workers} workers; there can be 1 to {MOST_WORKERS}", "one for each core is most useful")
    if workers == 1:
        yield Crew()
        return
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(workers, multiprocessing.get_context(_method()), initializer=_begin) as executor:
        try:
            yield Crew(executor, workers)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            for one in set(multiprocessing.active_children()) - others:
                one.kill()  # all that it holds is a block that was not finished
            raise


def _begin() -> None:
    """Make this process a worker: it is its parent that is interrupted, and without a parent it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _method() -> str:
    """Forked processes know the model already; where forking is not safe, new ones load it."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def dask(address: str) -> Iterator[Crew]:
    """The workers of a Dask cluster; one that dies costs its blocks only, which others do again.

    Arguments:
        address: of the scheduler, such as "tcp://10.0.0.1:8786".

    Raises:
        InputError: the extra is not installed.
        RunError: no cluster answers there.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise InputError("a Dask cluster needs the extra 'dask'", "pip install 'takeoff[dask]'") from error
    try:
        distributed.comm.resolve_address(address)  # a client of no address at all takes long to close
        client = distributed.Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        hint = "start one with: dask scheduler"
        raise RunError(f"no Dask scheduler answers at '{address}' ({error})", hint) from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise RunError(f"the Dask cluster at '{address}' has no workers", f"add some with: dask worker {address}")
        yield Crew(client.get_executor(retries=RETRIES, pure=False), threads)
