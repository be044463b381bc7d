"""Schedules that watch the model: latches on a signal, holding at a limit, being persuaded, following."""

import math

import numpy as np
import pytest
from scipy.integrate import solve_ivp

import takeoff
from takeoff.algebra.symbols import marked, symbol_of
from takeoff.errors import InputError, RunError
from takeoff.model import Model
from takeoff.schedules.schedule import Schedule
from takeoff.solve.reading import variables
from takeoff.solve.run import Run
from tests.schedules.conftest import HELP, HORIZON, PACE, SLOW

APPROACH = PACE - SLOW
HOLD = APPROACH / (PACE + HELP)
"""Caution that keeps the level of the tiny model at its bar."""


@pytest.mark.parametrize(
    ("schedule", "spent", "level"),
    [
        (takeoff.pause_when("level", 2), 8.0, 2.0),
        (takeoff.pause_when("level", "2 OOM", delay="3 month"), 7.75, 2.25),
        (takeoff.pause_when("level", 2, depth=0.5), 4.0, 6.0),
        (takeoff.pause_when("level", 2, resume_watch="bar", resume_above=1.5), 0.75, 9.25),
        (takeoff.pause_when("level", 2, depth=0.5, resume_above=3), 1.0, 9.0),
        (takeoff.pause_when("level", 2, resume_watch="bar", resume_above=1.1), 0.0, 10.0),
        (takeoff.pause_when("level", -1, delay=1), 9.0, 1.0),
        (takeoff.pause_when("level", 20), 0.0, 10.0),
        (takeoff.pause_when("share", 0), 10.0, 0.0),
    ],
)
def test_a_pause_on_a_signal(tiny: Model, schedule: Schedule, spent: float, level: float) -> None:
    run = tiny.run(caution=schedule)
    assert run.outcome("spent") == pytest.approx(spent, abs=1e-9)
    assert run.outcome("level") == pytest.approx(level, abs=1e-9)


@pytest.mark.parametrize("steepness", [0.5, 3.0, 100.0])
def test_persuasion_is_a_logistic_of_the_logarithm(tiny: Model, steepness: float) -> None:
    """At any steepness, far below and far above half, and from 0 on."""
    run = tiny.run(caution=takeoff.persuaded("bar", 2, depth=0.8, steepness=steepness))
    x = (run["bar"] / 2) ** steepness
    assert run["caution"] == pytest.approx(0.8 * (1 - 1 / (1 + x)), rel=1e-9)
    spent = tiny.run(other=takeoff.persuaded("spent", 1e-3, steepness=steepness), caution=0.5)
    assert spent["other"][0] == 0
    assert spent["other"][-1] == pytest.approx(1, abs=0.03)


def test_what_caution_cannot_move_with_these_values_is_not_held() -> None:
    """Without theft, nothing that is watched moves with caution at once, though the equations say that it may."""
    run = takeoff.load("lead-and-pause").run(caution=takeoff.hold("hazard", "useful_share"))
    assert set(run["caution"]) == {0.0}


def test_what_persuades_is_never_below_0(tiny: Model) -> None:
    with pytest.raises(RunError, match="of a negative number"):
        tiny.run(first_bar=-1, caution=takeoff.persuaded("bar", 2))


def test_the_signal_is_remembered_on_the_flagship(flagship: Model) -> None:
    """A full stop freezes capability on the threshold itself: one switch, no chatter."""
    run = flagship.run(caution=takeoff.pause_when("capability[leader]", "4 OOM"))
    caution, capability = run["caution"], run["capability[leader]"]
    assert set(caution) == {0.0, 1.0}
    assert np.count_nonzero(np.diff(caution)) == 1
    assert capability[caution == 0].max() == pytest.approx(4.0, abs=1e-9)
    assert capability[caution == 1] == pytest.approx(4.0, abs=1e-9)
    assert len(run.trajectory.pieces) < 12
    assert run.trajectory.evaluations < 1_000


def test_delay_and_resumption_on_the_flagship(flagship: Model) -> None:
    schedule = takeoff.pause_when("capability[leader]", 4, "2 month", resume_watch="alignment", resume_above=20_000)
    run = flagship.run(caution=schedule)
    paused = run.time[run["caution"] == 1]
    assert run.sample("capability[leader]", [paused[0] - 1 / 6]) == pytest.approx(4.0, abs=1e-9)
    assert run.sample("alignment", [paused[-1]]) == pytest.approx(20_000.0, rel=1e-9)
    assert run["caution"][-1] == 0


