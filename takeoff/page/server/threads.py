"""Calls that block, each on a thread of its own that the end of the program does not wait for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Value = TypeVar("Value")


def in_thread(call: Callable[..., Value], *given: object) -> asyncio.Future[Value]:
    """What a call gives, awaited by the running loop of events.

    Arguments:
        call: may block as long as it likes: a cancelled wait, or the end of the program, leaves it to itself.
        given: to the call.
    """
    found: Future[Value] = Future()
    found.set_running_or_notify_cancel()  # from now on it cannot be cancelled, and takes what the call gives

    def run() -> None:
        try:
            found.set_result(call(*given))
        except BaseException as error:
            found.set_exception(error)

    awaited = asyncio.wrap_future(found)
    threading.Thread(target=run, daemon=True).start()
    return awaited
