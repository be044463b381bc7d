"""What people and AI produce together when AI can do only a share of the tasks and everyone is placed best."""

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import equation, proved
from takeoff.theory.tasks.setting import (
    ADVANTAGE,
    AI,
    ASSUMPTIONS,
    AUTOMATED,
    EXPONENT,
    HUMAN,
    MULTIPLIER,
    NOTATION,
    ON_AUTOMATED,
    ON_MANUAL,
    ONE,
    OUTPUT,
    PEOPLE,
    border,
    corner,
    everyone,
    falls,
    in_shares,
    interior,
    marginal,
    output_of,
    over_tasks,
    placement,
    regimes,
    rises,
    shipped,
)


def multiplier(given: Assumptions) -> sympy.Expr:
    """What one person more would gain on a task of people's instead of one of AI's, when none works on the latter.

    AI labour is exp(c) times what it is at the border, and g is the rest of the tasks.
    """
    gain = marginal(given)
    automated, manual = (side(given, name).subs(PEOPLE, 0) for name in ("automated", "manual"))
    return gain.subs(ONE, manual) - gain.subs(ONE, automated.subs(AI, sympy.exp(ADVANTAGE) * border(given)))


def _argue(given: Assumptions) -> Argument:
    inside, outside = interior(given), corner(given)
    return Argument(
        steps=(*_even(given), *_inside(given, inside), *_outside(given, outside)),
        formula=equation(OUTPUT, regimes(given, inside, outside)),
        holds="True for $0 < f < 1$, positive $m$ and $h$, and $\\rho$ below 1 other than 0, where its limit is taken.",
    )


def _even(given: Assumptions) -> tuple[Step, ...]:
    gain = marginal(given)
    return (
        Step("gain", "What more labour on one task adds to output.", equation(sympy.Derivative(OUTPUT, ONE), gain)),
        Step(
            "diminishing",
            "It falls with the labour that is there, so moving labour to where there is less of it always gains: every "
            "task of a group gets the same, and what is stationary below is the best.",
            falls(sympy.diff(gain, ONE)),
        ),
    )


def _inside(given: Assumptions, inside: sympy.Expr) -> tuple[Step, ...]:
    groups = output_of(given, over_tasks(given, ON_AUTOMATED, ON_MANUAL))
    return (
        Step("two groups", "Output is then that of two groups.", equation(OUTPUT, in_shares(given, groups))),
        Step("everyone", "Moving people changes where they are, not how many.", in_shares(given, everyone(given))),
        Step(
            "even",
            "Every task has the same labour with this many people on the tasks that AI can do.",
            equation(PEOPLE, placement(given)),
        ),
        Step(
            "scarce AI",
            "Where that is not negative, output is all labour together, whatever $\\rho$.",
            equation(OUTPUT, inside),
        ),
    )


def _outside(given: Assumptions, outside: sympy.Expr) -> tuple[Step, ...]:
    price = multiplier(given)
    proved(price.subs(ADVANTAGE, 0), sympy.S.Zero)
    return (
        Step(
            "multiplier",
            "Where AI labour is $e^c$ times as much as at that border and no people are on its tasks, a person more is "
            "worth this much more on the other tasks; it is 0 at the border $c = 0$.",
            equation(MULTIPLIER, in_shares(given, price)),
        ),
        Step(
            "beyond",
            "It rises with AI labour, so it stays positive beyond the border: nobody moves over.",
            in_shares(given, rises(sympy.diff(price, ADVANTAGE))),
        ),
        Step(
            "abundant AI", "Output is then that of two groups kept apart.", equation(OUTPUT, in_shares(given, outside))
        ),
    )


def _picture(derivation: Derivation) -> Illustration:
    values = shipped()
    machines, people = values.pop(AI), values[HUMAN]
    output = derivation.result.rhs
    reached = float(output.subs({**values, AI: machines}))
    x = Axis("AI labour", "researcher", people / 100, machines, log=True)
    y = Axis("output", "researcher", 0, 3 * people)
    exponents = (0.5, -0.5, values.pop(EXPONENT))
    return Illustration(
        title=f"{machines:,.0f} AI researchers on {percent(values[AUTOMATED])} of the tasks lift {people:,.0f} people "
        f"to {reached:,.0f}",
        subtitle="task-by-task at its start",
        x=x,
        y=y,
        curves=tuple(curve(f"ρ = {one:g}", output, AI, x, {**values, EXPONENT: one}) for one in exponents),
        marks=(Mark(f"{reached:,.0f}", machines, reached),),
    )


RESULT = Result(
    name="task-output",
    title="Output of people and AI on tasks that are partly automated",
    assumptions=ASSUMPTIONS,
    notation=NOTATION,
    argue=_argue,
    meaning="Until AI fills the tasks that it can do, each AI researcher counts as one more person. From then on more "
    "AI helps only as far as its tasks can stand in for the others, and which tasks AI can do decides, not how much AI "
    "there is.",
    picture=_picture,
)
