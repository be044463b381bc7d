"""What the server does when no worker can be started, and how errors of the package become replies."""

import asyncio
import logging

import pytest

from takeoff.errors import LONGEST, ModelError, NoAnswer, Problem, RunError
from takeoff.page.server.lane import Lane
from takeoff.page.server.question import Question
from takeoff.page.server.reply import BROKEN, error_reply
from takeoff.page.server.tickets import Queue, Ticket
from takeoff.page.server.worker import Recipe, Worker
from tests.page.server.hostile import answer


def test_a_question_is_answered_though_no_worker_starts(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(recipe: Recipe) -> Worker:
        raise OSError("no room")

    async def scenario() -> list[bytes]:
        lane = Lane(Recipe(answer, {}), 1, Queue(10, 1))
        running = asyncio.ensure_future(lane.run())
        tickets = [Ticket(Question("echo", ()), "me", 1.0) for _ in range(2)]
        for ticket in tickets:
            lane.queue.put(ticket)
        replies = [await ticket.reply for ticket in tickets]
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return [reply.content for reply in replies]

    monkeypatch.setattr(Worker, "start", refuse)
    with caplog.at_level(logging.ERROR):
        assert asyncio.run(scenario()) == [BROKEN.content] * 2
    assert "a worker does not start" in caplog.text


def test_an_error_without_end_is_told_in_brief() -> None:
    assert len(error_reply(RunError("x" * 10_000)).content) < 2 * LONGEST


@pytest.mark.parametrize(
    ("error", "status"),
    [(ModelError([Problem("no unit")]), 422), (NoAnswer("no unit"), 422), (RunError("no unit"), 422)],
)
def test_what_has_no_answer_is_told_without_blame(error: ModelError | NoAnswer | RunError, status: int) -> None:
    reply = error_reply(error)
    assert reply.status == status
    assert b'"what": "no unit"' in reply.content
