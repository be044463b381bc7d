"""Imported by the process that workers are forked from: what it loads and compiles here, they all have."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

from takeoff.page.server.asking import answer
from takeoff.page.server.question import Question
from takeoff.page.server.worker import MODELS

LONGEST = 20.0
"""Longest computing time of all of it [second]; what is not compiled then, workers compile when they need it."""
LOOK = 0.25
"""How often it is looked whether the server is still there [second of computing]."""
STOP = (("pause.start", "1"),)
RAMP = (*STOP, ("pause.kind", "ramp"))
QUESTIONS = (("model", ()), ("curves", STOP), ("curves", RAMP), ("scan", STOP), ("scan", RAMP), ("limits", STOP))
"""Questions that between them load the libraries, and compile a model with the schedules of the page."""


def compile_models(offered: Mapping[str, Path]) -> None:
    """Ask every model something; a model that has no answer is left to whoever asks it.

    Arguments:
        offered: name -> path.
    """
    for model in offered:
        for name, state in QUESTIONS:
            with contextlib.suppress(Exception):
                answer(offered, Question(name, (("model", model), *state)))


class _Late(BaseException):
    """The time is over; no handler of failed answers may take this for one."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Compute for so long, and not beyond the end of the server.

    Arguments:
        seconds: of computing.
    """
    server, end = os.getppid(), time.process_time() + seconds

    def look(number: int, frame: FrameType | None) -> None:
        if os.getppid() != server:
            os._exit(0)
        if time.process_time() > end:
            signal.setitimer(signal.ITIMER_PROF, 0.0)
            raise _Late

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, LOOK, LOOK)
    try:
        with contextlib.suppress(_Late):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)


if offered := json.loads(os.environ.get(MODELS, "{}")):
    with at_most(LONGEST):
        importlib.import_module("takeoff.figures")  # half of the time of a worker's first figure
        compile_models({name: Path(path) for name, path in offered.items()})
