"""How long doublings of self-improving software take: each a fixed multiple of the last."""

import math
from typing import NamedTuple

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import equation, proved
from takeoff.theory.software.setting import (
    FEEDBACK,
    LAW,
    LEVEL,
    NOTATION,
    PARALLEL,
    RETURNS,
    Linear,
    linear,
    without_level,
)
from takeoff.theory.table import Table

FIRST, COUNT, MULTIPLE, NEEDED = sympy.symbols("tau_0 n q t_n", positive=True)
DOUBLING = sympy.Function("tau", positive=True)
EXPONENT = sympy.Symbol("p", real=True, nonzero=True)
NUMBER = sympy.Symbol("j", integer=True, nonnegative=True)


def doubling_time(law: Linear) -> sympy.Expr:
    """Time from the level S to 2 S, with p for the power."""
    return sympy.factor((2 * LEVEL) ** EXPONENT - LEVEL**EXPONENT) / law.steady


def _argue(given: Assumptions) -> Argument:
    law = linear(given)
    time = doubling_time(law)
    multiple = without_level(time.subs(LEVEL, 2 * LEVEL) / time)
    later = time.subs(LEVEL, 2**COUNT * LEVEL)
    total = sympy.Sum(FIRST * MULTIPLE**NUMBER, (NUMBER, 0, COUNT - 1))
    return Argument(
        steps=(
            *law.steps(),
            Step("exponent", "Write $p$ for that power.", equation(EXPONENT, law.power)),
            Step("doubling", "A doubling takes the rise of $u$ divided by its slope.", equation(DOUBLING(LEVEL), time)),
            Step("multiple", "The next takes a multiple of that, whatever $S$ is.", equation(MULTIPLE, multiple)),
            Step(
                "geometric",
                "So the one after $n$ doublings takes a power of it.",
                proved(later / time, multiple**COUNT),
            ),
            Step("sum", "Doublings add up.", equation(NEEDED, total)),
        ),
        formula=equation(NEEDED, total.doit().subs(MULTIPLE, multiple.subs(EXPONENT, law.power))),
        holds="True for all positive $r$ and whole $n$; $n$ doublings follow each other in continuous time, "
        "so that fractions of a doubling are right as well.",
    )


class Example(NamedTuple):
    """A published case: what software doublings take once AI does all software research.

    Arguments:
        returns: r.
        speed_up: initial speed-up of progress in effective compute.
        years: of progress at the pace before, 1 OOM a year, half of it software.
        months: that these take, as published.
    """

    returns: float
    speed_up: float
    years: int
    months: str

    def first(self) -> float:
        """Length of the first doubling [month]."""
        return 12 / (self.speed_up * 0.5 * math.log2(10))

    def doublings(self) -> float:
        """How many doublings the progress amounts to."""
        return self.years * math.log2(10)


EXAMPLES = (
    Example(1.0, 6, 3, "12"),
    Example(1.2, 8, 3, "5.66"),
    Example(1.2, 8, 10, "8.10"),
    Example(0.7, 8, 3, "47.8"),
)
"""Forethought, "How quick and big would a software intelligence explosion be?" (2025); $\\lambda = 1$."""


def _table(derivation: Derivation) -> Table:
    return Table(
        "Forethought's cases (2025): months that some years of progress take",
        ("returns $r$", "initial speed-up", "years of progress", "computed", "published"),
        tuple(_row(derivation, example) for example in EXAMPLES),
    )


def _row(derivation: Derivation, case: Example) -> tuple[str, ...]:
    months = derivation.result.rhs.subs(
        {FIRST: case.first(), COUNT: case.doublings(), RETURNS: case.returns, PARALLEL: 1}
    )
    return f"{case.returns:g}", f"{case.speed_up:g}", f"{case.years}", f"{float(months):.3f}", case.months


def _picture(derivation: Derivation) -> Illustration:
    fast, later, slow = EXAMPLES[1:]
    months = derivation.result.rhs.subs({FIRST: fast.first(), PARALLEL: 1})
    taken = {case: float(months.subs({RETURNS: case.returns, COUNT: case.doublings()})) for case in (fast, later, slow)}
    x = Axis("doublings of software", "1", 0, 36)
    return Illustration(
        title=f"{fast.years} years of progress take {taken[fast]:.1f} months at returns of {fast.returns:g}, and "
        f"{taken[slow]:.0f} months at {slow.returns:g}",
        subtitle=f"Forethought's cases with a first doubling of {fast.first():.2f} months",
        x=x,
        y=Axis("time that these doublings take", "month", 0, 60),
        curves=tuple(
            curve(f"r = {one:g}", months, COUNT, x, {RETURNS: one}) for one in (slow.returns, 1.0, fast.returns)
        ),
        marks=tuple(Mark(f"{case.years} years of progress", case.doublings(), when) for case, when in taken.items()),
    )


RESULT = Result(
    name="doubling-times",
    title="How long doublings of software take",
    assumptions={"law": LAW, "input": FEEDBACK},
    notation={
        **NOTATION,
        DOUBLING: Quantity("year", "time that software takes from a level to its double"),
        FIRST: Quantity("year", "time of the first doubling"),
        MULTIPLE: Quantity("1", "length of a doubling as a multiple of the one before"),
        COUNT: Quantity("1", "number of doublings"),
        EXPONENT: Quantity("1", "power of software whose slope does not depend on software"),
        NUMBER: Quantity("1", "doublings before one"),
        NEEDED: Quantity("year", "time that n doublings take"),
    },
    argue=_argue,
    meaning="Two things decide how fast an explosion is: the first doubling, which can be measured, and the multiple. "
    "At $r = 1.2$ and $\\lambda = 1$ each doubling takes 0.89 of the last. Forecasts years apart differ in $r$.",
    table=_table,
    picture=_picture,
)
