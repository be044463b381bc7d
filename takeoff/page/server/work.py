"""What a worker process does: it answers one question after the other, and survives whatever a question raises."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from http import HTTPStatus
from multiprocessing.connection import Connection

from takeoff.errors import TakeoffError
from takeoff.page.server.budgets import STRETCH
from takeoff.page.server.question import Question
from takeoff.page.server.reply import BROKEN, Reply, error_reply, refusal

Answer = Callable[[Question], Reply]

READY = b"ready"
"""What a worker says first."""
LATER = 1.0
"""How much later than the server a worker ends itself [second]."""
MEMORY = 2 * 2**30
"""Most memory of a worker [byte]."""


def work(connection: Connection, answer: Answer, verbose: bool) -> None:
    """Answer questions until the server is gone.

    Arguments:
        connection: to the server.
        answer: answers a question.
        verbose: whether stderr stays open.
    """
    _settle(verbose)
    with contextlib.suppress(EOFError, OSError):  # the server has ended
        connection.send_bytes(READY)
        while True:
            question, seconds = Question.read(connection.recv_bytes())
            with _at_most(seconds):
                reply = _whatever_happens(answer, question)
            reply.send(connection)


def _settle(verbose: bool) -> None:
    """Leave Ctrl-C to the server, be silent, and bound the memory where the system can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")
    if not verbose:
        sys.stderr = sys.stdout
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """End the process, where the system can, once it has computed for so long.

    It also ends a while after the server should have ended it: a worker that hangs must not outlive its server.
    """
    if sys.platform == "win32":
        yield
        return
    limits = {signal.ITIMER_PROF: seconds, signal.ITIMER_REAL: STRETCH * seconds + LATER}
    for timer, limit in limits.items():
        signal.setitimer(timer, limit)
    yield
    for timer in limits:
        signal.setitimer(timer, 0.0)


def _whatever_happens(answer: Answer, question: Question) -> Reply:
    try:
        return answer(question)
    except TakeoffError as error:
        return error_reply(error)
    except MemoryError:
        told = f"the computation needs more than {MEMORY / 2**30:g} GB of memory"
        return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, told, "ask for less")
    except BaseException:  # a way out of the program, too, is only a failed answer
        traceback.print_exc()
        return BROKEN
