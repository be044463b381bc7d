"""The serial speed-up and its limit, against the flagship, a count of time and each other."""

from __future__ import annotations

import pytest

from takeoff.theory.topics import derive
from tests.theory.supervision.flagship import TIMES, values


def speed_up(automated: float, human: float, speed: float) -> float:
    return derive("serial-speed").evaluate(f=automated, s_h=human, v=speed)


def limit(automated: float, human: float) -> float:
    return derive("serial-limit").evaluate(f=automated, s_h=human)


@pytest.mark.parametrize("time", TIMES)
def test_the_flagship(time: float) -> None:
    at = values(time)
    stated = speed_up(at["alignment_automation"], at["human_serial_share"], at["serial_speed"])
    assert at["serial_speedup"] == pytest.approx(stated, rel=1e-12)


@pytest.mark.parametrize(("automated", "human", "speed"), [(0.01, 0.9, 0.5), (0.6, 0.2, 7.0), (0.99, 0.01, 1e4)])
def test_it_is_what_a_count_of_time_gives(automated: float, human: float, speed: float) -> None:
    time = (1 - automated) + automated * human + automated * (1 - human) / speed
    assert speed_up(automated, human, speed) == pytest.approx(1 / time, rel=1e-9)


@pytest.mark.parametrize(("automated", "human"), [(0.3, 0.1), (0.9, 0.1), (0.99, 0.5)])
def test_fast_ai_comes_close_to_the_limit_and_stays_below(automated: float, human: float) -> None:
    near = speed_up(automated, human, 1e12)
    assert near == pytest.approx(limit(automated, human), rel=1e-9)
    assert speed_up(automated, human, 1e3) < limit(automated, human)
    half_way = derive("serial-limit").step("half way").equation.rhs
    names = {symbol.name: symbol for symbol in half_way.free_symbols}
    enough = float(half_way.subs({names["f"]: automated, names["s_h"]: human}))
    assert speed_up(automated, human, enough) == pytest.approx(limit(automated, human) / 2, rel=1e-9)


def test_people_decide_when_all_tasks_are_automated() -> None:
    assert limit(1, 0.1) == pytest.approx(10)
    assert speed_up(1, 0.1, 15) == pytest.approx(6.25)
    assert speed_up(0, 0.1, 15) == 1
    assert speed_up(1, 0, 15) == pytest.approx(15)
