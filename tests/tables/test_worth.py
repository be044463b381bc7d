"""Worth and the latest pause in words: the finding, the table, what has no answer."""

import pytest

import takeoff
from takeoff.decide.worth import Worths
from takeoff.model import Model
from takeoff.tables.latest import latest_header, latest_rows, latest_words
from takeoff.tables.worth import finding, worth_header, worth_rows, worth_words


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


@pytest.fixture(scope="module")
def worths(model: Model) -> Worths:
    return model.best_pause("alignment").worth(["tenth_more_labour", "half_the_hazard", "twice_the_share"])


def test_the_finding_tells_what_is_worth_most_in_both_measures(worths: Worths) -> None:
    text = finding(worths)
    assert text.startswith("With the slowdown chosen anew, 10 % more AI labour is worth most: +31,103 researcher years")
    assert " of alignment work, as much as 0.76 months of lead. " in text
    assert text.endswith(" At the margin, a month of lead is worth +38,908 researcher years.")


def test_rows_hold_numbers_in_full_and_the_unchanged_model_first(worths: Worths) -> None:
    header = ("improvement", "alignment", "gain", "month_of_lead [month]", "beyond", "start", "reason")
    assert worth_header(worths) == header
    nothing, labour, *_, idle = worth_rows(worths)
    assert nothing[:5] == ("", worths.base.best.run.outcome("alignment"), 0.0, 0.0, "")
    assert labour[0] == "tenth_more_labour" and labour[3] == pytest.approx(0.7619, abs=1e-4)
    assert idle[0] == "half_the_hazard" and idle[-1] == "it cannot move alignment"


def test_the_table_has_a_row_for_each_and_one_for_no_change(worths: Worths) -> None:
    lines = worth_words(worths).splitlines()
    header = lines[2].split("  ")
    assert [cell.strip() for cell in header if cell.strip()] == [
        "change",
        "alignment work",
        "gain [researcher year]",
        "months of lead",
        "start [year]",
    ]
    assert lines[4].startswith("nothing") and lines[5].startswith("10 % more AI labour")
    assert len({len(line) for line in lines[2:8]}) == 1, "columns of numbers end together"
    assert lines[-1] == "half the hazard: it cannot move alignment."


def test_the_latest_pause_in_words(model: Model) -> None:
    found = model.latest_pause(["hazard <= 0.004"], along="lead", values=["3 month", "6 month", 2])
    text = latest_words(found, "alignment")
    assert text.startswith("The latest start that meets hazard <= 0.004 moves from 20 March 2026 (0.21 years after")
    assert "At 1 of 3 values no pause meets it." in text
    assert "alignment work [researcher year]" in text
    assert latest_header(found)[:5] == ("lead", "start", "earliest", "needless", "end")
    rows = latest_rows(found)
    assert [row[0] for row in rows] == [0.25, 0.5, 2.0]
    assert rows[0][2] == 0.0 and rows[2][1:4] == (None, None, "")
    assert "At lead 2 years: the closest has hazard = 0.005, off by 0.001 from hazard <= 0.004" in text


def test_one_latest_pause_in_words(model: Model) -> None:
    text = latest_words(model.latest_pause(["hazard <= 0.02"]))
    assert text.startswith("Latest pause that meets hazard <= 0.02: caution abrupt, start ")
    assert "All bounds are met with start from 0 years to 2." in text
    assert "Never pausing meets them too." in latest_words(model.latest_pause(["hazard <= 1"]))
