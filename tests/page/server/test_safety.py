"""What the server refuses, and what it tells browsers."""

import http.client
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx
import pytest

from takeoff.page.server.question import LONGEST, MOST
from takeoff.page.server.safety import HEADERS, POLICY

FORGED = ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "evil.example:127.0.0.1", "", "[::2]")
ADDRESSES = ("", "vendor/plot.js", "nothing", "api/models", "api/echo", "api/wrong", "api/nothing", "download/echo")


def raw(
    address: str, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    """A request whose path goes out as it is."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30.0)
    connection.request(method, path, headers=dict(headers or {}))
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, dict(response.headers), body


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_response_has_the_headers(address: str, path: str) -> None:
    headers = httpx.get(address + path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["cache-control"] == ("no-store" if path.startswith(("api", "download")) else "no-cache")
    assert not [name for name in headers if name.startswith(("access-control", "set-cookie", "server"))]


def test_the_policy_allows_no_foreign_and_no_inline_code() -> None:
    assert POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


@pytest.mark.parametrize("host", FORGED)
def test_a_forged_host_is_refused(address: str, host: str) -> None:
    assert raw(address, "/api/echo", {"Host": host})[0] == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:80"])
def test_the_machine_is_known_by_its_names(address: str, host: str) -> None:
    assert raw(address, "/api/models", {"Host": host})[0] == HTTPStatus.OK


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "STRANGE"])
@pytest.mark.parametrize("path", ["/", "/api/echo"])
def test_only_reading_is_possible(address: str, method: str, path: str) -> None:
    status, headers, _ = raw(address, path, method=method)
    assert (status, headers["allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD")
    assert headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("path", ["", "api/echo?head=1"])
def test_head_is_get_without_a_body(address: str, path: str) -> None:
    head = httpx.head(address + path)
    assert (head.status_code, head.content) == (HTTPStatus.OK, b"")
    assert head.headers["content-length"] == httpx.get(address + path).headers["content-length"]


@pytest.mark.parametrize(
    ("site", "allowed"), [("cross-site", False), ("same-site", False), ("same-origin", True), ("none", True)]
)
@pytest.mark.parametrize("path", ["/api/echo", "/api/models", "/download/echo"])
def test_other_sites_get_no_answers(address: str, path: str, site: str, allowed: bool) -> None:
    expected = HTTPStatus.OK if allowed else HTTPStatus.FORBIDDEN
    assert raw(address, path, {"Sec-Fetch-Site": site})[0] == expected


def test_other_sites_may_link_to_the_page(address: str) -> None:
    assert raw(address, "/", {"Sec-Fetch-Site": "cross-site"})[0] == HTTPStatus.OK


def test_there_are_no_websockets(address: str) -> None:
    headers = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    for path in ("/", "/api/echo"):
        status, _, _ = raw(address, path, {**headers, "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
        assert status == HTTPStatus.OK


TRAVERSALS = (
    "/../secret.txt",
    "/vendor/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/..%5csecret.txt",
    "//secret.txt",
    "/vendor/..;/..;/secret.txt",
    "/%00",
    "/etc/passwd",
    "//etc/passwd",
    "/" + "x" * 5000,
)


@pytest.mark.parametrize("path", TRAVERSALS, ids=lambda path: path[:30])
def test_only_files_of_the_page_are_served(address: str, path: str) -> None:
    status, _, body = raw(address, path)
    assert status == HTTPStatus.NOT_FOUND
    assert b"secret" not in body
    assert b"root" not in body


def test_files_are_served_once_and_confirmed_after(address: str) -> None:
    first = httpx.get(address + "vendor/plot.js")
    assert first.text == "export const x = 1;"
    assert "javascript" in first.headers["content-type"]
    again = httpx.get(address + "vendor/plot.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("x=" + "y" * LONGEST, "characters, more than"),
        ("&".join(f"p.{i}" for i in range(MOST + 1)), "keys"),
        ("x=%ff%fe", "UTF-8"),
    ],
    ids=("long", "many", "bytes"),
)
def test_a_query_is_bounded_text(address: str, query: str, told: str) -> None:
    status, _, body = raw(address, f"/api/echo?{query}")
    assert status == HTTPStatus.BAD_REQUEST
    assert told in body.decode()


def test_an_unknown_question_is_named(address: str) -> None:
    reply = httpx.get(address + "api/ecco")
    assert reply.status_code == HTTPStatus.NOT_FOUND
    assert reply.json()["error"] == {
        "what": "nothing is called 'ecco' here",
        "where": "",
        "hint": "did you mean 'echo'?",
    }


def test_models_are_listed(address: str) -> None:
    assert httpx.get(address + "api/models").json() == {"models": [{"name": "small", "title": "A small model"}]}


def test_a_download_is_an_attachment(address: str) -> None:
    reply = httpx.get(address + "download/echo")
    assert (reply.text, reply.headers["content-type"]) == ("x,y\n", "text/csv; charset=utf-8")
    assert reply.headers["content-disposition"] == "attachment; filename*=utf-8''ec%20ho.csv"
