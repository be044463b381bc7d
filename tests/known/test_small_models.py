"""Models that can be solved by hand, against their closed forms and published numbers."""

from __future__ import annotations

import math

import pytest

import takeoff
from takeoff.model import Model
from takeoff.schedules.schedule import Schedule
from tests.theory.pause.closed import closed

END = 3.5


@pytest.fixture(scope="module")
def lead_and_pause() -> Model:
    return takeoff.load("lead-and-pause")


@pytest.mark.parametrize("start", [0.0, 1.0, 2.5, 2.870370, 3.4])
def test_a_full_stop_gives_the_closed_form(lead_and_pause: Model, start: float) -> None:
    run = lead_and_pause.run(caution=takeoff.abrupt(start=start))
    assert run.outcome("alignment") == pytest.approx(closed("best-stop", "total", p=start), rel=1e-9)
    assert run.outcome("end") == pytest.approx(END, abs=1e-12)
    assert run.outcome("caution_time") == pytest.approx(END - start, abs=1e-12)


def test_hazard_of_never_pausing(lead_and_pause: Model) -> None:
    exact = closed("stop-under-hazard", "hazard", x=0)
    assert exact == pytest.approx(0.001 * math.expm1(END), rel=1e-12)
    assert lead_and_pause.run().outcome("hazard") == pytest.approx(exact, rel=1e-9)


def test_the_best_full_stop(lead_and_pause: Model) -> None:
    best = lead_and_pause.best_pause("alignment")
    exact = closed("best-stop")
    assert exact == pytest.approx(2.870370, abs=1e-6)
    assert best.best.parameters["start"].value == pytest.approx(exact, abs=1e-5)
    assert best.best.run.outcome("alignment") == pytest.approx(311030.25, abs=0.01)


def test_theft_shortens_the_best_stop(lead_and_pause: Model) -> None:
    best = lead_and_pause.change(theft_rate=1, share_base=0).best_pause("alignment")
    exact = closed("stop-under-theft", theta=1, phi_0=0)
    assert exact == pytest.approx(END - math.log(1 + 1 / 1.5), rel=1e-12)
    assert best.best.parameters["start"].value == pytest.approx(exact, abs=1e-5)


def test_scarce_supervisors_make_the_best_stop_earlier(lead_and_pause: Model) -> None:
    best = lead_and_pause.change(supervision_limit=1e5).best_pause("alignment")
    exact = closed("stop-under-a-cap", V=1e5)
    assert exact == pytest.approx(math.log(1e5 / 6300) / 1.5, rel=1e-12)
    assert best.best.parameters["start"].value == pytest.approx(exact, abs=1e-5)


@pytest.mark.parametrize(
    ("schedule", "caution"),
    [
        (takeoff.ramp(start=1, length=2), 3.5 - 1 - 1),
        (takeoff.logistic(middle=2, width=0.3), 0.3 * (math.log1p(math.exp(5)) - math.log1p(math.exp(-2 / 0.3)))),
        (takeoff.exponential(start=1, time=0.7), 2.5 - 0.7 * (1 - math.exp(-2.5 / 0.7))),
    ],
)
def test_caution_time_of_gradual_schedules(lead_and_pause: Model, schedule: Schedule, caution: float) -> None:
    assert lead_and_pause.run(caution=schedule).outcome("caution_time") == pytest.approx(caution, rel=1e-9)


def test_researcher_supply_gives_the_equations_column() -> None:
    run = takeoff.load("researcher-supply").run()
    flop, parameters = 0.5 * 1e21 * 365 * 86400, math.sqrt(0.5 * 1e21 * 365 * 86400 / 120)
    exact = {
        "training_compute": flop,
        "parameters": parameters,
        "tokens_per_second": math.sqrt(30 * 0.5 * 1e21 / (365 * 86400)),
        "serial_multiple": 15.0,
    }
    assert {name: run.outcome(name) for name in exact} == pytest.approx(exact, rel=1e-12)
    assert run.outcome("training_compute") == pytest.approx(1.577e28, rel=5e-4)
    assert run.outcome("parameters") == pytest.approx(1.146e13, rel=5e-4)
    assert run.outcome("tokens_per_second") == pytest.approx(2.181e7, rel=5e-4)
    assert run.outcome("parallel_researchers") == pytest.approx(43619, abs=0.5)
    assert run.outcome("researcher_months_per_month") == pytest.approx(15 * 43618.66, rel=1e-6)


def test_thousand_times_the_compute_in_four_months() -> None:
    model = takeoff.load("researcher-supply")
    training_time = value(model, "training_time")
    scaled = model.change(compute=3000 * value(model, "compute"), training_time=training_time / 3).run()
    assert scaled.outcome("training_compute") == pytest.approx(
        1000 * model.run().outcome("training_compute"), rel=1e-12
    )
    ratio = scaled.outcome("tokens_per_second") / model.run().outcome("tokens_per_second")
    assert ratio == pytest.approx(94.87, abs=5e-3)


def value(model: Model, name: str) -> float:
    """Present value of a parameter, in its unit."""
    found = model.parameters[name].value
    assert found is not None
    return found


def test_exponential_growth() -> None:
    model = takeoff.load("exponential")
    run = model.run(horizon=7)
    exact = value(model, "size_start") * math.exp(value(model, "growth") * 7)
    assert run["size"][-1] == pytest.approx(exact, rel=1e-9)


def test_logistic_growth() -> None:
    model = takeoff.load("logistic")
    run = model.run(horizon=7)
    start, limit = value(model, "size_start"), value(model, "limit")
    exact = limit / (1 + (limit / start - 1) * math.exp(-value(model, "growth") * 7))
    assert run["size"][-1] == pytest.approx(exact, rel=1e-9)


def test_hyperbolic_blow_up() -> None:
    model = takeoff.load("hyperbolic")
    start, limit, feedback = (value(model, name) for name in ("size_start", "limit", "acceleration"))
    run = model.run()
    assert run.outcome("end") == pytest.approx((1 / start - 1 / limit) / feedback, rel=1e-9)
