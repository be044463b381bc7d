"""`takeoff calibrate`: tables, JSON, CSV, figures, the line that reproduces, and what cannot be asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
HORIZONS = ((2023.5, 2.0), (2024.0, 3.5), (2024.5, 16.0), (2025.0, 30.0), (2026.0, 300.0))


@pytest.fixture
def data(tmp_path: Path) -> str:
    lines = [f"{year},{minutes},True" for year, minutes in HORIZONS]
    text = "\n".join(["release_date,p50_min,is_sota", *lines, "2022.5,1,True", "2024.2,9,False"])
    (tmp_path / "metr_time_horizon_1_1.csv").write_text(text, encoding="utf-8")
    return str(tmp_path)


def test_a_fit_and_weighed_draws(cli: Cli, data: str, tmp_path: Path) -> None:
    asked = ("calibrate", "time-horizon", "--data", data)
    answer = cli(*asked, "--draws", "256", "--seed", "3", "--figure", str(tmp_path / "fit.svg"))
    assert answer.code == 0
    assert "5 measurements, 2023.5 to 2026.0, against time_horizon of time-horizon" in answer.out
    assert "256 draws, weighed by the data, are worth " in answer.out
    assert 'use it: --set "doubling_time=' in answer.out
    assert f"reproduce: takeoff calibrate time-horizon --data {data} --draws 256 --seed 3 --figure " in answer.out
    assert {"fit.png", "fit.svg", "fit-posterior.png"} <= {path.name for path in tmp_path.iterdir()}
    record = json.loads(cli(*asked, "--format", "json", "--set", "horizon_start=2", "--fit", "doubling_time").out)
    (doubling,) = record["parameters"]
    assert doubling["before"] == 128.74
    assert doubling["error"] > 0
    assert record["misfit"]["after"] < record["misfit"]["before"]
    assert (len(record["measurements"]), record["draws"]) == (5, None)
    assert record["outcomes"]["goal_time"]["after"] != record["outcomes"]["goal_time"]["before"]
    assert cli(*asked, "--format", "csv").out.startswith("parameter,unit,before,fitted,error,prior_5,")


def test_few_draws_are_warned_of(cli: Cli, data: str) -> None:
    asked = ("calibrate", "time-horizon", "--data", data, "--draws", "32", "--prior", "doubling_time=200 to 300")
    assert "warning: below 100, quantiles are those of a few draws" in cli(*asked).out


def test_samples_of_a_posterior_and_the_model_that_they_make(cli: Cli, data: str, tmp_path: Path) -> None:
    asked = ("calibrate", "time-horizon", "--data", data, "--set", "horizon_goal=2 hour", "--bayes", "--walkers", "8")
    learnt, figure = tmp_path / "learnt.toml", tmp_path / "fit"
    answer = cli(*asked, "--steps", "6", "--save", str(learnt), "--figure", str(figure))
    assert answer.code == 0
    assert "8 walkers, 6 steps each; " in answer.out
    assert "warning: chains shorter than 50 autocorrelation times" in answer.out
    assert f"--bayes --seed 1 --walkers 8 --steps 6 --save {learnt} --figure {figure}" in answer.out
    assert {"fit.png", "fit-posterior.png"} <= {path.name for path in tmp_path.iterdir()}
    assert cli("check", str(learnt)).code == 0
    assert '[parameters.horizon_goal]\nvalue = "2 hour"' in learnt.read_text(encoding="utf-8")
    for words, told in (
        (("--bayes", "--draws", "8"), "--draws and --bayes exclude each other"),
        (("--steps", "8"), "--steps is for samples of a posterior"),
        (("--save", str(tmp_path / "no" / "file.toml")), "no file can be written at "),
    ):
        refused = cli("calibrate", "time-horizon", "--data", data, *words)
        assert (refused.code, refused.out) == (2, "")
        assert told in refused.err


def test_durations(cli: Cli, tmp_path: Path) -> None:
    rows = [
        "us_to_china,2023-02-24,6.4",
        "us_to_china,2024-02-29,7",
        "us_to_china,2024-06-20,8",
        "us_to_china,2026-01-01,",
    ]
    path = tmp_path / "leads.csv"
    path.write_text("\n".join(["kind,record_date,lag_months", *rows, "developer,2024-06-20,1"]), encoding="utf-8")
    asked = ("calibrate", "lead-over-china", "--data", str(path), "--model", "lead-and-pause")
    answer = cli(*asked, "--figure", str(tmp_path / "leads"))
    assert answer.code == 0
    assert "3 were over, 0 within the shortest span that dates tell, 1 are not over" in answer.out
    assert 'or --prior "lead=lognormal(' in answer.out
    assert (tmp_path / "leads.svg").is_file()
    record = json.loads(cli(*asked, "--format", "json").out)
    assert (record["over"], record["open"], record["before"]) == (3, 1, 0.5)
    assert record["median"] == pytest.approx(7.1 / 12, rel=0.05)
    assert cli(*asked, "--format", "csv").out.startswith("parameter,unit,before,median,")
    assert cli(*asked, "--fit", "lead", "--fit", "lead").code == 2
    refused = cli(*asked, "--draws", "8")
    assert (refused.code, refused.out) == (2, "")
    assert "is about durations, for which no draws are weighed" in refused.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("tim-horizon",), 2, "did you mean 'time-horizon'?"),
        (("time-horizon", "--fit", "horizon_goal"), 3, "the data say nothing of 'horizon_goal'"),
        (("time-horizon", "--model", "exponential"), 2, "has no quantity for the concept 'time_horizon'"),
        (("chip-stock",), 2, "there is no epoch_chip_stock_cumulative.csv in "),
        (("time-horizon", "--prior", "doubling_time=x", "--draws", "8"), 2, "prior of 'doubling_time'"),
        (("time-horizon", "--prior", "doubling_time=60 to 360 day"), 2, "add --draws N, or --bayes"),
        (("time-horizon", "--fit", "doubling_time", "--fit", "doubling_time"), 2, "a parameter is fitted twice"),
    ],
)
def test_what_cannot_be_asked(cli: Cli, data: str, words: tuple[str, ...], code: int, told: str) -> None:
    answer = cli("calibrate", *words, "--data", data)
    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err
