"""The models of docs/examples: they are right, run, and have the properties that their texts promise."""

import math
from pathlib import Path

import pytest

import takeoff
from takeoff.model import Model

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


def example(name: str) -> Model:
    return takeoff.load(EXAMPLES / f"{name}.toml")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_an_example_is_documented_and_runs(path: Path) -> None:
    model = takeoff.load(path)
    assert model.name == path.stem
    parts = model.meaning.spec.parts
    for section in ("stocks", "flows", "auxiliaries", "parameters", "controls", "milestones", "outcomes"):
        assert all(part.meaning for part in getattr(parts, section).values()), section
    assert all(part.source == "assumed" for part in parts.parameters.values())
    assert all(math.isfinite(amount.value or 0) for amount in model.run().outcomes.values())


@pytest.mark.parametrize("changes", [{}, {"prey_start": 5}, {"predators_start": 40}, {"appetite": 0.1}])
def test_predators_and_prey_keep_their_invariant(changes: dict[str, float]) -> None:
    run = example("predator-prey").change(**changes).run()
    assert run.outcome("drift") == pytest.approx(0, abs=1e-7)


def test_predators_and_prey_in_balance_stay_there() -> None:
    balance = {"prey_start": 0.8 / (0.8 * 0.03), "predators_start": 0.5 / 0.03}
    run = example("predator-prey").change(**balance).run()
    assert run.outcome("prey") == pytest.approx(balance["prey_start"], rel=1e-6)
    assert run.outcome("predators") == pytest.approx(balance["predators_start"], rel=1e-6)


def test_three_actors_arrive_in_the_order_of_their_starts() -> None:
    run = example("three-actors").run()
    leader = 2 * math.log(10) / math.log(3)
    assert run.outcome("leader_time") == pytest.approx(leader, rel=1e-8)
    assert run.outcome("second_time") == pytest.approx(leader + 0.5, rel=1e-8)
    assert run.outcome("third_time") == pytest.approx(leader + 1.25, rel=1e-8)
    assert run.outcome("margin") == pytest.approx(6, rel=1e-6)


@pytest.mark.parametrize(("length", "margin"), [(0.25, 3), (0.75, -3)])
def test_the_leader_may_stop_for_its_head_start_and_no_longer(length: float, margin: float) -> None:
    run = example("three-actors").run(caution=takeoff.abrupt(start=1, stop=1 + length))
    assert run.outcome("margin") == pytest.approx(margin, rel=1e-6)
    assert run.outcome("caution_time") == pytest.approx(length, rel=1e-8)