def held_since(response: float) -> float:
    """When caution sets in: the gap is then what is travelled in one response time."""
    return (1 - APPROACH * response) / APPROACH


@pytest.mark.parametrize("response", [0.5, 0.02])
def test_holding_has_its_closed_form(tiny: Model, response: float) -> None:
    """The gap shrinks as exp(-t/response), and caution rises to what the chain rule says."""
    run = tiny.run(caution=takeoff.hold("level", "bar", response=response))
    since = held_since(response)
    spent = HOLD * (HORIZON - since - response * -math.expm1(-(HORIZON - since) / response))
    assert run.outcome("spent") == pytest.approx(spent, abs=1e-8)
    times = np.array([since + 0.3 * response, since + 2 * response, 9.0])
    gap = APPROACH * response * np.exp(-(times - since) / response)
    caution = HOLD * -np.expm1(-(times - since) / response)
    assert np.subtract(run.sample("bar", list(times)), run.sample("level", list(times))) == pytest.approx(gap, abs=3e-8)
    assert run.sample("caution", list(times)) == pytest.approx(caution, abs=3e-8 / response)


@pytest.mark.parametrize(("commitment", "response"), [(0.6, 0.05), (1.0, 0.05)])
def test_holding_agrees_with_an_implicit_solver(tiny: Model, commitment: float, response: float) -> None:
    """The same law written by hand for the tiny model, integrated by Radau through its kinks."""

    def caution(level: float, bar: float) -> float:
        return commitment * min(max((APPROACH - (bar - level) / response) / (PACE + HELP), 0.0), 1.0)

    def rates(t: float, y: np.ndarray) -> list[float]:
        c = caution(y[0], y[1])
        return [PACE * (1 - c), SLOW + HELP * c, c]

    other = solve_ivp(rates, (0, HORIZON), [0.0, 1.0, 0.0], "Radau", rtol=1e-10, atol=1e-12, max_step=0.01).y[:, -1]
    run = tiny.run(caution=takeoff.hold("level", "bar", response, commitment))
    assert [run.outcome(name) for name in ("level", "bar", "spent")] == pytest.approx(other.tolist(), abs=1e-6)


def test_holding_costs_what_the_ideal_costs(tiny: Model) -> None:
    """The run that turns at the bar and slides along it takes as much caution, whatever the response."""
    run = tiny.run(caution=takeoff.hold("level", "bar"))
    ideal = HOLD * (HORIZON - 1 / APPROACH)
    ends = [run.outcome(name) for name in ("spent", "level", "bar")]
    assert ends == pytest.approx([ideal, HORIZON - ideal, 1 + SLOW * HORIZON + HELP * ideal], abs=1e-8)


@pytest.fixture(scope="module", params=[{"safe_start": 3.0}, {"safe_gain": 1.0}], ids=["early", "low"])
def held(flagship: Model, request: pytest.FixtureRequest) -> Run:
    return flagship.change(**request.param).run(caution=takeoff.hold("capability[leader]", "trusted_frontier"))


def test_holding_on_the_flagship(held: Run) -> None:
    """The frontier moves with alignment work, which depends on caution by a curve; the gap closes all the same."""
    caution, gap = held["caution"], held["trusted_frontier"] - held["capability[leader]"]
    assert caution.min() == 0 and 0.5 < caution.max() < 1
    first = int(np.argmax(caution > 0))
    since = held.time - held.time[first]
    assert gap.min() > -1e-8
    assert gap[first] < 0.01
    law = gap[first] * np.exp(-since[first:] / 0.02)
    assert gap[first:] == pytest.approx(law, abs=1e-7)


def test_the_steps_of_the_solution_have_converged(held: Run) -> None:
    symbol = marked(symbol_of(("caution.needed", ())), "zero")
    read = held.program.quantity(symbol).bind(held.trajectory.fixed)
    left = [read(t, variables(held.program, state), modes)[0] for t, state, modes in held.trajectory.moments(4)]
    inside = (held["caution"] > 0) & (held["caution"] < 1)
    assert np.count_nonzero(inside) > 100
    assert np.abs(np.array(left)[inside]).max() < 1e-12


def test_caution_is_full_where_even_that_does_not_hold(tiny: Model) -> None:
    run = tiny.change(slow=-0.5).run(caution=takeoff.hold("level", "bar"))
    assert run["caution"].max() == 1.0
    assert run["level"][-1] > run["bar"][-1]


