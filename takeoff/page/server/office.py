"""The office: questions are handed in, replies that are kept go out at once, the rest waits in its lane."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping

from takeoff.page.server.budgets import Budget
from takeoff.page.server.kept import Kept
from takeoff.page.server.lane import Lane
from takeoff.page.server.question import Question
from takeoff.page.server.tickets import Ticket


class Office:
    """Lanes, and what was answered lately.

    Arguments:
        budgets: of the questions that are answered.
        lanes: by the names that budgets use.
    """

    def __init__(self, budgets: Mapping[str, Budget], lanes: Mapping[str, Lane]) -> None:
        self.budgets = budgets
        self._lanes = lanes
        self._kept = Kept()
        self._latest: dict[tuple[str, ...], Ticket] = {}

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Answer questions; no worker is left behind."""
        tasks = [asyncio.create_task(lane.run()) for lane in self._lanes.values()]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def hand_in(self, question: Question, client: str, place: str) -> Ticket:
        """Let a question wait for its reply; an older one of the same client and kind gives way to it.

        Arguments:
            question: one with a budget.
            client: who asks; empty where it does not say so, and then nothing gives way.
            place: where it asks from; questions of one place take turns with those of others.
        """
        budget = self.budgets[question.name]
        ticket = Ticket(question, client or place, budget.seconds)
        if client:
            self._replace((client, *question.kind), ticket)
        if reply := self._kept.get(question):
            ticket.settle(reply)
        else:
            ticket.reply.add_done_callback(lambda done: self._kept.keep(question, done.result()))
            self._lanes[budget.lane].queue.put(ticket)
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Nobody waits for a ticket any more.

        Arguments:
            ticket: that was handed in.
        """
        if not ticket.reply.done():
            self._lanes[self.budgets[ticket.question.name].lane].queue.leave(ticket)

    def _replace(self, key: tuple[str, ...], ticket: Ticket) -> None:
        if older := self._latest.get(key):
            self.leave(older)
        self._latest[key] = ticket
        ticket.reply.add_done_callback(lambda _: self._forget(key, ticket))

    def _forget(self, key: tuple[str, ...], ticket: Ticket) -> None:
        if self._latest.get(key) is ticket:
            del self._latest[key]
