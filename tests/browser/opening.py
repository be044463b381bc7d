"""The real server in a process of its own, and the browser that this machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
"""The browser, if there is one."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""A browser that asks nobody anything."""
DRAWN = "#legend li"
"""What is there once curves are drawn."""
SETTLED = "main:has(.files a) #sentences[aria-busy=false]"
"""What is there once every answer is."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a server, which ends with the block."""
    command = [sys.executable, "-m", "takeoff", "page", "--no-browser"]
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()
