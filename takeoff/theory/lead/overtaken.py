"""How long a lead lasts when the leader is cautious, with and without leaks."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.lead.leaking import (
    ASSUMPTIONS,
    CAUTION,
    FOLLOWER_PACE,
    GAP,
    GAP_PATH,
    GAP_START,
    LEADER_PACE,
    LEAK,
    LEAKS,
    MODEL_NAMES,
    NOTATION,
    TIME,
    YEARS,
    gap_path,
    slope_of_gap,
)
from takeoff.theory.proof import below, equation, only

LASTS, CLOSING = sympy.symbols("t_o k", positive=True)
"""How long the lead lasts, and how fast the gap closes without leaks."""
SHOWN = (1.0, 0.5)
"""Caution in the figure."""


def _argue(given: Assumptions) -> Argument:
    slope = sympy.expand(slope_of_gap(given).subs(LEADER_PACE, (FOLLOWER_PACE - CLOSING) / (1 - CAUTION)))
    falls = below(sympy.simplify(slope))
    path = gap_path(given)
    date = sympy.simplify(only(sympy.solve(path, TIME), "moment at which the gap closes"))
    closing = sympy.simplify(date.subs(LEADER_PACE, (FOLLOWER_PACE - CLOSING) / (1 - CAUTION)))
    without = sympy.limit(closing, LEAK, 0)
    stop = sympy.simplify(date.subs(CAUTION, 1))
    shorter = sympy.simplify(sympy.series(closing, LEAK, 0, 2).removeO() - without)
    behind = slope_of_gap(given).subs(GAP, 0)
    return Argument(
        steps=(
            Step("path", "The gap follows from the two laws.", equation(GAP_PATH(TIME), path)),
            Step(
                "closing", "Write $k$ for how fast it closes without leaks.", equation(CLOSING, sympy.expand(-behind))
            ),
            Step("falls", "If that is positive, the gap falls as long as there is one.", falls),
            Step("date", "So it is gone at one moment.", equation(LASTS, closing)),
            Step("no leaks", "Without leaks, that would be later.", equation(sympy.Limit(closing, LEAK, 0), without)),
            Step("earlier", "To first order, leaks take so much time off it.", below(shorter)),
            Step("full stop", "In a full stop, the leader's own pace drops out.", equation(LASTS, stop)),
        ),
        formula=equation(LASTS, date),
        holds="True if $k > 0$: caution is so great that the follower is faster even without leaks.",
    )


def _picture(derivation: Derivation) -> Illustration:
    given = defaults("automating-alignment", MODEL_NAMES | {YEARS: "lead"}, NOTATION | {YEARS: NOTATION[TIME]})
    years = given.pop(YEARS)
    values = {**given, GAP_START: years * given[FOLLOWER_PACE]}
    leak = sum(defaults("automating-alignment", LEAKS, dict.fromkeys(LEAKS, NOTATION[LEAK])).values())
    lasts = float(derivation.result.rhs.subs({**values, LEAK: leak, CAUTION: 1}))
    x = Axis("share of the gap that leaks", "1/year", 0.001, 1)
    y = Axis("how long the lead lasts", "year", 0, 2.2 * years)
    return Illustration(
        title=f"A lead of {years:g} year lasts {lasts:.2f} years in a full stop if {percent(leak)} of it leaks a year",
        subtitle="pace and lead of automating-alignment at its start",
        x=x,
        y=y,
        curves=tuple(
            curve(f"caution {caution:g}", derivation.result.rhs, LEAK, x, {**values, CAUTION: caution})
            for caution in SHOWN
        ),
        marks=(Mark(f"{lasts:.2f} years", leak, lasts),),
    )


RESULT = Result(
    name="overtaken",
    title="How long a lead lasts",
    assumptions=ASSUMPTIONS,
    notation={
        **NOTATION,
        LASTS: Quantity("year", "how long the lead lasts"),
        CLOSING: Quantity("1/year", "rate at which the gap closes without leaks"),
    },
    argue=_argue,
    meaning="In a full stop a lead lasts little less than its length in years, since it is spent before much of it can "
    "leak. Leaks matter to slow, light caution, under which a lead would last for long.",
    picture=_picture,
)
