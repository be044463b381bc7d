"""The work on one block: a function of the plan's text and the block's number, so that any process can do it."""

from __future__ import annotations

import json

from takeoff.uncertainty.block import block_bytes
from takeoff.uncertainty.engines import ENGINES
from takeoff.uncertainty.plan import Plan, plan_of


def computed_block(plan: Plan, number: int) -> bytes:
    """Compute a block.

    Arguments:
        plan: of the ensemble.
        number: of the block, from 0.

    Returns:
        The bytes of its file.
    """
    draws = plan.draws
    values = draws.values(*plan.span(number))
    return block_bytes(plan, number, ENGINES[plan.engine](plan.case, draws.keys, values, plan.wanted))


def work(text: str, number: int) -> bytes:
    """Compute a block in a process that may know nothing yet; the model is loaded once a process.

    Arguments:
        text: of the plan.
        number: of the block, from 0.
    """
    return computed_block(_plan(text), number)


def remember(plan: Plan) -> None:
    """Keep a plan for the processes that are forked from this one: they need not load its model."""
    _KNOWN.clear()
    _KNOWN[plan.text] = plan


def _plan(text: str) -> Plan:
    if text not in _KNOWN:
        remember(plan_of(json.loads(text)))
    return _KNOWN[text]


_KNOWN: dict[str, Plan] = {}
