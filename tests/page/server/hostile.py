"""Questions that no model would ask: they sleep, eat memory, leave, and answer with what is no answer."""

import os
import signal
import sys
import time
from http import HTTPStatus
from itertools import count
from typing import NoReturn

from takeoff.errors import InputError, NoAnswer, RunError
from takeoff.page.server.question import Question
from takeoff.page.server.reply import LARGEST, Reply, answer_reply, bounded
from takeoff.page.server.work import MEMORY

ANSWERED = count(1)


def answer(question: Question) -> Reply:
    """What workers of these tests do.

    Arguments:
        question: its name is that of a function here.
    """
    reply: Reply = globals()[question.name.replace("/", "_")](question)
    return reply


def echo(question: Question) -> Reply:
    told = {"pairs": question.pairs, "process": os.getpid(), "number": next(ANSWERED)}
    return answer_reply({**told, "deaf": sys.platform == "win32" or signal.SIGINT in signal.pthread_sigmask(0, ())})


def download_echo(question: Question) -> Reply:
    return Reply(b"x,y\n", media="text/csv", name="ec ho.csv")


def hang(question: Question) -> NoReturn:
    while True:
        time.sleep(1.0)


wait, after = hang, echo


def spin(question: Question) -> NoReturn:
    while True:
        pass


def eat(question: Question) -> Reply:
    return Reply(bytes(MEMORY))


def leave(question: Question) -> NoReturn:
    os._exit(3)


def end(question: Question) -> NoReturn:
    sys.exit("leaving")


def fail(question: Question) -> NoReturn:
    raise ZeroDivisionError("secret")


def nan(question: Question) -> Reply:
    return answer_reply({"value": float("nan")})


def huge(question: Question) -> Reply:
    return bounded(Reply(bytes(LARGEST + 1)))


def larger(question: Question) -> Reply:
    return Reply(bytes(LARGEST + 1))


def wrong(question: Question) -> NoReturn:
    raise InputError("'lead' is wrong", "be right")


def diverging(question: Question) -> NoReturn:
    raise RunError("'lead' ran away", "hold it")


def none(question: Question) -> NoReturn:
    raise NoAnswer("there is no answer", "ask something else")


EXPECTED = {
    "hang": HTTPStatus.GATEWAY_TIMEOUT,
    "spin": HTTPStatus.GATEWAY_TIMEOUT,
    "eat": HTTPStatus.UNPROCESSABLE_ENTITY,
    "leave": HTTPStatus.INTERNAL_SERVER_ERROR,
    "end": HTTPStatus.INTERNAL_SERVER_ERROR,
    "fail": HTTPStatus.INTERNAL_SERVER_ERROR,
    "nan": HTTPStatus.INTERNAL_SERVER_ERROR,
    "huge": HTTPStatus.UNPROCESSABLE_ENTITY,
    "larger": HTTPStatus.INTERNAL_SERVER_ERROR,
    "wrong": HTTPStatus.BAD_REQUEST,
    "diverging": HTTPStatus.UNPROCESSABLE_ENTITY,
    "none": HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""Question -> status of its answer."""
