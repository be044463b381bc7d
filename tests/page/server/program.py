"""The page as a program: a group of processes of its own."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

TAKEOFF = (sys.executable, "-c", "from takeoff.cli.main import main; main()", "page", "--no-browser")


@contextlib.contextmanager
def page(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running page, first of a group of processes, and its address.

    Arguments:
        words: of the command line.
    """
    pipe = subprocess.PIPE
    with subprocess.Popen([*TAKEOFF, *words], text=True, start_new_session=True, stdout=pipe, stderr=pipe) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
