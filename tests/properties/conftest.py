"""The number of random cases, told at the end of a run, workers' counts included."""

from collections.abc import Iterator

import pytest

from tests.properties import cases


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    before = cases.count()
    try:
        return (yield)
    finally:
        if number := cases.count() - before:
            item.user_properties.append(("random cases", number))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    total = failures = 0
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            numbers = [value for name, value in getattr(report, "user_properties", []) if name == "random cases"]
            if report.when == "call" and numbers:
                total += sum(numbers)
                failures += outcome == "failed"
                terminalreporter.write_line(f"{sum(numbers):>8,} random cases, {outcome}: {report.nodeid}")
    if total:
        terminalreporter.write_line(f"{total:>8,} random cases, {failures} properties with failures")
