"""Ensembles: the same bytes whoever computes them, nothing lost or repeated after a kill, failures kept."""

import json
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from takeoff.errors import InputError, NoAnswer, RunError
from takeoff.schedules.schedule import abrupt
from takeoff.solve.case import Case
from takeoff.tables.ensembles import check_line, ensemble_words
from takeoff.uncertainty.block import block_path, read_block
from takeoff.uncertainty.blocks import MANIFEST, PLAN, Shard
from takeoff.uncertainty.check import check
from takeoff.uncertainty.ensemble import Ensemble
from takeoff.uncertainty.plan import Plan, plan, read_plan
from takeoff.uncertainty.run_ensemble import run_ensemble
from takeoff.uncertainty.workers import Crew, processes

SMALL: dict[str, Any] = {"engine": "numpy", "block": 32, "quantities": ("size",), "times": (1.0, 3.0)}


@pytest.fixture(scope="module")
def planned(spread: Case) -> Plan:
    return plan(spread, 150, seed=7, **SMALL)


@pytest.fixture(scope="module")
def whole(planned: Plan, tmp_path_factory: pytest.TempPathFactory) -> Ensemble:
    return run_ensemble(planned, tmp_path_factory.mktemp("whole"), nullcontext(Crew()))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def exact(ensemble: Ensemble) -> np.ndarray:
    """Sizes at the end by the closed form."""
    growth, excess = ensemble.inputs["growth"], ensemble.inputs["excess"]
    return (1 - excess * growth * 4) ** (-1 / excess)


def test_members_are_right_and_those_that_break_a_promise_are_kept_with_their_reason(whole: Ensemble) -> None:
    expected, found = exact(whole), whole.outcome("size")
    failed = expected > 60
    assert 0 < failed.sum() < len(whole) / 4
    assert found[~failed] == pytest.approx(expected[~failed], rel=1e-6)
    assert np.isnan(found[failed]).all()
    assert sorted(whole.failures) == np.flatnonzero(failed).tolist()
    assert all("the promise 'small' (size <= 60) is broken" in reason for reason in whole.failures.values())


def test_dates_and_samples(whole: Ensemble) -> None:
    when, size = whole.when("twice"), whole.outcome("size")
    fine = np.isfinite(size)
    assert np.array_equal(np.isfinite(when[fine]), size[fine] >= 2)
    assert np.isnan(when[~fine]).all()
    at_twice = whole.outcome("at_twice")
    assert at_twice[np.isfinite(when)] == pytest.approx(12 * (when[np.isfinite(when)] - 2026), abs=1e-6)
    assert (whole.sampled("size")[fine, 0] < whole.sampled("size")[fine, 1]).all()
    assert whole.quantiles("size", [0.5])[0] == pytest.approx(float(np.median(size[fine])))


def test_processes_threads_and_shards_give_the_same_bytes(whole: Ensemble, planned: Plan, tmp_path: Path) -> None:
    for name, crew in (("processes", processes(2)), ("threads", nullcontext(Crew(ThreadPoolExecutor(2), 2)))):
        run_ensemble(planned, tmp_path / name, crew)
        assert contents(tmp_path / name) == contents(whole.folder)
    with pytest.raises(NoAnswer, match="2 of 5 blocks are left to other shards"):
        run_ensemble(planned, tmp_path / "shards", nullcontext(Crew()), Shard(1, 2))
    run_ensemble(planned, tmp_path / "shards", nullcontext(Crew()), Shard(2, 2))
    assert contents(tmp_path / "shards") == contents(whole.folder)


def test_the_size_of_blocks_changes_no_member(whole: Ensemble, spread: Case) -> None:
    other = run_ensemble(plan(spread, 150, seed=7, **{**SMALL, "block": 64}), crew=nullcontext(Crew()))
    assert np.array_equal(other.outcome("size"), whole.outcome("size"), equal_nan=True)


@pytest.mark.parametrize("damage", ["missing", "half", "flipped", "another"])
def test_a_damaged_block_is_computed_again(damage: str, whole: Ensemble, planned: Plan, tmp_path: Path) -> None:
    shutil.copytree(whole.folder, tmp_path, dirs_exist_ok=True)
    path = block_path(tmp_path, 2)
    content = path.read_bytes()
    middle = len(content) - 100
    flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    other = block_path(tmp_path, 3).read_bytes()
    path.write_bytes({"missing": b"", "half": content[:300], "flipped": flipped, "another": other}[damage])
    assert read_block(planned, 2, tmp_path) is None
    run_ensemble(planned, tmp_path, nullcontext(Crew()))
    assert contents(tmp_path) == contents(whole.folder)


