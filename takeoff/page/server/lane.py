"""A lane: some workers that answer the questions of one queue, each within its time."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from takeoff.page.server.reply import BROKEN, LEFT, OVERDUE, STOPPED, Reply
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
        self._threads = ThreadPoolExecutor(2 * workers, thread_name_prefix="lane")

    async def run(self) -> None:
        """Answer until cancelled; no worker is left then."""
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._workers):
                    group.create_task(_Desk(self._recipe, self.queue, self._threads).run())
        finally:
            self._threads.shutdown(wait=False)


class _Desk:
    """One worker after the other: where one was killed, the next takes its place."""

    def __init__(self, recipe: Recipe, queue: Queue, threads: ThreadPoolExecutor) -> None:
        self._recipe = recipe
        self._queue = queue
        self._threads = threads
        self._worker: Worker | None = None

    async def run(self) -> None:
        try:
            await self._staff()
            while True:
                await self._serve(await self._queue.get())
        finally:
            if self._worker is not None:
                self._worker.kill()

    async def _serve(self, ticket: Ticket) -> None:
        try:
            await self._staff()
            ticket.settle(BROKEN if self._worker is None else await self._reply(self._worker, ticket))
            await self._staff()
        finally:
            ticket.settle(STOPPED)

    async def _staff(self) -> None:
        """See to it that there is a worker, unless none can be started."""
        if self._worker is not None and self._worker.alive:
            return
        self._worker = None
        starting = asyncio.get_running_loop().run_in_executor(self._threads, _started, self._recipe)
        try:
            self._worker = await asyncio.shield(starting)
        except asyncio.CancelledError:
            self._worker = await starting
            raise

    async def _reply(self, worker: Worker, ticket: Ticket) -> Reply:
        """The worker's reply; a worker that takes too long, or works for nobody, is killed."""
        asking = asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, ticket.question)
        leaving = asyncio.ensure_future(ticket.left.wait())
        try:
            await first_of(asking, leaving, ticket.seconds)
            if leaving.done():
                await asyncio.wait({asking}, timeout=GRACE)
        finally:
            leaving.cancel()
            if not asking.done():
                worker.kill()
        if asking.done():
            return asking.result() or BROKEN
        return LEFT if ticket.left.is_set() else OVERDUE


async def first_of(one: asyncio.Future[Any], other: asyncio.Future[Any], seconds: float | None = None) -> None:
    """Wait until one of two things is done.

    Arguments:
        one: is not cancelled.
        other: the same.
        seconds: longest wait.
    """
    await asyncio.wait({one, other}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)


def _started(recipe: Recipe) -> Worker | None:
    try:
        return Worker.start(recipe)
    except OSError:
        return None
