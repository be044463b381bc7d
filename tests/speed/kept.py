"""What `make bench-table` keeps of a benchmark: rates, the date, and the machine in general words."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def kept(found: dict[str, Any]) -> dict[str, Any]:
    """Rates of `bench_engines`, for the page on speed.

    Arguments:
        found: what pytest-benchmark writes with --benchmark-json.
    """
    notes = [one["extra_info"] for one in found["benchmarks"]]
    cpu = found["machine_info"]["cpu"]
    return {
        "date": found["datetime"][:10],
        "machine": f"{cpu['count']} cores of {cpu['brand_raw']}, Python {found['machine_info']['python_version']}",
        "models": {one["model"]: one["rates"] for one in notes if "model" in one},
        "members": [[one["members"], one["rates"]] for one in notes if "members" in one],
        "tasks": [[one["tasks"], one["rates"]] for one in notes if "tasks" in one],
        "shares": {one["engine"]: one["shares"] for one in notes if "engine" in one},
    }


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    record = kept(json.loads(source.read_text(encoding="utf-8")))
    target.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