SCRIPT = """
import sys
from contextlib import nullcontext
from pathlib import Path
from takeoff.uncertainty.plan import read_plan
from takeoff.uncertainty.run_ensemble import run_ensemble
from takeoff.uncertainty.workers import Crew
folder = Path(sys.argv[1])
print("ready", flush=True)
run_ensemble(read_plan(folder / "plan.json"), folder, nullcontext(Crew()))
"""


ORPHANS = """
import os, time
from takeoff.uncertainty.workers import processes
with processes(2) as crew:
    for _ in range(2):
        crew.executor.submit(time.sleep, 60)
    print(*crew.executor._processes, flush=True)
    time.sleep(60)
"""


def test_killed_at_any_moment_it_goes_on(whole: Ensemble, planned: Plan, tmp_path: Path) -> None:
    (tmp_path / PLAN).write_text(planned.text)
    for wait in (0.05, 0.15):
        worker = subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path)], stdout=subprocess.PIPE)
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(wait)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
    (tmp_path / ".block-000001.nc.dead").write_bytes(b"half")
    os.utime(tmp_path / ".block-000001.nc.dead", (0, 0))
    run_ensemble(planned, tmp_path, nullcontext(Crew()))
    assert contents(tmp_path) == contents(whole.folder)


def test_what_another_process_writes_now_is_left_alone(planned: Plan, tmp_path: Path) -> None:
    half = [tmp_path / f".{name}.half" for name in (PLAN, "block-000001.nc")]
    half[0].write_bytes(b"half")

    def watch(numbers: Sequence[int]) -> Iterator[int]:
        half[1].touch()
        yield from numbers

    run_ensemble(planned, tmp_path, nullcontext(Crew()), watch=watch)
    assert all(path.exists() for path in half)


def test_a_finished_ensemble_is_not_written_again(whole: Ensemble, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takeoff.uncertainty.blocks.write_file", lambda *_: pytest.fail("written"))
    run_ensemble(whole.plan, whole.folder, nullcontext(Crew()))


def test_a_damaged_block_of_another_shard_is_left_to_it(whole: Ensemble, planned: Plan, tmp_path: Path) -> None:
    shutil.copytree(whole.folder, tmp_path, dirs_exist_ok=True)
    block_path(tmp_path, 1).write_bytes(b"half")
    with pytest.raises(NoAnswer, match="1 of 5 blocks are left to other shards"):
        run_ensemble(planned, tmp_path, nullcontext(Crew()), Shard(1, 2))


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc")
def test_workers_end_with_the_process_that_is_killed(planned: Plan, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [int(number) for number in process.stdout.readline().split()]
        process.kill()
        process.stdout.read()  # ends once no worker holds its other end
    assert len(workers) == 2


def test_an_interrupt_does_not_wait_for_blocks() -> None:
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), processes(2) as crew:
        assert crew.executor is not None
        running = [crew.executor.submit(time.sleep, 60) for _ in range(2)]
        while not all(one.running() for one in running):
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert time.monotonic() - started < 30


def test_another_ensemble_is_not_overwritten(whole: Ensemble, spread: Case, tmp_path: Path) -> None:
    before = contents(whole.folder)
    with pytest.raises(InputError, match="holds another ensemble: seed is 7 there, here 8\n"):
        run_ensemble(plan(spread, 150, seed=8, **SMALL), whole.folder, nullcontext(Crew()))
    assert contents(whole.folder) == before
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="is not empty, and holds no ensemble"):
        run_ensemble(whole.plan, tmp_path, nullcontext(Crew()))
    with pytest.raises(InputError, match="letter.txt' is a file"):
        run_ensemble(whole.plan, tmp_path / "letter.txt", nullcontext(Crew()))


class _Dying(Executor):
    def submit(self, function: Any, /, *arguments: Any, **others: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool("killed"))
        return future


def test_a_dead_worker_is_told(planned: Plan, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="a worker process died(.|\n)*the same command goes on from there"):
        run_ensemble(planned, tmp_path, nullcontext(Crew(_Dying(), 2)))


def test_progress_passes_on_every_block_that_was_missing(whole: Ensemble, planned: Plan, tmp_path: Path) -> None:
    seen: list[int] = []

    def watch(numbers: Sequence[int]) -> Any:
        for number in numbers:
            yield number
            seen.append(number)

    shutil.copytree(whole.folder, tmp_path, dirs_exist_ok=True)
    for number in (1, 4):
        block_path(tmp_path, number).unlink()
    run_ensemble(planned, tmp_path, nullcontext(Crew()), watch=watch)
    assert seen == [1, 4]


def test_the_manifest_names_every_block(whole: Ensemble) -> None:
    record = json.loads((whole.folder / MANIFEST).read_text())
    assert list(record["blocks"]) == [block_path(whole.folder, number).name for number in range(5)]
    assert record["plan_sha256"] == whole.plan.digest


