"""The useful part of a pause that a theft may end."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.lead.stealing import (
    LENGTH,
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
from takeoff.theory.proof import above, equation

USEFUL = sympy.Symbol("U", positive=True)
SHOWN = 5
"""Length of the pause that the figure marks [year]."""

COUNTS = Assumption(
    "A year of pause counts as far as nothing has been stolen by then.",
    equation(sympy.Derivative(sympy.Function("U")(TIME), TIME), SAFE(TIME)),
)


def _argue(given: Assumptions) -> Argument:
    safe = safe_path(given)
    counted = side(given, "counts").subs(SAFE(TIME), safe)
    useful = sympy.factor(sympy.integrate(counted, (TIME, 0, LENGTH)))
    finished = safe.subs(TIME, LENGTH)
    last = sympy.simplify(sympy.diff(useful, LENGTH))
    return Argument(
        steps=(
            Step("chance", "So the chance that nothing is stolen falls exponentially.", equation(SAFE(TIME), safe)),
            Step("finished", "A pause of length $x$ is finished with this chance.", equation(SAFE(LENGTH), finished)),
            Step("sum", "Add up what counts.", equation(USEFUL, sympy.Integral(counted, (TIME, 0, LENGTH)))),
            Step(
                "no theft",
                "Without theft all of it counts.",
                equation(sympy.Limit(useful, RATE, 0), sympy.limit(useful, RATE, 0)),
            ),
            Step(
                "endless",
                "An endless pause is worth no more than the mean time between thefts.",
                equation(sympy.Limit(useful, LENGTH, sympy.oo), sympy.limit(useful, LENGTH, sympy.oo)),
            ),
            Step(
                "last day",
                "The last day counts as much as the chance to get there: longer is always better, but less and less.",
                above(last),
            ),
        ),
        formula=equation(USEFUL, useful),
        holds="True for $\\theta > 0$, and in the limit $\\theta = 0$.",
    )


def _picture(derivation: Derivation) -> Illustration:
    formula = derivation.result.rhs
    worth = float(formula.subs({RATE: RATES[0], LENGTH: SHOWN}))
    x = Axis("length of the pause", "year", 0.01, 2 * SHOWN)
    return Illustration(
        title=f"At {thefts(RATES[0])} a year, a pause of {SHOWN:g} years is worth {worth:.2f} years",
        subtitle="expected time until a theft or the end of the pause",
        x=x,
        y=Axis("useful caution time", "year", 0, SHOWN),
        curves=(
            curve("no theft", derivation.step("no theft").equation.rhs, LENGTH, x),
            *(curve(f"{thefts(rate)} a year", formula, LENGTH, x, {RATE: rate}) for rate in RATES),
        ),
        marks=(Mark(f"{worth:.2f} years", SHOWN, worth),),
    )


RESULT = Result(
    name="useful-caution",
    title="What of a pause is useful under theft",
    assumptions={"theft": MEMORYLESS, "start": SAFE_AT_FIRST, "counts": COUNTS},
    notation={
        **NOTATION,
        LENGTH: Quantity("year", "length of a pause"),
        sympy.Function("U"): Quantity("year", "useful caution time so far"),
        USEFUL: Quantity("year", "useful caution time to expect of a pause"),
    },
    argue=_argue,
    meaning="A pause as long as the mean time between thefts is worth 63 % of itself, and one three times as long "
    "32 %. A longer pause is worth having only behind better security.",
    picture=_picture,
)
