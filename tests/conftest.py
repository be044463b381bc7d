"""Settings that hold for every test: drawn examples are the same on every machine unless a profile says otherwise.

The rest saves time and changes no result: algebra that many tests ask for is remembered (sympy forgets all but the last
thousand of a kind), tests that derive the same run in one process, the collector of garbage does not search again and
again through what stays to the end, and workers side by side, and what they start, have one thread of linear algebra
each: a second one would wait for its turn by spinning, on a core that another worker needs.
"""

from __future__ import annotations

import gc
import os
from typing import Any

os.environ.setdefault("SYMPY_CACHE_SIZE", "100000")
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest  # noqa: E402 - sympy and NumPy read the environment when they are imported
from hypothesis import settings  # noqa: E402

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("exploring", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

DERIVING = (
    "tests/theory/",
    "tests/figures/test_illustrations.py",
    "tests/tables/test_theory.py",
    "tests/cli/test_theory.py",
    "tests/docs/test_build.py",
)
"""Where tests ask for most or all derivations, which a process makes once."""


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With `--dist loadfile`, each file runs in one process, and all files that derive in the same one."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

    class Together(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return DERIVING[0] if nodeid.startswith(DERIVING) else str(super()._split_scope(nodeid))

    return Together(config, log)
