"""What is asked of the server, as workers and the memory of replies know it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

from takeoff.errors import InputError, brief

LONGEST = 8_192
"""Longest query, in bytes."""
MOST = 400
"""Most keys of a query."""
CLIENT = "client"
"""The key by which a page tells who it is: its newer question replaces its older one."""
VARIANT = "slowdown"
"""The key whose values make of one question several, which a page asks side by side."""


@dataclass(frozen=True)
class Question:
    """One question.

    Arguments:
        name: of what is asked, such as "curves".
        pairs: keys and values of the query, sorted: their order says nothing.
    """

    name: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> tuple[str, ...]:
        """What a newer question must share to replace this one: all but the state of the page."""
        return (self.name, *(value for key, value in self.pairs if key == VARIANT))

    def text(self, seconds: float) -> bytes:
        """The question as it goes to a worker.

        Arguments:
            seconds: longest computing time of the answer.
        """
        return json.dumps([seconds, self.name, self.pairs]).encode()

    @classmethod
    def read(cls, text: bytes) -> tuple[Question, float]:
        """The question that came to a worker, and the longest computing time of the answer [second].

        Arguments:
            text: what `text` gave.
        """
        seconds, name, pairs = json.loads(text)
        return cls(name, tuple((key, value) for key, value in pairs)), seconds


def read_query(name: str, query: bytes) -> tuple[Question, str]:
    """A question and the name of the client, empty where it gives none.

    Arguments:
        name: of what is asked.
        query: of the address, as it came.

    Raises:
        InputError: the query is too long, or not text.
    """
    if len(query) > LONGEST:
        raise InputError(f"the query has {len(query):,} characters, more than {LONGEST:,}")
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=MOST, errors="strict")
    except UnicodeError:
        raise InputError("the query is no text in UTF-8") from None
    except ValueError:
        raise InputError(f"the query has more than {MOST} keys") from None
    client = next((brief(value) for key, value in pairs if key == CLIENT), "")
    return Question(name, tuple(sorted(pair for pair in pairs if pair[0] != CLIENT))), client
