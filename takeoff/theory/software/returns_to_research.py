"""What r means: doublings of software for each doubling of research input."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Quantity, Result, Step
from takeoff.theory.proof import equation
from takeoff.theory.software.setting import (
    INPUT,
    INPUT_START,
    LAW,
    NOTATION,
    POWER,
    POWER_START,
    SOFTWARE,
    TIME,
    linear,
)

INPUT_GROWTH, DOUBLINGS = sympy.symbols("n d", positive=True)

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
    meaning="While people do the research, $r$ can be read off history: divide the growth rate of software by that of "
    "research input. How much researchers at work at once duplicate each other does not matter to it.",
)
