"""The best date of every draw is the known one: the deadline less the growth time times what a stop adds."""

import sys

import numpy as np
import pytest

import takeoff
from takeoff.page.answers.dates import dates
from takeoff.uncertainty.best_pauses import BestPauses, best_pauses
from takeoff.uncertainty.inputs import draws
from takeoff.uncertainty.options import Options
from tests.page.conftest import Views


def test_starts_and_gains_are_those_that_are_known(view: Views) -> None:
    found = dates(view(draws=40, seed=5, **{"p.people": 10}))
    growth = draws(takeoff.load(view().path).change(people=10).case, 5).values(0, 40)[:, 0]
    known = np.sort(2026 + np.maximum(0.0, 5.0 - growth * 0.95))
    assert (found["draws"], found["failed"], found["never"]) == (40, 0, 0.0)
    assert found["starts"] == pytest.approx(known.tolist(), abs=0.02) and min(found["gains"]) > 0


def test_where_never_is_always_best_there_are_no_dates(view: Views) -> None:
    found = dates(view(draws=8, **{"p.base": 1}))
    assert found["never"] == 1.0 and found["starts"] == found["gains"] == []


def test_a_gain_over_what_is_not_known_is_none(view: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(table: Options, levels: int) -> BestPauses:
        table.choice.never.outcomes[0] = np.nan
        return best_pauses(table, levels=levels)

    monkeypatch.setattr(sys.modules["takeoff.page.answers.dates"], "best_pauses", unknown)
    found = dates(view(draws=4))
    assert found["gains"].count(None) == 1 and len(found["starts"]) == 4 and found["failed"] == 0
