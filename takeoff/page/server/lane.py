"""A lane: some workers that answer the questions of one queue, each within its time."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from takeoff.page.server.budgets import STRETCH
from takeoff.page.server.reply import BROKEN, LEFT, OVERDUE, Reply
from takeoff.page.server.staff import Staff
from takeoff.page.server.threads import in_thread
from takeoff.page.server.tickets import Queue, Ticket
from takeoff.page.server.worker import Recipe, Worker

GRACE = 0.05
"""How long an answer may still take when nobody waits for it [second]; a new worker costs about as much."""


class Lane:
    """Workers and their queue.

    Arguments:
        recipe: how workers are made.
        workers: how many.
        queue: of questions for them.
    """

    def __init__(self, recipe: Recipe, workers: int, queue: Queue) -> None:
        self.queue = queue
        self._recipe = recipe
        self._workers = workers

    async def run(self) -> None:
        """Answer until cancelled; no worker is left then."""
        staff = Staff(self._recipe)
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._workers):
                    group.create_task(_Desk(staff, self.queue).run())
        finally:
            staff.close()


class _Desk:
    """One worker after the other: where one was killed, the next takes its place."""

    def __init__(self, staff: Staff, queue: Queue) -> None:
        self._staff = staff
        self._queue = queue
        self._worker: Worker | None = None

    async def run(self) -> None:
        while True:
            await self._serve(await self._queue.get())

    async def _serve(self, ticket: Ticket) -> None:
        try:
            if self._worker is None or not self._worker.alive:
                self._worker = await self._staff.fresh()
            ticket.settle(BROKEN if self._worker is None else await self._reply(self._worker, ticket))
        except Exception:  # whatever goes wrong with a question, the next one is answered
            logging.getLogger(__name__).exception("a question failed")
        finally:
            ticket.settle(BROKEN)

    async def _reply(self, worker: Worker, ticket: Ticket) -> Reply:
        """The worker's reply; a worker that takes too long, or works for nobody, is killed."""
        asking = in_thread(worker.ask, ticket.question, ticket.seconds)
        leaving = asyncio.ensure_future(ticket.left.wait())
        try:
            await first_of(asking, leaving, STRETCH * ticket.seconds)
            if leaving.done():
                await asyncio.wait({asking}, timeout=GRACE)
        finally:
            leaving.cancel()
            answered = asking.done()
            if not answered:
                worker.kill()
                asking.cancel()
        if answered:
            return asking.result()
        return LEFT if ticket.left.is_set() else OVERDUE


async def first_of(one: asyncio.Future[Any], other: asyncio.Future[Any], seconds: float | None = None) -> None:
    """Wait until one of two things is done.

    Arguments:
        one: is not cancelled.
        other: the same.
        seconds: longest wait.
    """
    await asyncio.wait({one, other}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
