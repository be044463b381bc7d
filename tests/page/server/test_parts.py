"""The parts of the server by themselves: queue, memory of replies, questions, budgets, listening."""

import asyncio
import socket
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some

from takeoff.errors import InputError
from takeoff.page.answers import QUESTIONS
from takeoff.page.downloads import DOWNLOADS
from takeoff.page.server.budgets import BUDGETS, DOWNLOAD, RETRY, WAITING, workers
from takeoff.page.server.kept import Kept
from takeoff.page.server.listening import Listening, listen
from takeoff.page.server.question import Question, read_query
from takeoff.page.server.reply import LEFT, Reply
from takeoff.page.server.tickets import Queue, Ticket

TEXT = some.text(max_size=20)


def question(number: int) -> Question:
    return Question("echo", (("n", str(number)),))


def test_clients_take_turns() -> None:
    async def scenario() -> list[str]:
        queue = Queue(10, 1)
        for client in "aaaabbc":
            queue.put(Ticket(question(len(queue)), client, 1.0))
        return [(await queue.get()).client for _ in range(7)]

    assert asyncio.run(scenario()) == list("abcabaa")


def test_a_ticket_that_nobody_waits_for_is_dropped() -> None:
    async def scenario() -> tuple[Reply, str, int]:
        queue = Queue(10, 1)
        tickets = [Ticket(question(number), client, 1.0) for number, client in enumerate("ab")]
        for ticket in tickets:
            queue.put(ticket)
        queue.leave(tickets[0])
        return tickets[0].reply.result(), (await queue.get()).client, len(queue)

    assert asyncio.run(scenario()) == (LEFT, "b", 0)


def test_the_oldest_replies_make_room() -> None:
    kept = Kept(most=10)
    for number in range(3):
        kept.keep(question(number), Reply(bytes(4)))
        kept.get(question(0))
    assert [kept.get(question(number)) is not None for number in range(3)] == [True, False, True]


def test_a_reply_larger_than_the_memory_is_not_kept() -> None:
    kept = Kept(most=10)
    kept.keep(question(0), Reply(bytes(11)))
    assert kept.get(question(0)) is None
    kept.keep(question(1), Reply(bytes(10)))
    assert kept.get(question(1)) is not None


@given(some.lists(some.tuples(TEXT, TEXT), max_size=5))
def test_a_question_reaches_the_worker_as_it_was_asked(pairs: list[tuple[str, str]]) -> None:
    asked = Question("curves", tuple(pairs))
    assert Question.read(asked.text(1.5)) == (asked, 1.5)


@given(some.binary(max_size=60))
def test_a_query_is_read_or_refused(query: bytes) -> None:
    try:
        asked, client = read_query("curves", query)
    except InputError:
        return
    assert asked.pairs == tuple(sorted(asked.pairs))
    assert "client" not in dict(asked.pairs)
    assert client.isprintable()


def test_what_a_page_asks_side_by_side_is_of_different_kinds() -> None:
    asked = [read_query("pause", query)[0].kind for query in (b"slowdown=ramp", b"slowdown=depth", b"", b"p.lead=2")]
    assert len(set(asked)) == 3
    assert asked[2] == asked[3]


def test_every_question_has_a_budget() -> None:
    assert set(BUDGETS) == {*QUESTIONS, *(DOWNLOAD + name for name in DOWNLOADS)}
    assert {budget.lane for budget in BUDGETS.values()} == set(WAITING) == set(RETRY) == set(workers())
    assert min(workers().values()) >= 1


@pytest.fixture
def listening() -> Iterator[Listening]:
    found = listen("127.0.0.1", 0)
    yield found
    found.socket.close()


def test_a_server_is_local_unless_it_is_told_otherwise(listening: Listening) -> None:
    host, port = listening.socket.getsockname()
    assert (host, listening.local, listening.address) == ("127.0.0.1", True, f"http://127.0.0.1:{port}/")
    assert "*" not in listening.names


def test_who_listens_everywhere_goes_by_any_name() -> None:
    everywhere = listen("0.0.0.0", 0)  # noqa: S104 - closed at once
    with everywhere.socket:
        assert (everywhere.local, list(everywhere.names)) == (False, ["*"])
        assert everywhere.address.startswith("http://127.0.0.1:")


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_an_address_of_version_6_is_written_in_brackets() -> None:
    try:
        found = listen("::1", 0)
    except InputError:
        pytest.skip("no IPv6 here")
    with found.socket:
        assert found.local
        assert found.address.startswith("http://[::1]:")
        assert "[::1]" in found.names


def test_a_port_that_is_taken_is_named(listening: Listening) -> None:
    port = listening.socket.getsockname()[1]
    with pytest.raises(InputError, match=f"cannot listen on port {port} of '127.0.0.1'"):
        listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "x" * 100, "256.1.1.1"])
def test_a_host_that_is_not_ours_is_named(host: str) -> None:
    with pytest.raises(InputError, match="cannot listen on port 0 of"):
        listen(host, 0)
