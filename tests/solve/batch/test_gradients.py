"""Derivatives of many members where these go one by one: without heyoka, and where a model has no stocks."""

from __future__ import annotations

import sys

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError
from tests.solve.batch.draws import case_of


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without heyoka."""
    monkeypatch.setitem(sys.modules, "takeoff.solve.fast.gradients", None)


def test_members_one_by_one(bare: None) -> None:
    """Alignment by hand, as for a single run: the share f1 of P exp(g s) for each year of lead after s."""
    case = case_of("lead-and-pause", {"caution": takeoff.abrupt(start=1.3)})
    found = case.gradients({"lead": [0.5, 1.0], "theft_rate": [0, 0]}, ["end", "alignment"], ["lead", "caution.stop"])
    value = {name: amount.value or 0.0 for name, amount in case.parameters().items()}
    slope = value["initial_labour"] * np.exp(value["productivity_growth"] * 1.3) * value["share_full"]
    assert found.failures == ("", "")
    assert found.values[:, 0] == pytest.approx(np.array([[1, 0], [1, 0]]))
    assert found.values[:, 1] == pytest.approx(np.array([[slope, 0], [slope, 0]]))


def test_members_that_are_refused_or_fail(bare: None) -> None:
    found = case_of("lead-and-pause", {}).gradients({"lead": [-1, 1]}, ["alignment"], ["lead"])
    assert "'lead': -1 is outside" in found.failures[0]
    assert np.isnan(found.values[0]).all()
    assert np.isfinite(found.values[1]).all()


def test_unknown_names() -> None:
    case = case_of("lead-and-pause", {})
    with pytest.raises(InputError, match="no outcome 'alignmen'"):
        case.gradients({"lead": [1]}, ["alignmen"])
    with pytest.raises(InputError, match="no parameter 'leed'"):
        case.gradients({"lead": [1]}, ["alignment"], ["leed"])
