"""Limits: which of the limits that the model's figure names binds when, in every run that is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from takeoff.equations.shown import name_of
from takeoff.errors import NoAnswer
from takeoff.page.answers.runs import runs_of
from takeoff.page.describe import limits_part
from takeoff.page.served import served
from takeoff.page.view import View
from takeoff.solve.binding import Binding, lasting


def limits(view: View) -> dict[str, Any]:
    """Stretches of time in which one limit binds, and limits that count equally at all times.

    Arguments:
        view: what is shown.

    Raises:
        NoAnswer: the model has no figure of limits.
    """
    meaning = served(view.path).meaning
    part = limits_part(meaning)
    if part is None:
        raise NoAnswer(f"the model '{meaning.header.name}' names no limits", "a figure of kind 'limits' names them")
    runs = runs_of(replace(view, compare=False))[0]
    binding = Binding([lasting(one.run.limits(part.of, part.limits)) for one in runs])
    names = [{"name": name, "label": name_of(meaning, name)} for name in part.limits]
    return {
        "stretches": {
            one.id: [{**names[s.limit], "start": s.start, "end": s.end} for s in binding.stretches(found)]
            for one, found in zip(runs, binding.found, strict=True)
        },
        "steady": [{**names[place], "share": share} for place, share in binding.steady.items()],
    }
