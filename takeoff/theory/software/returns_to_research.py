"""What r means: doublings of software for each doubling of research input."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import equation
from takeoff.theory.software.setting import (
    INPUT,
    INPUT_START,
    LAW,
    MODEL_NAMES,
    NOTATION,
    POWER,
    POWER_START,
    RETURNS,
    SOFTWARE,
    TIME,
    linear,
)

INPUT_GROWTH, DOUBLINGS = sympy.symbols("n d", positive=True)
GROWN = 0.2
"""Growth rate of research input in the figure [1/year]."""
EARLY = 10
"""Length of a history that the figure marks [year]."""
STARTS = (1.0, 2.5, 10.0)
"""Power of software at the start in the figure: the larger, the harder ideas are to find already."""

GROWING = Assumption(
    "Research input, whoever provides it, grows at a constant rate.",
    equation(INPUT(TIME), INPUT_START * sympy.exp(INPUT_GROWTH * TIME)),
)


def _argue(given: Assumptions) -> Argument:
    law = linear(given)
    path = law.path(POWER_START)
    growth = sympy.simplify(sympy.diff(path, TIME) / path / law.power)
    log_slopes = sympy.Derivative(SOFTWARE(TIME), TIME) / SOFTWARE(TIME)
    ratio = sympy.limit(growth / INPUT_GROWTH, TIME, sympy.oo)
    return Argument(
        steps=(
            *law.steps(),
            Step("path", "So it can be integrated, wherever it starts.", equation(POWER(TIME), path)),
            Step("growth", "From its growth rate follows that of software.", equation(log_slopes, growth)),
            Step(
                "long run",
                "In units of the growth rate of input, it tends to a number.",
                equation(sympy.Limit(growth / INPUT_GROWTH, TIME, sympy.oo), ratio),
            ),
        ),
        formula=equation(DOUBLINGS, ratio),
        holds="True for every start and all positive $\\lambda$, $n$ and $r$, once the start is forgotten.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = {**defaults("automating-alignment", MODEL_NAMES, NOTATION), INPUT_GROWTH: GROWN}
    ratio = derivation.step("growth").equation.rhs / INPUT_GROWTH
    early = float(ratio.subs({**values, POWER_START: STARTS[0], TIME: EARLY}))
    x = Axis("time from the start", "year", 0, 4 * EARLY)
    return Illustration(
        title=f"Returns of {values[RETURNS]:g} look like {early:.1f} after {EARLY} years: only long histories tell",
        subtitle=f"automating-alignment, if research input grows by {GROWN:g} a year, from three levels of software",
        x=x,
        y=Axis("growth of software over growth of research input", "1", 0, 6),
        curves=tuple(curve(f"u(0) = {one:g}", ratio, TIME, x, {**values, POWER_START: one}) for one in STARTS),
        marks=(Mark(f"{early:.1f} after {EARLY} years", EARLY, early),),
    )


RESULT = Result(
    name="returns-to-research",
    title="What the returns to software research measure",
    assumptions={"law": LAW, "input": GROWING},
    notation={
        **NOTATION,
        INPUT_GROWTH: Quantity("1/year", "growth rate of research input"),
        DOUBLINGS: Quantity("1", "doublings of software for each doubling of research input, in the long run"),
    },
    argue=_argue,
    meaning="While people do the research, $r$ can be read off a long history: divide the growth rate of software by "
    "that of research input. How much researchers at work at once duplicate each other does not matter to it, only to "
    "how long a history it takes: the start is forgotten at the rate $\\lambda n$.",
    picture=_picture,
)
