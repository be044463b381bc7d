"""The socket that the server listens on, and the names by which it may be called there."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from takeoff.errors import InputError, brief

LOCAL = ("localhost", "127.0.0.1", "[::1]")
"""Names by which a machine calls itself."""


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
        hint = "another --port, or none for a free one" if port else "--host takes an address of this machine"
        raise InputError(f"cannot listen on port {port} of '{brief(host)}': {told}", hint) from None
