"""Feedback loops of systems whose loops are known."""

import math
from pathlib import Path

import pytest

from takeoff.model import Model
from takeoff.solve.loops import BALANCING, CHANGES, REINFORCING, Loops, loops_among_stocks, loops_through_quantities

HEAD = 'schema = 1\n[model]\nname = "small"\ntitle = "Small"\ntime = { start = 2026.0, stop = 2036.0 }\n'
HUNT = """
[stocks]
prey = { unit = "1", start = "1.5", scale = "SCALE" }
hunters = { unit = "1", start = "1", scale = "SCALE" }
[flows]
births = { into = "prey", rate = "birth_rate * prey" }
catch = { out_of = "prey", rate = "eaten" }
growth = { into = "hunters", rate = "eaten" }
deaths = { out_of = "hunters", rate = "death_rate * hunters" }
[auxiliaries]
eaten = { unit = "1/year", equation = "birth_rate * prey * hunters" }
[parameters]
birth_rate = { value = 1, unit = "1/year" }
death_rate = { value = 1, unit = "1/year" }
"""
CAPPED = """
[stocks.level]
unit = "1"
start = "0.5"
[flows.filling]
into = "level"
rate = "max(1 - level, 0) / time"
[parameters.time]
value = 1
unit = "year"
"""


def model(text: str, folder: Path) -> Model:
    path = folder / "small.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return Model.load(path)


def polarities(loops: Loops) -> dict[tuple[str, ...], str]:
    return {loop.path: loop.polarity for loop in loops.found}


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_hunters_and_prey(scale: str, tmp_path: Path) -> None:
    run = model(HUNT.replace("SCALE", scale), tmp_path).run()
    netted = polarities(loops_among_stocks(run))
    assert netted == {("prey",): CHANGES, ("hunters",): CHANGES, ("prey", "hunters"): BALANCING}
    assert polarities(loops_through_quantities(run)) == {
        ("prey",): REINFORCING,
        ("hunters",): BALANCING,
        ("prey", "eaten"): BALANCING,
        ("hunters", "eaten"): REINFORCING,
    }


def test_growth_that_slows_changes_sign_halfway() -> None:
    (loop,) = loops_among_stocks(Model.load("logistic").run()).found
    (_, last_reinforcing, first), (first_balancing, _, second) = loop.spans
    assert (loop.path, loop.polarity, first, second) == (("size",), CHANGES, REINFORCING, BALANCING)
    assert last_reinforcing <= math.log(99) <= first_balancing


def test_growth_on_a_log_scale_reinforces_itself() -> None:
    run = Model.load("exponential").run()
    assert polarities(loops_among_stocks(run)) == polarities(loops_through_quantities(run)) == {("size",): REINFORCING}


def test_a_kink_stands_in_the_path(tmp_path: Path) -> None:
    run = model(CAPPED, tmp_path).run()
    assert polarities(loops_among_stocks(run)) == {("level",): BALANCING}
    assert polarities(loops_through_quantities(run)) == {("level", "kink"): BALANCING}


def test_the_flagship_has_the_loop_that_automates_research() -> None:
    found = loops_through_quantities(Model.load("automating-alignment").run())
    path = "software effective_compute capability automation kink research_labour research_input software_pace"
    wanted = tuple(name if name == "kink" else f"{name}[leader]" for name in path.split())
    assert polarities(found)[wanted] == REINFORCING
    assert polarities(found)[("software[leader]", "software_pace[leader]")] == BALANCING
    assert found.complete


def test_a_model_without_stocks_has_no_loops() -> None:
    assert loops_among_stocks(Model.load("researcher-supply").run()) == Loops((), True)
    assert loops_through_quantities(Model.load("researcher-supply").run()) == Loops((), True)