def test_a_plan_is_what_it_was_when_it_is_read_again(whole: Ensemble, tmp_path: Path) -> None:
    assert read_plan(whole.folder / PLAN) == whole.plan
    (tmp_path / PLAN).write_text("[]")
    with pytest.raises(InputError, match="holds no plan of an ensemble"):
        read_plan(tmp_path / PLAN)
    (tmp_path / PLAN).write_text('{"takeoff": "0.0.1", "grain": 5}')
    with pytest.raises(InputError, match="was written by takeoff 0.0.1, this is "):
        read_plan(tmp_path / PLAN)


def test_a_changed_model_is_refused(spread: Case, tmp_path: Path) -> None:
    copy = tmp_path / "spread.toml"
    copy.write_text(spread.meaning.spec.path.read_text())
    from takeoff.solve.load import load_case

    planned = plan(load_case(copy), 10, 1)
    copy.write_text(copy.read_text().replace("0.5", "0.6"))
    with pytest.raises(InputError, match="no longer the one that the ensemble was planned for"):
        read_plan_again(planned, tmp_path).case  # noqa: B018 - loads the model


def read_plan_again(planned: Plan, folder: Path) -> Plan:
    (folder / PLAN).write_text(planned.text)
    return read_plan(folder / PLAN)


def test_drawn_arguments_that_do_not_fit_fail_with_every_engine(spread: Case) -> None:
    case = spread.with_schedules({"caution": abrupt(start="1 year", stop="2 year")})
    priors = {"caution.start": "uniform(0 year, 4 year)", "excess": "fixed"}
    found = [run_ensemble(plan(case, 16, 1, priors, engine=engine)) for engine in ("numpy", "scipy")]
    late = np.flatnonzero(found[0].inputs["caution.start"] > 2)
    assert 0 < len(late) < 16
    assert [sorted(one.failures) for one in found] == [late.tolist()] * 2
    assert found[0].failures == found[1].failures
    assert "16 members, of which" in ensemble_words(found[0], None)
    assert f"\n  {len(late)}: schedule 'abrupt' needs start <= stop" in ensemble_words(found[0], None)


def test_a_check_of_nothing_says_so(spread: Case) -> None:
    found = run_ensemble(plan(spread, 4, 1, {"growth": "uniform(8, 9)"}))
    assert len(found.failures) == 4
    assert "4 members run once more" in check_line(check(found))
    assert check_line(check(found)).endswith("none has an outcome or a date that could be compared.")


def test_the_check_finds_a_wrong_member(whole: Ensemble, monkeypatch: pytest.MonkeyPatch) -> None:
    fine = check(whole)
    assert fine.outcomes is not None and fine.outcomes.size < 1e-6
    assert fine.dates is not None and fine.dates.size < 1e-6
    assert fine.disagree == ()
    assert int(np.nanargmax(whole.outcome("size"))) in fine.members
    wrong = whole.outcome("size").copy()
    wrong[int(np.nanargmax(wrong))] *= 1.01
    asked = Ensemble.outcome
    monkeypatch.setattr(Ensemble, "outcome", lambda self, name: wrong if name == "size" else asked(self, name))
    assert (worst := check(whole).outcomes) is not None
    assert worst.name == "size"
    assert worst.size == pytest.approx(0.01, rel=0.02)


@pytest.mark.parametrize(("moved", "size"), [(1.01, 0.01), (math.inf, math.inf)])
def test_the_check_finds_a_wrong_date(
    whole: Ensemble, monkeypatch: pytest.MonkeyPatch, moved: float, size: float
) -> None:
    years = whole.years("twice").copy()
    first = next(one for one in check(whole).members if math.isfinite(years[one]))
    years[first] *= moved
    monkeypatch.setattr(Ensemble, "years", lambda self, name: years)
    found = check(whole)
    assert (worst := found.dates) is not None
    assert (worst.name, worst.member) == ("twice", first)
    assert worst.size == pytest.approx(size, rel=0.02)
    assert f" of outcomes, {worst.size:.1e} of dates (twice)." in re.sub(r" \(size\)", "", check_line(found))


@pytest.mark.parametrize("members", [0, 100_000_000])
def test_numbers_of_members_out_of_range(spread: Case, members: int) -> None:
    with pytest.raises(InputError, match="an ensemble has 1 to 10,000,000"):
        plan(spread, members, 1)


@pytest.mark.parametrize(("place", "count"), [(0, 3), (4, 3)])
def test_shards_out_of_range(place: int, count: int) -> None:
    with pytest.raises(InputError, match="the first number is 1 to the second"):
        Shard(place, count)
