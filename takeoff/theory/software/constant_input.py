"""Software when research input stays as it is: a power of time."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import above, equation
from takeoff.theory.software.setting import (
    BEGINNING,
    INPUT,
    INPUT_START,
    LAW,
    MODEL_NAMES,
    NOTATION,
    PACE,
    POWER,
    SOFTWARE,
    START,
    TIME,
    linear,
    started,
)

CONSTANT = Assumption("Research input stays as it is.", equation(INPUT(TIME), INPUT_START))


def _argue(given: Assumptions) -> Argument:
    law = linear(given)
    path = law.path(started(given) ** law.power)
    above(path)
    growth = sympy.simplify(sympy.diff(path, TIME) / path / law.power)
    rate = sympy.Derivative(SOFTWARE(TIME), TIME) / SOFTWARE(TIME)
    late = sympy.limit(growth * TIME, TIME, sympy.oo)
    return Argument(
        steps=(
            *law.steps(),
            Step("path", "It grows in a straight line from $S_0$ on.", equation(POWER(TIME), path)),
            Step("growth", "Relative to its level, software grows ever more slowly.", equation(rate, growth)),
            Step(
                "long run",
                "In the end the growth rate falls as one over time, so that software is a power of time.",
                equation(sympy.Limit(growth * TIME, TIME, sympy.oo), late),
            ),
        ),
        formula=equation(SOFTWARE(TIME), path ** (1 / law.power)),
        holds="True for all $t > 0$ and all positive $\\lambda$, $r$ and $g_S$.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = {**defaults("automating-alignment", MODEL_NAMES, NOTATION), START: 1}
    formula = derivation.step("growth").equation.rhs
    pace = values[PACE]
    late = float(formula.subs({**values, TIME: 10}))
    x = Axis("time from the start", "year", 0, 20)
    y = Axis("growth rate of software", "1/year", 0, 1.1 * pace)
    return Illustration(
        title=f"Without more research input, growth falls from {pace:.2f} to {late:.2f} a year in ten years",
        subtitle="pace, duplication and returns of automating-alignment",
        x=x,
        y=y,
        curves=(curve("constant input", formula, TIME, x, values),),
        marks=(Mark(f"{late:.2f} after 10 years", 10, late),),
    )


RESULT = Result(
    name="constant-input",
    title="Software with constant research input",
    assumptions={"law": LAW, "input": CONSTANT, "start": BEGINNING},
    notation=NOTATION,
    argue=_argue,
    meaning="Without more input, progress never stops but its rate falls as one over time. A rule that freezes the "
    "research input of all actors therefore slows them the more the longer it has lasted.",
    picture=_picture,
)