def test_who_is_persuaded(tiny: Model) -> None:
    """d spent/dt = depth level/(level + half) with level = t."""
    run = tiny.run(other=takeoff.persuaded("level", half=2, depth=0.5))
    assert run.sample("other", [0.0, 2.0, 6.0]) == pytest.approx([0.0, 0.25, 0.375])
    steep = tiny.run(other=takeoff.persuaded("level", half=2, steepness=4))
    assert steep.sample("other", [1.0, 4.0]) == pytest.approx([1 / 17, 16 / 17])


def test_being_persuaded_slows_what_persuades(tiny: Model) -> None:
    """d level/dt = half/(level + half), so that (level + half)^2 = half^2 + 2 half t."""
    run = tiny.run(caution=takeoff.persuaded("level", half=2))
    assert run.outcome("level") == pytest.approx(math.sqrt(4 + 4 * HORIZON) - 2, abs=1e-9)


def test_who_follows(tiny: Model) -> None:
    run = tiny.run(caution=takeoff.abrupt(3, 0.8), other=takeoff.follow("caution", commitment=0.5))
    assert run.sample("other", [2.0, 4.0]).tolist() == [0.0, 0.4]


def test_two_who_hold_each_other(flagship: Model) -> None:
    """Each solves its own equation with the other's answer inside; both limits are kept."""
    leader = takeoff.hold("capability[leader]", "trusted_frontier")
    follower = takeoff.hold("capability[follower]", "capability[leader]", response=0.1)
    run = flagship.change(safe_start=3.0).run(caution=leader, follower_caution=follower)
    assert (run["trusted_frontier"] - run["capability[leader]"]).min() > -1e-7
    assert (run["capability[leader]"] - run["capability[follower]"]).min() > -1e-7


@pytest.mark.parametrize(
    ("caution", "said"),
    [
        ("follow(watch=caution)", "schedules and quantities need each other: caution -> caution"),
        ("persuaded(watch=share, half=1)", "schedules and quantities need each other: share -> caution -> share"),
        ("hold(watch=share, limit=other)", "schedule 'hold' cannot solve for 'caution': the rate of change is needed"),
        ("hold(watch=bar, limit=slow)", "schedule 'hold', argument 'limit': 'slow' is in OOM/year, but it must be"),
        ("hold(watch=bar, limit=level)", "schedule 'hold': more 'caution' raises what it is to bring"),
        ("hold(watch=level)", "schedule 'hold' needs 'limit', a quantity of the model"),
        ("follow(watch=level)", "schedule 'follow', argument 'watch': 'level' is in OOM, but it must be in 1"),
        ("pause_when(watch=levle, above=1)", "schedule 'pause_when', argument 'watch': unknown name 'levle'"),
        ("pause_when(watch=level[leader], above=1)", "schedule 'pause_when', argument 'watch': 'level' has no index"),
        ("pause_when(watch=2 * level, above=1)", "schedule 'pause_when', argument 'watch': '2 * level' is no quantity"),
        ("pause_when(watch=t, above=1)", "schedule 'pause_when', argument 'watch': 't' is no quantity"),
        ("pause_when(watch=os.path, above=1)", "schedule 'pause_when', argument 'watch': a dot (attribute access) is"),
        ("pause_when(watch=level, above=1 year)", "schedule 'pause_when', argument 'above': 1 year is in year, but"),
        ("pause_when(watch=level, above=never)", "schedule 'pause_when', argument 'above': 'never' is for dates only"),
        ("pause_when(watch=level)", "schedule 'pause_when' needs 'above' (OOM)"),
        ("pause_when(watch=level, above=1, delay=-1)", "schedule 'pause_when', argument 'delay': -1 is outside 0 to"),
    ],
)  # fmt: skip
def test_what_cannot_be_watched(tiny: Model, caution: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        tiny.run(caution=caution)
    assert str(caught.value).startswith(said)


def test_two_who_follow_each_other(tiny: Model) -> None:
    with pytest.raises(InputError, match="need each other: other -> caution -> other"):
        tiny.run(caution=takeoff.follow("other"), other=takeoff.follow("caution"))


def test_nothing_to_hold(tiny: Model) -> None:
    with pytest.raises(InputError, match="schedule 'hold': 'other' does not slow what it is to hold"):
        tiny.run(other=takeoff.hold("level", "bar"))


def test_the_level_of_a_signal_is_searched_like_any_argument(tiny: Model) -> None:
    best = tiny.best_pause("spent", takeoff.pause_when("level"), {"above": ("1 OOM", "4 OOM")}, control="caution")
    assert best.best.parameters["above"].value == pytest.approx(1.0, abs=1e-6)
    assert best.best.parameters["above"].unit == "OOM"
