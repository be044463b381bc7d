"""Taylor series against single runs of the reference engine: every shipped model, every kind of schedule.

`TAKEOFF_AGREE=1000` draws so many members of each case.
"""

from __future__ import annotations

import pytest

from tests.solve.batch.draws import case_of
from tests.solve.batch.test_agreement import FEW, LARGE, MANY, SMALL, differing, spread

pytest.importorskip("heyoka")
from takeoff.solve.fast.taylor import Taylor  # noqa: E402 - after it is known to be there


@pytest.mark.parametrize("name", SMALL)
def test_a_member_is_the_run_that_it_would_be_alone(name: str) -> None:
    assert differing(case_of(*SMALL[name]), MANY or FEW, spread(SMALL[name][1]), Taylor) == []


@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", LARGE)
def test_members_of_the_flagship(name: str) -> None:
    assert differing(case_of(*LARGE[name]), MANY or FEW, spread(LARGE[name][1]), Taylor) == []
