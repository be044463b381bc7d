"""Replies that are kept, the latest ones, so that going back on the page costs nothing."""

from __future__ import annotations

from collections import OrderedDict
from http import HTTPStatus

from takeoff.page.server.question import Question
from takeoff.page.server.reply import Reply


class Kept:
    """Good replies by question.

    Arguments:
        most: of all of them together [byte].
    """

    def __init__(self, most: int = 64 * 2**20) -> None:
        self._most = most
        self._size = 0
        self._replies: OrderedDict[Question, Reply] = OrderedDict()

    def get(self, question: Question) -> Reply | None:
        """The reply to a question that was asked lately.

        Arguments:
            question: what is asked.
        """
        if question in self._replies:
            self._replies.move_to_end(question)
        return self._replies.get(question)

    def keep(self, question: Question, reply: Reply) -> None:
        """Keep a reply if it is a good one; the oldest ones make room.

        Arguments:
            question: what was asked.
            reply: to it.
        """
        if reply.status != HTTPStatus.OK or question in self._replies:
            return
        self._replies[question] = reply
        self._size += len(reply.content)
        while self._size > self._most:
            _, oldest = self._replies.popitem(last=False)
            self._size -= len(oldest.content)
