"""The application: addresses and what answers them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from takeoff.errors import InputError, brief, near
from takeoff.page.server.budgets import DOWNLOAD
from takeoff.page.server.lane import first_of
from takeoff.page.server.office import Office
from takeoff.page.server.question import read_query
from takeoff.page.server.reply import LEFT, Reply, answer_reply, error_reply, refusal
from takeoff.page.server.safety import Safe
from takeoff.page.server.tickets import Ticket


def make_app(office: Office, titles: Mapping[str, str], static: Path, hosts: Sequence[str]) -> ASGIApp:
    """The application; it starts and ends the workers.

    Arguments:
        office: where questions are handed in.
        titles: of the models that are served, by name.
        static: folder of the files of the page.
        hosts: names by which the server may be called, "*" for any; others are refused, so that no other site can
            pass for this one.
    """
    models = answer_reply({"models": [{"name": name, "title": title} for name, title in titles.items()]})

    async def listed(request: Request) -> Response:
        return _response(models)

    async def answered(request: Request) -> Response:
        return _response(await _reply(office, request, request.path_params["name"]))

    async def downloaded(request: Request) -> Response:
        return _response(await _reply(office, request, DOWNLOAD + request.path_params["name"]))

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with office.open():
            yield

    routes = [
        Route("/api/models", listed),
        Route("/api/{name}", answered),
        Route(f"/{DOWNLOAD}{{name}}", downloaded),
        Mount("/", StaticFiles(directory=static, html=True)),
    ]
    trusted = Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    return Safe(Starlette(routes=routes, middleware=[trusted], lifespan=lifespan))


async def _reply(office: Office, request: Request, name: str) -> Reply:
    if name not in office.budgets:
        return refusal(HTTPStatus.NOT_FOUND, f"nothing is called '{brief(name)}' here", near(name, office.budgets))
    try:
        question, client = read_query(name, request.scope["query_string"])
    except InputError as error:
        return error_reply(error)
    ticket = office.hand_in(question, client, request.client.host if request.client else "")
    try:
        return await _awaited(ticket, request)
    finally:
        office.leave(ticket)


async def _awaited(ticket: Ticket, request: Request) -> Reply:
    """The reply to a ticket, unless its client goes away before."""
    going = asyncio.ensure_future(_gone(request))
    try:
        await first_of(ticket.reply, going)
        return ticket.reply.result() if ticket.reply.done() else LEFT
    finally:
        going.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(reply: Reply) -> Response:
    headers = dict(reply.headers)
    if reply.name:
        headers["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(reply.name)}"
    return Response(reply.content, reply.status, headers, reply.media)
