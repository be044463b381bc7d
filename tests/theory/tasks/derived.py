"""What is derived for tasks, as a function of numbers; derived on first need, not while tests are collected."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import sympy

from takeoff.theory.tasks.setting import AI, AUTOMATED, EXPONENT, HUMAN
from takeoff.theory.topics import derive


@functools.cache
def derived(result: str, step: str = "") -> Callable[..., Any]:
    """The right-hand side of a result, or of a step of it: (share automated, AI, people, exponent) -> number."""
    relation = derive(result).step(step).equation if step else derive(result).result
    function: Callable[..., Any] = sympy.lambdify((AUTOMATED, AI, HUMAN, EXPONENT), relation.rhs, "math")
    return function


def output_of(automated: float, ai: float, people: float, exponent: float) -> float:
    """Output of all tasks."""
    return float(derived("task-output")(automated, ai, people, exponent))
