"""How leaks erode a lead."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Illustration, curve
from takeoff.theory.lead.leaking import (
    ASSUMPTIONS,
    CAUTION,
    FOLLOWER_PACE,
    GAP,
    GAP_PATH,
    GAP_START,
    LEAK,
    LEAKS,
    MODEL_NAMES,
    NOTATION,
    TIME,
    YEARS,
    gap_path,
    slope_of_gap,
)
from takeoff.theory.proof import above, equation, only, proved

HALF_LIFE, STEADY = sympy.symbols("t_half G_oo", positive=True)
SHOWN = (0.0, 0.25, 1.0)
"""Caution in the figure."""


def _argue(given: Assumptions) -> Argument:
    slope, path = slope_of_gap(given), gap_path(given)
    steady = only(sympy.solve(slope, GAP), "steady gap")
    closing = -sympy.diff(slope, GAP)
    above(closing)
    distance = sympy.simplify((path - steady) / (GAP_START - steady))
    formula = steady + (GAP_START - steady) * distance
    proved(formula, path)
    half = only(sympy.solve(sympy.Eq(distance, sympy.Rational(1, 2)), TIME), "half-life")
    without = sympy.limit(path, LEAK, 0)
    return Argument(
        steps=(
            Step(
                "slope",
                "So the gap changes.",
                equation(sympy.Derivative(GAP_PATH(TIME), TIME), slope.subs(GAP, GAP_PATH(TIME))),
            ),
            Step("steady", "It would stay as it is at one value.", equation(STEADY, steady)),
            Step(
                "distance",
                "The distance from there decays.",
                equation((GAP_PATH(TIME) - STEADY) / (GAP_START - STEADY), distance),
            ),
            Step("half-life", "Half of it is gone after this time.", equation(HALF_LIFE, half)),
            Step(
                "no leaks",
                "Without leaks, the gap moves in a straight line.",
                equation(sympy.Limit(path, LEAK, 0), without),
            ),
        ),
        formula=equation(GAP_PATH(TIME), formula),
        holds="True as long as the gap is positive; a follower who is ahead learns nothing from leaks.",
    )


def _picture(derivation: Derivation) -> Illustration:
    given = defaults("automating-alignment", MODEL_NAMES | {YEARS: "lead"}, NOTATION | {YEARS: NOTATION[TIME]})
    years = given.pop(YEARS)
    leaks = defaults("automating-alignment", LEAKS, dict.fromkeys(LEAKS, NOTATION[LEAK]))
    values = {**given, LEAK: sum(leaks.values()), GAP_START: years * given[FOLLOWER_PACE]}
    half = float(derivation.step("half-life").equation.rhs.subs(values))
    x = Axis("time from the start", "year", 0, 10)
    y = Axis("lead in software", "year", 0, 1.05 * years)
    gap = sympy.Max(derivation.result.rhs, 0) / FOLLOWER_PACE
    return Illustration(
        title=f"At the same pace, leaks take half of a lead in {half:.1f} years; full stops are faster",
        subtitle="leaks, pace and lead of automating-alignment at its start",
        x=x,
        y=y,
        curves=tuple(curve(f"caution {caution:g}", gap, TIME, x, {**values, CAUTION: caution}) for caution in SHOWN),
    )


RESULT = Result(
    name="leak",
    title="A lead that leaks",
    assumptions=ASSUMPTIONS,
    notation={
        **NOTATION,
        HALF_LIFE: Quantity("year", "half-life of the distance from the steady gap"),
        STEADY: Quantity("1", "gap at which leaks and the difference of paces balance"),
    },
    argue=_argue,
    meaning="A lead is not a stock that waits: at equal paces it halves every $\\ln 2 / \\ell$ years without "
    "any caution. Deploying less, which leaks less, is a way to keep it; so is pausing before it has leaked away.",
    picture=_picture,
)
