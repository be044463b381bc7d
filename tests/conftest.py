"""Settings that hold for every test: drawn examples are the same on every machine unless a profile says otherwise."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("exploring", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

TOGETHER = {
    "theory": "theory",
    "test_theory.py": "theory",
    "test_illustrations.py": "theory",
    "test_build.py": "theory",
    "test_plan.py": "plan",
}
"""Folder or file of tests that share what is slow to make -> the group that one worker runs."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let tests that share derivations, or plans, run in one worker, so that each is made once."""
    for part in item.path.relative_to(Path(__file__).parent).parts:
        if part in TOGETHER:
            item.add_marker(pytest.mark.xdist_group(TOGETHER[part]))
