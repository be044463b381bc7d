"""What the server does when no worker can be started, and how errors of the package become replies."""

import asyncio
import itertools
import logging
import os
import sys
import tempfile
import threading
from typing import NoReturn

import pytest

from takeoff.errors import LONGEST, ModelError, NoAnswer, Problem, RunError
from takeoff.page.server import preload
from takeoff.page.server.lane import Lane
from takeoff.page.server.question import Question
from takeoff.page.server.reply import BROKEN, error_reply
from takeoff.page.server.staff import Staff
from takeoff.page.server.tickets import Queue, Ticket
from takeoff.page.server.worker import LONGEST as LONGEST_FOLDER
from takeoff.page.server.worker import Recipe, Worker, near_folder
from tests.page.server.hostile import answer

PATIENCE = 30.0


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


class Standing:
    """A worker that does nothing."""

    def __init__(self, alive: bool) -> None:
        self.alive = alive
        self.killed = threading.Event()

    def kill(self) -> None:
        self.killed.set()


def test_a_spare_worker_that_ended_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> object:
        return await Staff(Recipe(answer, {})).fresh()

    workers = [Standing(alive) for alive in (False, True, True)]
    waiting = iter(workers)
    monkeypatch.setattr(Worker, "start", lambda _: next(waiting))
    assert asyncio.run(scenario()) is workers[1]


def test_the_end_does_not_wait_for_a_worker_that_is_being_started(monkeypatch: pytest.MonkeyPatch) -> None:
    late, ended, worker = threading.Event(), threading.Event(), Standing(alive=True)

    def slowly(recipe: Recipe) -> Standing:
        ended.wait(PATIENCE)
        late.set()
        return worker

    async def scenario() -> None:
        Staff(Recipe(answer, {})).close()

    monkeypatch.setattr(Worker, "start", slowly)
    asyncio.run(scenario())
    assert not late.is_set()
    ended.set()
    assert worker.killed.wait(PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_workers_start_though_temporary_files_are_far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    far = f"/{'far/' * 40}"
    monkeypatch.setattr(tempfile, "tempdir", far)
    with near_folder():
        assert len(tempfile.gettempdir()) < LONGEST_FOLDER
    assert tempfile.gettempdir() == far


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_compiling_ends_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(code: int) -> NoReturn:
        raise SystemExit(code)

    parents = itertools.count()
    monkeypatch.setattr(preload, "LOOK", 0.01)
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    monkeypatch.setattr(os, "_exit", leave)
    with pytest.raises(SystemExit), preload.at_most(PATIENCE):
        while True:
            pass


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
