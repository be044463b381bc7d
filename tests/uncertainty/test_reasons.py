"""Reasons that differ in their numbers only are one kind, told by the first."""

from takeoff.uncertainty.reasons import counted


def test_numbers_do_not_tell_reasons_apart_and_names_do() -> None:
    reasons = ["", "beyond 2.5 years", "the promise 'a1' is broken", "beyond 1e-05 years", "the promise 'a2' is broken"]
    found = {"beyond 2.5 years": 2, "the promise 'a1' is broken": 1, "the promise 'a2' is broken": 1}
    assert counted(reasons) == found
    assert list(counted(reasons)) == list(found)
