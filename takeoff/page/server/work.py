"""What a worker process does: it answers one question after the other, and survives whatever a question raises."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from multiprocessing.connection import Connection

from takeoff.errors import TakeoffError
from takeoff.page.server.question import Question
from takeoff.page.server.reply import BROKEN, Reply, error_reply, refusal

Answer = Callable[[Question], Reply]

READY = b"ready"


@dataclass(frozen=True)
class Bounds:
    """What a worker may use.

    Arguments:
        seconds: longest time of an answer; the worker ends itself one second later, should nobody have ended it.
        memory: most memory [byte].
    """

    seconds: float
    memory: int = 2 * 2**30


def work(connection: Connection, answer: Answer, bounds: Bounds, verbose: bool) -> None:
    """Answer questions until the server is gone.

    Arguments:
        connection: to the server.
        answer: answers a question.
        bounds: of time and memory.
        verbose: whether stderr stays open.
    """
    _settle(bounds, verbose)
    with contextlib.suppress(EOFError, OSError):  # the server has ended
        connection.send_bytes(READY)
        while True:
            question = Question.read(connection.recv_bytes())
            with _alarm(bounds.seconds + 1.0):
                reply = _whatever_happens(answer, question, bounds)
            reply.send(connection)


def _settle(bounds: Bounds, verbose: bool) -> None:
    """Leave Ctrl-C to the server, be silent, and bound the memory where the system can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")
    if not verbose:
        sys.stderr = sys.stdout
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End the process if it takes longer: a hanging worker must not outlive a server that was killed."""
    if not hasattr(signal, "alarm"):
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(math.ceil(seconds))
    yield
    signal.alarm(0)


def _whatever_happens(answer: Answer, question: Question, bounds: Bounds) -> Reply:
    try:
        return answer(question)
    except TakeoffError as error:
        return error_reply(error)
    except MemoryError:
        told = f"the computation needs more than {bounds.memory / 2**30:g} GB of memory"
        return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, told, "ask for less")
    except BaseException:  # a way out of the program, too, is only a failed answer
        traceback.print_exc()
        return BROKEN
