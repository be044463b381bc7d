"""Programs as groups of processes: the page, or any other."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

TAKEOFF = (sys.executable, "-c", "from takeoff.cli.main import main; main()", "page", "--no-browser")
PATIENCE = 60.0


@contextlib.contextmanager
def group(words: Sequence[str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running program, first of a group of processes, and the first line that it says.

    Arguments:
        words: of its command line.
    """
    pipe = subprocess.PIPE
    with subprocess.Popen(words, text=True, start_new_session=True, stdout=pipe, stderr=pipe) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def page(*words: str) -> contextlib.AbstractContextManager[tuple[subprocess.Popen[str], str]]:
    """A running page, and its address.

    Arguments:
        words: of its command line.
    """
    return group([*TAKEOFF, *words])


def nobody_left(first: int) -> bool:
    """Whether all processes of a group end.

    Arguments:
        first: identifier of its first process.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.killpg(first, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
