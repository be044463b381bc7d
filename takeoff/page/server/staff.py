"""The workers of a lane, with one more that is ready to take the place of whichever is killed."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from takeoff.page.server.worker import Recipe, Worker


class Staff:
    """Starts workers and ends them.

    Arguments:
        recipe: how workers are made.
        threads: that start them and wait for them, so that the loop of events never does.
    """

    def __init__(self, recipe: Recipe, threads: ThreadPoolExecutor) -> None:
        self._recipe = recipe
        self._threads = threads
        self._started: set[asyncio.Future[Worker | None]] = set()
        self._spare = self._start()

    async def fresh(self) -> Worker | None:
        """A worker that was not asked before; None if none can be started."""
        taken, self._spare = self._spare, self._start()
        return await asyncio.shield(taken)

    async def close(self) -> None:
        """End them all, those too that are being started."""
        for worker in await asyncio.gather(*self._started):
            if worker is not None:
                worker.kill()

    def _start(self) -> asyncio.Future[Worker | None]:
        self._started = {one for one in self._started if not _gone(one)}
        starting = asyncio.get_running_loop().run_in_executor(self._threads, _try_to_start, self._recipe)
        self._started.add(starting)
        return starting


def _try_to_start(recipe: Recipe) -> Worker | None:
    try:
        return Worker.start(recipe)
    except Exception:  # whatever it was, the next question tries again
        logging.getLogger(__name__).exception("a worker does not start")
        return None


def _gone(starting: asyncio.Future[Worker | None]) -> bool:
    """Whether a worker was started, and has ended."""
    if not starting.done():
        return False
    worker = starting.result()
    return worker is None or not worker.alive
