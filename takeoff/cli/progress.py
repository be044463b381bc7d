"""Progress of a long search, on stderr where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import click

One = TypeVar("One")


def progress(label: str) -> Callable[[Sequence[One]], Iterator[One]]:
    """Make what passes things on one by one, and shows how many are left.

    Arguments:
        label: what is being done.
    """

    def watch(items: Sequence[One]) -> Iterator[One]:
        if not sys.stderr.isatty():
            yield from items
            return
        with click.progressbar(items, label=label, file=sys.stderr) as bar:
            yield from bar

    return watch
