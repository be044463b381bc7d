"""Tickets of questions that wait, and the queue they wait in: clients take turns."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

from takeoff.page.server.question import Question
from takeoff.page.server.reply import LEFT, Reply, busy


@dataclass(eq=False)
class Ticket:
    """A question that waits for its reply.

    Arguments:
        question: what is asked.
        client: who waits.
        seconds: longest time that the answer may take.
    """

    question: Question
    client: str
    seconds: float
    reply: asyncio.Future[Reply] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    left: asyncio.Event = field(default_factory=asyncio.Event)

    def settle(self, reply: Reply) -> None:
        """Give the reply; the first one counts.

        Arguments:
            reply: to the question.
        """
        if not self.reply.done():
            self.reply.set_result(reply)


class Queue:
    """Tickets that wait; each client is served in turn, its own tickets in their order.

    Arguments:
        most: how many may wait.
        retry: when those who find it full may come back [second].
    """

    def __init__(self, most: int, retry: int) -> None:
        self._most = most
        self._full = busy(retry)
        self._lines: dict[str, deque[Ticket]] = {}
        self._filled = asyncio.Event()

    def __len__(self) -> int:
        return sum(map(len, self._lines.values()))

    def put(self, ticket: Ticket) -> None:
        """Let a ticket wait, unless too many do.

        Arguments:
            ticket: a new one.
        """
        if len(self) >= self._most:
            ticket.settle(self._full)
            return
        self._lines.setdefault(ticket.client, deque()).append(ticket)
        self._filled.set()

    async def get(self) -> Ticket:
        """The next ticket; waits for one."""
        while not self._lines:
            self._filled.clear()
            await self._filled.wait()
        client = next(iter(self._lines))
        line = self._lines.pop(client)
        ticket = line.popleft()
        if line:
            self._lines[client] = line
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Nobody waits for a ticket any more: it is dropped, or whoever answers it learns it.

        Arguments:
            ticket: that waits, or is being answered.
        """
        ticket.left.set()
        line = self._lines.get(ticket.client, deque())
        if ticket in line:
            line.remove(ticket)
            if not line:
                del self._lines[ticket.client]
            ticket.settle(LEFT)
