"""The curves that are shown as a CSV file: a row for every run and moment, units in the header."""

from __future__ import annotations

import csv
import io
from typing import Any

from takeoff.page.answers.curves import curves
from takeoff.page.describe import model
from takeoff.page.downloads.download import Download
from takeoff.page.view import View


def table(view: View) -> Download:
    """The curves of all runs.

    Arguments:
        view: what is shown.
    """
    found, described = curves(view), model(view)
    units = {one["name"]: panel["unit"] for panel in described["panels"] for one in panel["quantities"]}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["run", "schedule", "time (calendar year)", *(f"{name} ({unit})" for name, unit in units.items())])
    for run in found["runs"]:
        writer.writerows(_rows(found["time"], run, list(units)))
    return Download(text.getvalue().encode(), "text/csv; charset=utf-8", f"{view.model}.csv")


def _rows(times: list[float], run: dict[str, Any], names: list[str]) -> list[list[Any]]:
    """Rows of one run, up to its end."""
    columns = [run["values"][name] for name in names]
    return [
        [run["id"], run["schedule"], time, *("" if column[place] is None else column[place] for column in columns)]
        for place, time in enumerate(times)
        if time <= run["end"]
    ]
