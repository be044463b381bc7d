"""A server inside this process, on a thread of its own, with a real socket."""

import contextlib
import threading
import time
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from takeoff.page.server.listening import listen
from takeoff.page.server.serve import settings


@contextlib.contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve on a free port, and give the address.

    Arguments:
        app: the application.
    """
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(settings(app, verbose=False))
    thread = threading.Thread(target=server.run, args=([listening.socket],))
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.005)
        yield listening.address
    finally:
        server.should_exit = True
        thread.join()
