"""Notes on stderr: what a user should know beside the result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from takeoff.equations.meaning import Meaning


def note_idle(meaning: Meaning, changes: Sequence[str], outcomes: Iterable[str]) -> None:
    """Say so where a changed parameter cannot move what is asked for.

    Arguments:
        meaning: a checked model.
        changes: every --set, as NAME=VALUE.
        outcomes: those that the question is about; all of the model's where there are none.
    """
    from takeoff.algebra.reach import idle

    asked = [name for name in outcomes if name] or list(meaning.outcome_units)
    what = " or ".join(f"'{name}'" for name in asked) if len(asked) <= 2 else "any outcome"
    for name in idle(meaning, [text.partition("=")[0].strip() for text in changes], asked):
        click.echo(f"note: '{name}' cannot move {what}: nothing that it feeds leads there", err=True)


def note_direction(meaning: Meaning, maximised: str) -> None:
    """Say on stderr that more of the outcome that is maximised is worse, where the model says so.

    Arguments:
        meaning: the model.
        maximised: an outcome.
    """
    from takeoff.decide.slowdowns import higher_is_better

    if not higher_is_better(meaning, maximised):
        click.echo(f"note: '{maximised}' is better when lower; --subject-to sets a limit to it", err=True)
