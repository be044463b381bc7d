"""Questions that a page asks: each takes a view and gives plain values, finite numbers or None."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from takeoff.page.answers.curves import curves
from takeoff.page.answers.dates import dates
from takeoff.page.answers.equal import equal
from takeoff.page.answers.fan import fan
from takeoff.page.answers.limits import limits
from takeoff.page.answers.pause import pause
from takeoff.page.answers.reproduce import reproduce
from takeoff.page.answers.scan import scan
from takeoff.page.describe import model
from takeoff.page.view import View

Question = Callable[[View], dict[str, Any]]

QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "model": model,
        "curves": curves,
        "scan": scan,
        "pause": pause,
        "equal": equal,
        "limits": limits,
        "fan": fan,
        "dates": dates,
        "reproduce": reproduce,
    }
)
"""Name in the address -> what answers it."""

__all__ = ["QUESTIONS", "Question"]
