"""Mechanisms that a model can switch off: each does nothing when it is off, in the equations that are its own."""

from collections.abc import Callable

import numpy as np
import pytest

import takeoff
from takeoff.solve.run import Run

STOP = "abrupt(start=3 year, depth=0.5)"

Claim = Callable[[Run], bool]


def equal(run: Run, one: str, other: str, within: float = 1e-9) -> bool:
    return bool(np.allclose(run[one], run[other], rtol=within, atol=0.0))


def still(run: Run, name: str) -> bool:
    return bool(np.ptp(run[name]) <= 1e-9 * abs(run[name][0]))


def outcome_is(run: Run, name: str, value: float) -> bool:
    return run.outcome(name) == pytest.approx(value, rel=1e-12)


def staffed(run: Run) -> bool:
    """Only those who were on alignment from the start on are there."""
    years, start, growth = run.time - run.start, run["alignment_staff"][0], run["alignment_staff_growth"][0]
    return bool(np.allclose(run["alignment_people"], start * np.exp(growth * years)))


def unpaid_chips(run: Run) -> bool:
    return equal(run, "compute_growth[leader]", "compute_trend")


def own_software(run: Run) -> bool:
    """The follower has the software that its own research makes."""
    pace, times = run["software_pace[follower]"], run.time
    grown = np.log(run["software[follower]"][-1] / run["software[follower]"][0])
    return bool(np.isclose(grown, np.trapezoid(pace, times), rtol=1e-4))


def untaxed(run: Run) -> bool:
    labour = run["alignment_share"] * run["ai_labour[leader]"]
    frontier = run["safe_start"] + run["safe_gain"] * np.log10(1 + run["alignment"] / run["safe_scale"])
    return bool(np.allclose(run["ai_alignment_labour"], labour) and np.allclose(run["safe_frontier[leader]"], frontier))


def unlearned(run: Run) -> bool:
    return bool(np.allclose(run["review_limit"], run["review_capacity"] * run["supervisors"]))


def unprepared(run: Run) -> bool:
    return bool(np.allclose(run["alignment_midpoint"], run["capability_midpoint"] + run["alignment_lag"]))


def not_stolen(run: Run) -> bool:
    return outcome_is(run, "success", flagship().run(caution=STOP).outcome("success"))


def flagship() -> takeoff.Model:
    return takeoff.load("automating-alignment")


CLAIMS: dict[str, tuple[Claim, dict[str, float | str]]] = {
    "redirected_people": (staffed, {}),
    "serial_speed": (lambda run: still(run, "serial_speedup") and run["serial_speedup"][0] == 1, {}),
    "parallel_losses": (lambda run: equal(run, "alignment_pace", "alignment_labour"), {}),
    "safer_methods": (untaxed, {"process_tax": 0.5}),
    "funding": (unpaid_chips, {"deployment": 0.2}),
    "cheaper_inference": (lambda run: still(run, "inference_efficiency"), {}),
    "theft": (not_stolen, {"theft_time": "4 year"}),
    "adoption": (lambda run: outcome_is(run, "adopted", 1.0), {}),
    "hazard": (lambda run: outcome_is(run, "survive", 1.0), {}),
    "safety_gain": (lambda run: still(run, "safe_frontier[leader]") and still(run, "safe_frontier[follower]"), {}),
    "shared_safety": (lambda run: still(run, "safe_frontier[follower]"), {}),
    "leaks": (own_software, {"leak_base": 0.2}),
    "supervision": (lambda run: equal(run, "supervised_labour", "ai_alignment_labour", 1e-6), {}),
    "supervisor_training": (lambda run: still(run, "supervisors"), {}),
    "easier_review": (unlearned, {}),
    "ai_help": (lambda run: equal(run, "alignment_labour", "alignment_people", 1e-3), {}),
    "preparation": (unprepared, {"preparation_gain": 0.5}),
}
"""Mechanism -> what holds when it is off, and values with which it does not hold when it is on."""


def test_every_mechanism_has_a_claim() -> None:
    assert list(CLAIMS) == list(flagship().meaning.spec.parts.mechanisms)


@pytest.mark.parametrize("name", CLAIMS)
def test_off_it_has_no_effect_and_on_it_has_one(name: str) -> None:
    claim, changes = CLAIMS[name]
    model, off = flagship().change(**changes), flagship().meaning.spec.parts.mechanisms[name].off
    assert not claim(model.run(caution=STOP))
    assert claim(model.change(**off).run(caution=STOP))


@pytest.mark.parametrize(
    ("name", "changes", "outcome"),
    [
        ("theft", {"theft_rate": 0.2}, "alignment"),
        ("supervision", {"supervision_limit": 1e5}, "alignment"),
        ("hazard", {}, "hazard"),
    ],
)
def test_mechanisms_of_lead_and_pause(name: str, changes: dict[str, float], outcome: str) -> None:
    model = takeoff.load("lead-and-pause")
    off = model.meaning.spec.parts.mechanisms[name].off
    on, without = (
        one.run(caution="abrupt(start=2.5)").outcome(outcome)
        for one in (model.change(**changes), model.change(**{**changes, **off}))
    )
    known = {"alignment": model.run(caution="abrupt(start=2.5)").outcome("alignment"), "hazard": 0.0}[outcome]
    assert without == pytest.approx(known, rel=1e-12) and on != pytest.approx(known, rel=1e-3)
