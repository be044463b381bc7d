"""The workers of a lane, with one more that is ready to take the place of whichever is killed."""

from __future__ import annotations

import asyncio
import logging
import threading

from takeoff.page.server.threads import in_thread
from takeoff.page.server.worker import Recipe, Worker


class Staff:
    """Starts workers and ends them.

    Arguments:
        recipe: how workers are made.
    """

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._closed = threading.Event()
        self._started: set[asyncio.Future[Worker | None]] = set()
        self._spare = self._start()

    async def fresh(self) -> Worker | None:
        """A worker that was not asked before; None if none can be started."""
        worker = await self._take()
        if worker is not None and not worker.alive:  # it ended while it waited to be needed
            worker = await self._take()
        return worker

    async def _take(self) -> Worker | None:
        taken, self._spare = self._spare, self._start()
        return await asyncio.shield(taken)

    def close(self) -> None:
        """End them all; those that are being started end as soon as they have."""
        self._closed.set()
        for starting in self._started:
            if not starting.done():
                starting.cancel()
            elif worker := starting.result():
                worker.kill()

    def _start(self) -> asyncio.Future[Worker | None]:
        self._started = {one for one in self._started if not _gone(one)}
        starting = in_thread(self._try_to_start)
        self._started.add(starting)
        return starting

    def _try_to_start(self) -> Worker | None:
        try:
            worker = Worker.start(self._recipe)
        except Exception:  # whatever it was, the next question tries again
            logging.getLogger(__name__).exception("a worker does not start")
            return None
        if self._closed.is_set():
            worker.kill()
        return worker


def _gone(starting: asyncio.Future[Worker | None]) -> bool:
    """Whether a worker was started, and has ended."""
    if not starting.done():
        return False
    worker = starting.result()
    return worker is None or not worker.alive
