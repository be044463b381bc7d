"""Many clients at once, each moving sliders: no answer is lost, and none is wrong; `make load` runs it.

Half of the searches for the best pause are given up under way, as a page does when a slider moves on. A client that is
told to come back does so.
"""

import asyncio
import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from statistics import quantiles
from typing import Any

import httpx

from takeoff.page.answers import QUESTIONS
from takeoff.page.server.offered import offered_models
from takeoff.page.view import View
from tests.page.server.program import page

SECONDS = float(os.environ.get("TAKEOFF_LOAD_SECONDS", "60"))
CLIENTS = int(os.environ.get("TAKEOFF_LOAD_CLIENTS", "50"))
PATIENCE = 120.0
THOUGHT = (0.5, 2.0)
"""How long a client looks at an answer [second]."""
COMPARED = 40
"""How many answers are compared with the package's own."""
SEED = 1

Query = dict[str, str]


@dataclass
class Log:
    """What came back: seconds by question, answers to compare, what was told to come back, given up, or failed."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    answers: list[tuple[str, Query, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def test_no_answer_is_lost_and_none_is_wrong() -> None:
    log = Log()
    with page() as (process, address):
        asyncio.run(everybody(address, log))
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    print(report(log))
    assert log.failures == []
    assert wrong(log) == []
    assert len(log.seconds["curves"]) >= CLIENTS


async def everybody(address: str, log: Log) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as client:
        models = (await client.get("api/models")).json()["models"]
        told = [(await client.get("api/model", params={"model": one["name"]})).json() for one in models]
    end = time.monotonic() + SECONDS
    await asyncio.gather(*(somebody(address, told, log, chances(one), end) for one in range(CLIENTS)))


async def somebody(address: str, models: list[dict[str, Any]], log: Log, chance: random.Random, end: float) -> None:
    """One client: it moves a slider, looks at the curves, sometimes asks more."""
    async with httpx.AsyncClient(base_url=f"{address}api/", timeout=PATIENCE) as client:
        while time.monotonic() < end:
            query = moved(chance.choice(models), chance)
            await ask(client, "curves", query, log)
            if chance.random() < 0.3:
                await ask(client, "scan", without_start(query), log)
            if chance.random() < 0.1:
                await search(client, without_start(query), log, chance)
            await asyncio.sleep(chance.uniform(*THOUGHT))


def chances(number: int) -> random.Random:
    return random.Random(f"{SEED} {number}")  # noqa: S311 - no secret


def moved(model: Mapping[str, Any], chance: random.Random) -> Query:
    """A legal state of the page."""
    sliders = [one for one in model["parameters"] if one["headline"] and not one["date"] and one["slider"]]
    query = {"model": model["model"], "pause.length": "0.5"}
    for one in chance.sample(sliders, min(1, len(sliders))):
        query[f"p.{one['name']}"] = repr(chance.uniform(one["slider"]["low"], one["slider"]["high"]))
    start = model["slowdown"]["start"]
    return {**query, "pause.start": repr(chance.uniform(start["low"], start["high"]))}


def without_start(query: Query) -> Query:
    return {key: value for key, value in query.items() if key != "pause.start"}


async def ask(client: httpx.AsyncClient, question: str, query: Query, log: Log) -> None:
    """Ask until there is an answer."""
    began = time.monotonic()
    while True:
        try:
            reply = await client.get(question, params=query)
        except httpx.HTTPError as error:
            log.failures.append(f"{question} {query}: {error!r}")
            return
        if reply.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
            break
        log.counts["told to come back"] += 1
        await asyncio.sleep(float(reply.headers["retry-after"]))
    log.seconds.setdefault(question, []).append(time.monotonic() - began)
    if reply.status_code not in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY):
        log.failures.append(f"{question} {query}: {reply.status_code} {reply.text[:200]}")
    log.answers.append((question, query, reply.json()))


async def search(client: httpx.AsyncClient, query: Query, log: Log, chance: random.Random) -> None:
    """Ask for the best pause, and give up half of the times."""
    asking = asyncio.ensure_future(ask(client, "pause", query, log))
    if chance.random() < 0.5:
        await asyncio.wait({asking}, timeout=chance.uniform(0.0, 1.0))
        log.counts["given up"] += asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)


def wrong(log: Log) -> list[str]:
    """Of a sample of answers, those that are not the package's own."""
    offered, _ = offered_models(None)
    sample = chances(CLIENTS).sample(log.answers, min(COMPARED, len(log.answers)))
    good = [(question, query, told) for question, query, told in sample if "error" not in told]
    expected = [json.loads(json.dumps(QUESTIONS[name](View.read(query.items(), offered)))) for name, query, _ in good]
    return [f"{name} {query}" for (name, query, told), own in zip(good, expected, strict=True) if told != own]


def report(log: Log) -> str:
    lines = [f"{CLIENTS} clients, {SECONDS:g} s; {len(log.failures)} failures; {dict(log.counts)}"]
    for question, seconds in log.seconds.items():
        shares = quantiles(seconds, n=100) if len(seconds) > 1 else seconds * 99
        told = ", ".join(f"{share} % {1000 * shares[share - 1]:.0f} ms" for share in (50, 95, 99))
        lines.append(f"{question}: {len(seconds)} answers; {told}")
    errors = Counter(told["error"]["what"] for _, _, told in log.answers if "error" in told)
    return "\n".join([*lines, *(f"{count} times: {what}" for what, count in errors.items())])
