"""Amdahl's law: where no task can stand in for another, people on the rest of the tasks set the pace."""

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import Refused, equation
from takeoff.theory.tasks.setting import (
    ADVANTAGE,
    AI,
    ASSUMPTIONS,
    AUTOMATED,
    COMPLEMENT,
    EXPONENT,
    HUMAN,
    NOTATION,
    OUTPUT,
    PEOPLE,
    border,
    by_advantage,
    in_shares,
    shipped,
)


def _argue(given: Assumptions) -> Argument:
    each = in_shares(given, side(given, "manual").subs(PEOPLE, 0))
    logarithm = sympy.expand_log(sympy.log(by_advantage(given)))
    limit = sympy.limit(logarithm.subs(EXPONENT, -COMPLEMENT), COMPLEMENT, sympy.oo)
    if not limit.is_finite:
        raise Refused(f"output over labour on people's tasks goes to {sympy.exp(limit)}")
    relative, plain = sympy.log(OUTPUT / each), in_shares(given, logarithm)
    return Argument(
        steps=(
            Step(
                "advantage",
                "Beyond the border AI labour is $e^c$ times what it is there.",
                equation(AI, in_shares(given, sympy.exp(ADVANTAGE) * border(given))),
            ),
            Step("logarithm", "Compare output with people on each of their tasks.", equation(relative, plain)),
            Step(
                "limit",
                "What is left of it as tasks need each other more and more.",
                equation(sympy.Limit(plain, EXPONENT, -sympy.oo), limit),
            ),
        ),
        formula=equation(sympy.Limit(OUTPUT, EXPONENT, -sympy.oo), each * sympy.exp(limit)),
        holds="True for $m$ of at least $f (m + h)$; below that output is $m + h$ for every $\\rho$.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values, output = shipped(), derivation.result.rhs
    people, share = values[HUMAN], values[AUTOMATED]
    reached = float(output.subs({HUMAN: people, AUTOMATED: share}))
    x = Axis("share of tasks that AI can do", "1", 0, 0.95)
    y = Axis("output", "researcher", 0, 20 * people)
    return Illustration(
        title=f"Where no task can stand in for another, AI on {percent(share)} of them lifts {people:,.0f} people to "
        f"{reached:,.0f} at best",
        subtitle="task-by-task at its start, with any amount of AI labour",
        x=x,
        y=y,
        curves=(curve("output", output, AUTOMATED, x, {HUMAN: people}),),
        marks=(Mark(f"{reached:,.0f}", share, reached),),
    )


RESULT = Result(
    name="task-amdahl",
    title="Output when no task can stand in for another",
    assumptions=ASSUMPTIONS,
    notation=NOTATION,
    argue=_argue,
    meaning="Automating half of such tasks doubles what people get done, and automating nine tenths makes it tenfold, "
    "at best. This is the floor under every more hopeful assumption about substitution.",
    picture=_picture,
)
