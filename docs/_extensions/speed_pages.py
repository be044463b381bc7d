"""The page on speed: what `make bench-table` measured and left in `docs/data/speed.json`, as tables."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pages import write_page, written_before_reading
from sphinx.application import Sphinx

PAGE, MEASURED = "speed.md", Path("data", "speed.json")
WAYS = {
    "single": "single runs",
    "plain": "plain `solve_ivp`",
    "numpy": "batch, NumPy",
    "heyoka": "batch, heyoka",
    "pysd": "PySD",
}
"""Key of the measurements -> what readers call it."""
INTRODUCTION = """
Runs per second of processor time on one core, and how many times as many that is as single runs. All ways of a model
took turns in one run, so that a busy machine slows them alike: trust the ratios more than the rates.

- *Single runs* are integrated one by one, with events, milestones and outcomes, by scipy's DOP853 (relative tolerance
  1e-7); `plain solve_ivp` is one call of the same method on the same compiled equations, without any of these.
- *Batches* run many members together (relative tolerance 7e-8): on NumPy, or by Taylor series with `takeoff[fast]`.
- *PySD* runs the model that `takeoff export --to xmile` writes, by Euler's method with 64 steps a year.
"""
REST = """Shares of the time of a batch of `automating-alignment`. The rest finds where conditions begin to hold, takes
members over borders of pieces, and moves numbers from one array to another.
"""


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the page before it is read.

    Arguments:
        app: the build.
    """
    return written_before_reading(app, lambda sources, config: write_speed(sources))


def write_speed(sources: Path) -> None:
    """Write the page.

    Arguments:
        sources: of the documentation, with what was measured.
    """
    measured = json.loads((sources / MEASURED).read_text(encoding="utf-8"))
    write_page(sources / PAGE, "\n".join(_lines(measured)))


def _lines(measured: Mapping[str, Any]) -> Iterator[str]:
    yield "# Speed"
    yield INTRODUCTION
    yield f"Measured on {measured['date']}, on {measured['machine']}; written by `make bench-table`.\n"
    yield from _rates("model", measured["models"].items())
    yield "\n## With the number of members\n"
    yield "Members of `automating-alignment` that are run together.\n"
    yield from _rates("members", ((f"{count:,}", rates) for count, rates in measured["members"]))
    yield "\n## With the number of tasks\n"
    yield "`task-by-task` with so many tasks, each of which is a jump of its own.\n"
    yield from _rates("tasks", ((f"{count:,}", rates) for count, rates in measured["tasks"]))
    yield "\n## Where the time goes\n"
    yield REST
    for engine, shares in measured["shares"].items():
        told = ", ".join(f"{part} {share:.0%}".replace("%", " %") for part, share in shares.items())
        yield f"- {WAYS[engine]}: {told}"


def _rates(of: str, rows: Iterable[tuple[str, Mapping[str, float]]]) -> Iterator[str]:
    """A table of rates, a row for each thing that was run, a column for each way that any of them was."""
    known = list(rows)
    ways = [way for way in WAYS if any(way in rates for _, rates in known)]
    yield from _table((of, *(WAYS[way] for way in ways)), ([name, *_cells(rates, ways)] for name, rates in known))


def _cells(rates: Mapping[str, float], ways: Sequence[str]) -> list[str]:
    """Rates, and how many times that of single runs each is where these were run; "-" where there is none."""
    return [_cell(rates[way], rates.get("single")) if way in rates else "-" for way in ways]


def _cell(rate: float, single: float | None) -> str:
    return _number(rate) if single is None else f"{_number(rate)} ({rate / single:.3g} x)"


def _number(value: float) -> str:
    return f"{float(f'{value:.2g}'):,.0f}" if value >= 10 else f"{value:.2g}"


def _table(header: Sequence[str], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|---|{'---:|' * (len(header) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
