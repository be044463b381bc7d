"""A changed assumption changes the results of this topic, or is refused; see `changed`."""

import pytest

from takeoff.theory.derivation import Result
from tests.theory.changed import changes, shows


@pytest.mark.parametrize(("result", "assumption", "kind"), changes("researchers"))
def test_a_changed_assumption_changes_the_result_or_is_refused(result: Result, assumption: str, kind: str) -> None:
    assert shows(result, assumption, kind)
