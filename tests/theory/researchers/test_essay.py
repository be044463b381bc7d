"""The essay's table, and its slips as models: what the units say to each."""

import re
from pathlib import Path

import pytest

import takeoff
from takeoff.equations import units as u
from takeoff.errors import ModelError
from takeoff.theory.researchers.essay import ITS_TOKENS, MONTH, essay_table, unit_of_work
from takeoff.theory.table import Table
from takeoff.theory.topics import derive

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def table() -> Table:
    return essay_table(derive("ai-researchers"))


def test_the_table_says_what_the_equations_give(table: Table) -> None:
    assert {row[0]: row[1:3] for row in table.rows} == {
        "training compute": ("~3e28 FLOP", "1.577e28 FLOP"),
        "parameters": ("11 trillion", "1.146e13"),
        "tokens per second": ("~20 million", "2.181e7"),
        "serial multiple": ("15", "15.0"),
        "parallel researchers": ("15,000", "43,619"),
        "work of all of them": ("6e11 tokens per second", "5.653e11 researcher seconds per month"),
        "1000x compute in 4 months": ("~100x", "94.9x"),
    }
    assert all(len(row) == len(table.header) for row in table.rows)


def test_the_table_says_why(table: Table) -> None:
    why = {row[0]: row[3] for row in table.rows}
    assert why["training compute"].endswith("its own 50 % utilisation")
    assert why["parallel researchers"].endswith("43,619/3 = 14,540")
    assert "5.962e11 with its own 2.3e7 tokens per second" in why["work of all of them"]
    assert [name for name, reason in why.items() if reason.startswith("agree")] == [
        "parameters",
        "tokens per second",
        "serial multiple",
        "1000x compute in 4 months",
    ]


def test_the_essays_6e11_are_researcher_seconds_per_month() -> None:
    """In a month of 30 days, and in takeoff's own."""
    assert unit_of_work() == "researcher"
    worth = u.registry().Quantity(0.01, u.parse_unit("researcher second/token"))
    work = worth * u.registry().Quantity(ITS_TOKENS, u.parse_unit("token/s"))
    assert float(work.to("researcher").magnitude) == pytest.approx(2.3e5)
    by_month = work.to(u.parse_unit("researcher second/month")).magnitude
    assert float(by_month) == pytest.approx(6.05e11, rel=1e-3)
    assert float(by_month) * 30 / 30.4375 == pytest.approx(0.01 * ITS_TOKENS * MONTH)
    with pytest.raises(Exception, match="Cannot convert"):
        work.to(u.parse_unit("token/s"))


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        pytest.param(
            "work_as_tokens",
            "outcomes.work.equation: the declared unit is token/second, but the equation gives researcher",
            id="6e11 tokens per second",
        ),
        pytest.param(
            "researchers_from_tokens",
            "the declared unit is researcher, but the equation gives token/second",
            id="over 15 are researchers",
        ),
        pytest.param(
            "researchers_from_work",
            "the declared unit is researcher, but the equation gives 1",
            id="over 15 researcher months per month are researchers",
        ),
    ],
)
def test_units_refuse_a_slip(slip: str, said: str) -> None:
    with pytest.raises(ModelError, match=re.escape(said)) as caught:
        takeoff.load(HERE / f"{slip}.toml")
    assert len(caught.value.problems) == 1
    assert f"{slip}.toml:" in str(caught.value)


def test_hours_over_hours_are_a_number_that_no_unit_sees() -> None:
    """With work in its right unit, only the total shows that 24/8 was divided out twice."""
    run = takeoff.load(HERE / "hours_twice.toml").run()
    slipped, right = run.outcome("researchers_side_by_side"), run.outcome("parallel_researchers")
    assert slipped == pytest.approx(14540, abs=1)
    assert right / slipped == pytest.approx(24 / 8, rel=1e-12)
    total = derive("ai-researchers").step("total").equation.rhs
    values = {"q": run.outcome("tokens_per_second"), "k": 100, "w": 8 / 24}
    work = float(total.subs({symbol: values[symbol.name] for symbol in total.free_symbols}))
    assert run.outcome("serial_multiple") * right == pytest.approx(work, rel=1e-12)
    assert run.outcome("serial_multiple") * slipped == pytest.approx(work / 3, rel=1e-12)
