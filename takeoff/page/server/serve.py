"""Serving the page: a socket of this machine, the application on it, until Ctrl-C."""

from __future__ import annotations

import contextlib
import functools
import logging
import signal
import threading
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from takeoff.page.server.app import make_app
from takeoff.page.server.asking import answer
from takeoff.page.server.budgets import BUDGETS, RETRY, WAITING, workers
from takeoff.page.server.connection import Connection
from takeoff.page.server.lane import Lane
from takeoff.page.server.listening import Listening
from takeoff.page.server.office import Office
from takeoff.page.server.tickets import Queue
from takeoff.page.server.worker import Recipe

STATIC = Path(__file__).resolve().parent.parent / "static"
MOST_CONNECTIONS = 512
LAST_WORDS = 1
"""How long responses may still take when the server ends [second]."""


def page_app(offered: Mapping[str, Path], titles: Mapping[str, str], hosts: Sequence[str], verbose: bool) -> ASGIApp:
    """The application of the page.

    Arguments:
        offered: models: name -> path.
        titles: name -> title.
        hosts: names by which the server may be called.
        verbose: whether workers write on stderr.
    """
    paths = {name: str(path) for name, path in offered.items()}
    recipe = Recipe(functools.partial(answer, dict(offered)), paths, verbose)
    lanes = {name: Lane(recipe, count, Queue(WAITING[name], RETRY[name])) for name, count in workers().items()}
    return make_app(Office(BUDGETS, lanes), titles, STATIC, hosts)


@contextlib.contextmanager
def until_interrupted() -> Iterator[None]:
    """Take Ctrl-C, and being asked to end, for the end of what is done here, and no fault."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def serve(app: ASGIApp, listening: Listening, verbose: bool) -> None:
    """Serve until the process is interrupted; the signal is raised again when all is done.

    Arguments:
        app: the application.
        listening: where.
        verbose: whether requests and faults are told on stderr.
    """
    logging.basicConfig(level=logging.INFO if verbose else logging.CRITICAL)
    uvicorn.Server(settings(app, verbose)).run([listening.socket])


def settings(app: ASGIApp, verbose: bool) -> uvicorn.Config:
    """How the application is served: HTTP and nothing else, logged where that is asked for.

    Arguments:
        app: the application.
        verbose: whether requests are logged.
    """
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=verbose,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=LAST_WORDS,
    )


def open_browser(address: str) -> None:
    """Show the page; some browsers keep whoever calls them waiting.

    Arguments:
        address: of the page.
    """
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
