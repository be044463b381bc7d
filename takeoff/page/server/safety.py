"""What keeps the server safe: it only reads, it answers its own page alone, and tells browsers to be strict."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
METHODS = ("GET", "HEAD")
COMPUTED = ("/api/", "/download/")
"""Where answers are computed."""
OWN = ("same-origin", "none")
"""What Sec-Fetch-Site says of a request of the page itself, or of an address that was typed."""


class Safe:
    """An application that refuses what is not for it, and whose every response has the headers.

    Arguments:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        computed = scope["path"].startswith(COMPUTED)

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers["Cache-Control"] = "no-store" if computed else "no-cache"
            await send(message)

        await (_refusal(scope, computed) or self._app)(scope, receive, send_safe)


def _refusal(scope: Scope, computed: bool) -> Response | None:
    if scope["method"] not in METHODS:
        allow = {"Allow": ", ".join(METHODS)}
        return PlainTextResponse("only reading is possible", HTTPStatus.METHOD_NOT_ALLOWED, allow)
    site = Headers(scope=scope).get("sec-fetch-site", OWN[0])
    if computed and site not in OWN:
        return PlainTextResponse("other sites get no answers", HTTPStatus.FORBIDDEN)
    return None
