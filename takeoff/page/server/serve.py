"""Serving the page: a socket of this machine, the application on it, until Ctrl-C."""

from __future__ import annotations

import functools
import ipaddress
import logging
import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from takeoff.errors import InputError, brief
from takeoff.page.server.app import make_app
from takeoff.page.server.asking import answer
from takeoff.page.server.budgets import BUDGETS, WAITING, workers
from takeoff.page.server.lane import Lane
from takeoff.page.server.office import Office
from takeoff.page.server.work import Bounds
from takeoff.page.server.worker import Recipe

STATIC = Path(__file__).resolve().parent.parent / "static"
LOCAL = ("localhost", "127.0.0.1", "[::1]")
"""Names by which a machine calls itself."""
MOST_CONNECTIONS = 512
LAST_WORDS = 1
"""How long responses may still take when the server ends [second]."""


@dataclass(frozen=True)
class Listening:
    """A socket that listens.

    Arguments:
        socket: bound.
        host: that was asked for.
    """

    socket: socket.socket
    host: str

    @property
    def address(self) -> str:
        """Where a browser of this machine finds the page."""
        found, port = self.socket.getsockname()[:2]
        named = LOCAL[1] if ipaddress.ip_address(found).is_unspecified else found
        return f"http://{f'[{named}]' if ':' in named else named}:{port}/"

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return ipaddress.ip_address(self.socket.getsockname()[0]).is_loopback

    @property
    def names(self) -> Sequence[str]:
        """Names by which the server may be called: any where it listens everywhere, as its names are not known."""
        found = self.socket.getsockname()[0]
        if ipaddress.ip_address(found).is_unspecified:
            return ("*",)
        return (*LOCAL, self.host, f"[{found}]" if ":" in found else found)


def listen(host: str, port: int) -> Listening:
    """Listen on a port.

    Arguments:
        host: name or address of this machine.
        port: 0 for any that is free.

    Raises:
        InputError: it cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sends at once only if it sees TCP
    try:
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen()
        return Listening(bound, host)
    except (OSError, UnicodeError) as error:
        bound.close()
        told = getattr(error, "strerror", None) or "no such host"
        raise InputError(f"cannot listen on port {port} of '{brief(host)}': {told}", "leave out --port") from None


def page_app(offered: Mapping[str, Path], titles: Mapping[str, str], hosts: Sequence[str], verbose: bool) -> ASGIApp:
    """The application of the page.

    Arguments:
        offered: models: name -> path.
        titles: name -> title.
        hosts: names by which the server may be called.
        verbose: whether workers write on stderr.
    """
    paths = {name: str(path) for name, path in offered.items()}
    lanes = {}
    for name, count in workers().items():
        seconds = max(budget.seconds for budget in BUDGETS.values() if budget.lane == name)
        recipe = Recipe(functools.partial(answer, dict(offered)), Bounds(seconds), paths, verbose)
        lanes[name] = Lane(recipe, count, WAITING[name])
    return make_app(Office(BUDGETS, lanes), titles, STATIC, hosts)


def serve(app: ASGIApp, listening: Listening, verbose: bool) -> None:
    """Serve until Ctrl-C, or until the process is asked to end.

    Arguments:
        app: the application.
        listening: where.
        verbose: whether requests and faults are told on stderr.
    """
    logging.basicConfig(level=logging.INFO if verbose else logging.CRITICAL)
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=verbose,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=LAST_WORDS,
    )
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # uvicorn raises it again when all is done
    try:
        uvicorn.Server(config).run([listening.socket])
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def open_browser(address: str) -> None:
    """Show the page; some browsers keep whoever calls them waiting.

    Arguments:
        address: of the page.
    """
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
