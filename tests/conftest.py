"""Settings that hold for every test: drawn examples are the same on every machine unless a profile says otherwise.

The rest saves time and changes no result: algebra that many tests ask for is remembered (sympy forgets all but the last
thousand of a kind), small matrices are left to one thread, and the collector of garbage does not search again and again
through what stays to the end.
"""

import gc
import os

os.environ.setdefault("SYMPY_CACHE_SIZE", "100000")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import settings  # noqa: E402 - libraries read the environment when they are imported

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("exploring", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
