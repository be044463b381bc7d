"""A real cluster of two worker processes, one of them killed in the middle: the same bytes as without."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from takeoff.errors import InputError, RunError
from takeoff.solve.case import Case
from takeoff.uncertainty.plan import plan
from takeoff.uncertainty.run_ensemble import run_ensemble
from takeoff.uncertainty.workers import Crew, dask

distributed = pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")


def test_a_killed_worker_loses_nothing(spread: Case, tmp_path: Path) -> None:
    planned = plan(spread, 96, seed=7, block=8, engine="scipy")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        pids = [worker.pid for worker in cluster.workers.values()]

        def watch(numbers: Sequence[int]) -> Iterator[int]:
            for place, number in enumerate(numbers):
                if place == 2:
                    os.kill(pids[0], signal.SIGKILL)
                yield number

        run_ensemble(planned, tmp_path / "cluster", dask(cluster.scheduler_address), watch=watch)
    run_ensemble(planned, tmp_path / "here", nullcontext(Crew()))
    for path in sorted((tmp_path / "here").iterdir()):
        assert (tmp_path / "cluster" / path.name).read_bytes() == path.read_bytes()


def test_no_cluster_at_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takeoff.uncertainty.workers.CONNECT", 0.3)
    with pytest.raises(RunError, match="no Dask scheduler answers at 'tcp://127.0.0.1:9'"), dask("tcp://127.0.0.1:9"):
        pass


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(InputError, match="needs the extra 'dask'"), dask("tcp://127.0.0.1:9"):
        pass
