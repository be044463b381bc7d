"""Whatever a question does, it is answered with an error that tells nothing of the inside, and the next one is well."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx
import pytest

from takeoff.page.server import connection
from takeoff.page.server.reply import GONE
from tests.page.server.conftest import BACK
from tests.page.server.hostile import EXPECTED
from tests.page.server.program import group, nobody_left

Ask = Callable[[str], Awaitable[httpx.Response]]
PATIENCE = 30.0
ABANDON = """
from threading import Thread
from takeoff.page.server.question import Question
from takeoff.page.server.worker import Recipe, Worker
from tests.page.server.hostile import answer

worker = Worker.start(Recipe(answer, {}))
Thread(target=worker.ask, args=(Question("hang", ()), 0.1)).start()
print("asked", flush=True)
"""
BEGUN = 0.1
"""Until when a question has reached the server [second]."""


def get(address: str, path: str) -> httpx.Response:
    return httpx.get(f"{address}api/{path}", timeout=PATIENCE)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_question_is_answered_and_the_next_one_too(address: str, name: str) -> None:
    reply = get(address, name)
    assert reply.status_code == EXPECTED[name]
    assert list(reply.json()) == ["error"]
    assert reply.json()["error"]["what"]
    assert not any(word in reply.text for word in ("Traceback", "secret", ".py", "Error"))
    assert get(address, f"echo?after={name}").json()["pairs"] == [["after", name]]


def test_errors_of_the_package_keep_their_words(address: str) -> None:
    assert get(address, "wrong").json() == {"error": {"what": "'lead' is wrong", "where": "", "hint": "be right"}}
    assert get(address, "diverging").json()["error"] == {"what": "'lead' ran away", "where": "", "hint": "hold it"}
    assert get(address, "none").json()["error"]["hint"] == "ask something else"


def test_a_worker_that_was_killed_from_outside_is_replaced(address: str) -> None:
    process = get(address, "echo?killed=1").json()["process"]
    os.kill(process, signal.SIGKILL)
    assert get(address, "echo?killed=2").json()["process"] != process


def test_ctrl_c_is_left_to_the_server_from_the_start_on(address: str) -> None:
    assert get(address, "echo?deaf=1").json()["deaf"]


def test_a_connection_that_never_says_what_it_asks_is_closed(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", BEGUN / 2)
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), PATIENCE) as half:
        half.sendall(b"GET /api/echo HTTP/1.1\r\nHost: local")
        assert half.recv(1) == b""

    async def scenario(ask: Ask) -> None:
        await abandoned(await begun(ask, "wait?whole=1"))
        assert (await ask("after?whole=1")).status_code == HTTPStatus.OK

    in_one_loop(address, scenario)


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are those of POSIX")
def test_a_worker_that_hangs_ends_though_nobody_ends_it() -> None:
    with group([sys.executable, "-c", ABANDON]) as (process, said):
        assert said == "asked"
        process.kill()
        process.wait()
        assert nobody_left(process.pid)


def test_replies_are_kept_whatever_the_order_of_the_query(address: str) -> None:
    first = get(address, "echo?kept=1&p.lead=2").json()
    assert get(address, "echo?p.lead=2&kept=1&client=me").json() == first
    assert get(address, "echo?p.lead=3&kept=1").json() != first


def test_errors_are_not_kept(address: str) -> None:
    before = get(address, "echo?errors=0").json()["number"]
    for _ in range(2):
        get(address, "wrong")
    assert get(address, "echo?errors=1").json()["number"] == before + 1


def in_one_loop(address: str, scenario: Callable[[Ask], Awaitable[None]]) -> None:
    async def run() -> None:
        async with httpx.AsyncClient(base_url=f"{address}api/", timeout=PATIENCE) as client:
            await scenario(client.get)

    asyncio.run(run())


async def begun(ask: Ask, path: str) -> "asyncio.Task[httpx.Response]":
    task = asyncio.ensure_future(ask(path))
    await asyncio.sleep(BEGUN)
    assert not task.done()
    return task


async def abandoned(*tasks: "asyncio.Task[httpx.Response]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def test_a_client_that_goes_away_frees_its_worker(address: str) -> None:
    async def scenario(ask: Ask) -> None:
        await abandoned(await begun(ask, "wait"))
        assert (await ask("after?gone=1")).status_code == HTTPStatus.OK

    in_one_loop(address, scenario)


def test_a_client_that_goes_away_frees_its_place_in_the_queue(address: str) -> None:
    async def scenario(ask: Ask) -> None:
        running, waiting = await begun(ask, "wait?n=1"), await begun(ask, "wait?n=2")
        await abandoned(waiting)
        third = await begun(ask, "after?n=3")
        await abandoned(running)
        assert (await third).status_code == HTTPStatus.OK

    in_one_loop(address, scenario)


def test_a_newer_question_of_a_client_replaces_its_older_one(address: str) -> None:
    async def scenario(ask: Ask) -> None:
        older = await begun(ask, "wait?client=me&lead=1")
        newer = await begun(ask, "wait?client=me&lead=2")
        assert (await older).status_code == GONE
        newest = await begun(ask, "wait?client=me&lead=3")
        assert (await newer).status_code == GONE
        await abandoned(newest)
        assert (await ask("after?replaced=1")).status_code == HTTPStatus.OK

    in_one_loop(address, scenario)


def test_nothing_gives_way_to_other_clients_or_to_other_questions(address: str) -> None:
    async def scenario(ask: Ask) -> None:
        running = await begun(ask, "wait?client=me")
        other = await begun(ask, "wait?client=you")
        await abandoned(other)
        beside = await begun(ask, "wait?client=me&slowdown=ramp")
        assert not running.done()
        await abandoned(running, beside)
        assert (await ask("after?other=1")).status_code == HTTPStatus.OK

    in_one_loop(address, scenario)


def test_who_finds_the_lane_full_is_told_when_to_come_back(address: str) -> None:
    async def scenario(ask: Ask) -> None:
        tasks = [await begun(ask, "wait?full=1"), await begun(ask, "wait?full=2")]
        refused = await ask("wait?full=3")
        assert (refused.status_code, refused.headers["retry-after"]) == (HTTPStatus.SERVICE_UNAVAILABLE, str(BACK))
        assert refused.json()["error"]["what"] == "too many questions wait"
        assert (await ask("echo?full=4")).status_code == HTTPStatus.OK
        await abandoned(*tasks)
        while (reply := await ask("after?full=5")).status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            await asyncio.sleep(BEGUN)
        assert reply.status_code == HTTPStatus.OK

    in_one_loop(address, scenario)
