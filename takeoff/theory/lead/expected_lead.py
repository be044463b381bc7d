"""The lead to expect when it may be stolen."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.lead.stealing import (
    LEAD,
    MEMORYLESS,
    NOTATION,
    RATE,
    RATES,
    SAFE,
    SAFE_AT_FIRST,
    TIME,
    safe_path,
    thefts,
)
from takeoff.theory.proof import equation, only

EXPECTED, HALF = sympy.symbols("E_X t_half", positive=True)

ALL_LOST = Assumption(
    "A theft takes all of the lead; what is left is the lead times the chance that there was none.",
    equation(EXPECTED, LEAD * SAFE(TIME)),
)


def _argue(given: Assumptions) -> Argument:
    safe = safe_path(given)
    expected = side(given, "lead").subs(SAFE(TIME), safe)
    half = only(sympy.solve(sympy.Eq(safe, safe.subs(TIME, 0) / 2), TIME), "half-life")
    mean = sympy.integrate(safe, (TIME, 0, sympy.oo))
    return Argument(
        steps=(
            Step("chance", "So the chance that nothing is stolen falls exponentially.", equation(SAFE(TIME), safe)),
            Step("half-life", "It is one half after this time.", equation(HALF, half)),
            Step(
                "mean",
                "And this is the mean time until a theft.",
                equation(sympy.Integral(SAFE(TIME), (TIME, 0, sympy.oo)), mean),
            ),
        ),
        formula=equation(EXPECTED, expected),
        holds="True for a leader that keeps its pace; theft at the rate of `theft_rate` in lead-and-pause.",
    )


def _picture(derivation: Derivation) -> Illustration:
    half = float(derivation.step("half-life").equation.rhs.subs(RATE, RATES[0]))
    x = Axis("time from the start", "year", 0, 3 * half)
    return Illustration(
        title=f"At {thefts(RATES[0])} a year, a lead is worth half of its length after {half:.1f} years",
        subtitle="mean of two cases: all of a lead of a year, or nothing",
        x=x,
        y=Axis("expected lead", "year", 0, 1.1),
        curves=tuple(
            curve(f"{thefts(rate)} a year", derivation.result.rhs, TIME, x, {LEAD: 1, RATE: rate}) for rate in RATES
        ),
        marks=(Mark(f"half after {half:.1f} years", half, 0.5),),
    )


RESULT = Result(
    name="expected-lead",
    title="The lead to expect under theft",
    assumptions={"theft": MEMORYLESS, "start": SAFE_AT_FIRST, "lead": ALL_LOST},
    notation={
        **NOTATION,
        LEAD: Quantity("year", "lead at the start"),
        EXPECTED: Quantity("year", "expected lead"),
        HALF: Quantity("year", "time after which theft is as likely as not"),
    },
    argue=_argue,
    meaning="A lead held in reserve is worth less each year by the rate of theft, as if it leaked at that rate. But "
    "the mean hides two cases, all and nothing: a plan needs an answer to both.",
    picture=_picture,
)
