"""A worker process as the server holds it: started, asked, killed."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import ClassVar

from takeoff.page.server.question import Question
from takeoff.page.server.reply import BROKEN, OVERDUE, Reply
from takeoff.page.server.work import Answer, work

PRELOADED = "takeoff.page.server.preload"
MODELS = "TAKEOFF_PAGE_MODELS"
"""Variable by which the process that workers are forked from learns which models to compile."""
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Variables by which BLAS learns how many threads to use: one; more would fight for the same cores."""
PATIENCE = 120.0
"""Longest time until a new worker is ready [second]; where it cannot be forked, it compiles the models first."""
LONGEST, NEAR = 64, "/tmp"  # noqa: S108 - in a folder of its own there, which nobody else can enter
"""Longest path of a folder for sockets, whose own paths may have some hundred bytes; where they are otherwise."""
PARTING = 0.5
"""How long a worker that says no more may take to end [second]."""
TIMERS = [-getattr(signal, name) for name in ("SIGPROF", "SIGALRM") if hasattr(signal, name)]
"""Exit codes of a worker whose time was over."""


@dataclass(frozen=True)
class Recipe:
    """How workers are made.

    Arguments:
        answer: answers a question; a worker imports it by its name.
        offered: models to compile beforehand: name -> path.
        verbose: whether workers write on stderr.
    """

    answer: Answer
    offered: Mapping[str, str]
    verbose: bool = False


class Worker:
    """A process that answers one question at a time.

    Arguments:
        process: that runs `work`.
        connection: to it.
    """

    _starting: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self._process = process
        self._connection = connection
        self._killed = False

    @classmethod
    def start(cls, recipe: Recipe) -> Worker:
        """Start a worker and wait until it is ready.

        Arguments:
            recipe: how it is made.

        Raises:
            OSError: it cannot be started.
            EOFError: the same.
        """
        context = _context()
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, recipe.answer, recipe.verbose), daemon=True)
        with cls._starting, _environment(recipe.offered), near_folder(), _without_ctrl_c():
            context.set_forkserver_preload([PRELOADED])
            process.start()
        theirs.close()
        worker = cls(process, ours)
        if not worker._ready():
            worker.kill()
            raise OSError("a worker does not start")
        return worker

    def _ready(self) -> bool:
        with contextlib.suppress(EOFError, OSError):
            return self._connection.poll(PATIENCE) and bool(self._connection.recv_bytes())
        return False

    @property
    def alive(self) -> bool:
        """Whether it can be asked: it runs, and has said nothing unasked, as only the end of it does."""
        return not self._killed and self._process.is_alive() and not self._connection.poll()

    def ask(self, question: Question, seconds: float) -> Reply:
        """Wait for the reply to a question, which also tells if the worker ends.

        Arguments:
            question: what is asked.
            seconds: longest computing time; the worker ends itself then.
        """
        try:
            self._connection.send_bytes(question.text(seconds))
            return Reply.receive(self._connection)
        except EOFError:
            self._process.join(PARTING)
            return OVERDUE if self._process.exitcode in TIMERS else BROKEN
        except (OSError, ValueError):  # it was killed before it read the question, or says what is no reply
            self.kill()
            return BROKEN

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._killed = True
        self._process.kill()


def _context() -> ForkServerContext | SpawnContext:
    """How processes are started: forked from a process that has compiled the models, where the system can."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


@contextlib.contextmanager
def near_folder() -> Iterator[None]:
    """Temporary files in a folder whose path is short enough for the socket by which workers are asked for."""
    usual = tempfile.gettempdir()
    tempfile.tempdir = NEAR if os.name == "posix" and len(os.fsencode(usual)) > LONGEST else usual
    try:
        yield
    finally:
        tempfile.tempdir = usual


@contextlib.contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Leave Ctrl-C to the server: processes that are started here never hear of it, not even while they load."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would end the blocking if it began meanwhile
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _environment(offered: Mapping[str, str]) -> Iterator[None]:
    """The environment of new processes."""
    given = {**dict.fromkeys(THREADS, "1"), MODELS: json.dumps(dict(offered))}
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
