"""Settings that hold for every test: drawn examples are the same on every machine unless a profile says otherwise.

The rest saves time and changes no result: algebra that many tests ask for is remembered (sympy forgets all but the last
thousand of a kind), and the collector of garbage does not search again and again through what stays to the end.
"""

import gc
import os

os.environ.setdefault("SYMPY_CACHE_SIZE", "100000")

from hypothesis import settings  # noqa: E402 - sympy reads the environment when it is imported

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("exploring", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
