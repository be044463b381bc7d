"""Replies: bytes with a status, and errors as the page reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from multiprocessing.connection import Connection
from typing import Any

from takeoff.errors import LONGEST, InputError, ModelError, Problem, TakeoffError, brief

JSON = "application/json"
LARGEST = 16 * 2**20
"""Largest reply, in bytes."""
GONE = 499
"""Status of a reply that nobody waits for: the client went away, or asks something newer."""


@dataclass(frozen=True)
class Reply:
    """What a question is answered with.

    Arguments:
        content: the body.
        status: of HTTP.
        media: kind of the content.
        name: of the file, for a download.
        headers: further ones.
    """

    content: bytes = field(repr=False)
    status: int = HTTPStatus.OK
    media: str = JSON
    name: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def send(self, connection: Connection) -> None:
        """Send it from a worker.

        Arguments:
            connection: to the server.
        """
        connection.send_bytes(json.dumps([self.status, self.media, self.name]).encode())
        connection.send_bytes(self.content)

    @classmethod
    def receive(cls, connection: Connection) -> Reply:
        """Wait for a reply.

        Arguments:
            connection: to a worker.

        Raises:
            EOFError: the worker has ended.
            OSError: the same, or the reply is too large.
        """
        status, media, name = json.loads(connection.recv_bytes(LARGEST))
        return cls(connection.recv_bytes(LARGEST), status, media, name)


def answer_reply(record: Any) -> Reply:
    """A record as JSON.

    Arguments:
        record: of numbers that JSON has.

    Raises:
        ValueError: a number is not finite.
    """
    return bounded(Reply(json.dumps(record, allow_nan=False, ensure_ascii=False, separators=(",", ":")).encode()))


def bounded(reply: Reply) -> Reply:
    """The reply, or a refusal where it is too large.

    Arguments:
        reply: of any size.
    """
    if len(reply.content) <= LARGEST:
        return reply
    return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, f"the answer has more than {LARGEST >> 20} MB", "ask for less")


def refusal(status: int, what: str, hint: str = "", where: str = "") -> Reply:
    """An error as the page reads it.

    Arguments:
        status: of HTTP.
        what: is wrong.
        hint: what would be right.
        where: the key of the query.
    """
    record = {"error": {"what": brief(what, LONGEST), "where": where, "hint": brief(hint, LONGEST)}}
    return Reply(json.dumps(record).encode(), status)


def error_reply(error: TakeoffError) -> Reply:
    """The reply that tells an error: 400 for what the client got wrong, 422 for what has no answer.

    Arguments:
        error: of the package.
    """
    status = HTTPStatus.BAD_REQUEST if isinstance(error, InputError) else HTTPStatus.UNPROCESSABLE_ENTITY
    told = error.problems[0] if isinstance(error, ModelError) else getattr(error, "problem", Problem(str(error)))
    return refusal(status, told.message, told.hint, getattr(error, "where", ""))


def busy(retry: int) -> Reply:
    """The reply to a question for which there is no room.

    Arguments:
        retry: when to come back [second].
    """
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return replace(refusal(status, "too many questions wait", "ask again soon"), headers=(("Retry-After", str(retry)),))


LEFT = refusal(GONE, "nobody waits for this answer")
OVERDUE = refusal(
    HTTPStatus.GATEWAY_TIMEOUT, "the computation takes too long", "ask for less, or use the command line, which waits"
)
BROKEN = refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "the computation broke off", "the command line says more")
