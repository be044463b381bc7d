"""Tasks that weigh differently: the same law, with the share of automated tasks counted by their pull on labour."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import above, equation, only, proved
from takeoff.theory.tasks.setting import (
    AI,
    ASSUMPTIONS,
    AUTOMATED,
    COMPLEMENT,
    EXPONENT,
    HUMAN,
    MANUAL,
    NOTATION,
    ONE,
    OUTPUT,
    PEOPLE,
    marginal_of,
    output_of,
    shipped,
    sum_of,
)

TASK, FIRST, COUNT = sympy.symbols("j n N", integer=True, positive=True)
LABOUR, WEIGHT = sympy.Function("L", positive=True), sympy.Function("w", positive=True)
PULL, WEIGHED, PRICE, EACH = sympy.symbols("W omega lambda y", positive=True)
HEAVY = 10
"""Weight that the figure marks."""


def placed(given: Assumptions) -> sympy.Expr:
    """Labour on a task of weight omega where labour gains lambda on every task of the group."""
    gain = marginal_of(given, _worth(given, ONE, WEIGHED))
    found = only(sympy.solve(sympy.Eq(gain, PRICE), ONE), "labour on a task")
    return sympy.powdenest(sympy.expand_power_base(found))


def pull(given: Assumptions) -> sympy.Expr:
    """Labour on a task of weight omega for each unit on a task of weight 1.

    Raises:
        Refused: it depends on how much labour there is, or what a task adds is not in proportion to it.
    """
    there = placed(given).subs(EXPONENT, 1 - COMPLEMENT)
    drawn = sympy.powsimp(sympy.expand_power_base(there / there.subs(WEIGHED, 1)))
    proved(sympy.diff(drawn, PRICE), sympy.S.Zero)
    adds = [_worth(given, EACH * power, weight) for power, weight in ((drawn, WEIGHED), (1, sympy.S.One))]
    proved(adds[0].subs(EXPONENT, 1 - COMPLEMENT), adds[1].subs(EXPONENT, 1 - COMPLEMENT) * drawn)
    return drawn.subs(COMPLEMENT, 1 - EXPONENT)


def all_labour(given: Assumptions) -> sympy.Expr:
    """Labour of both groups together.

    Raises:
        Refused: a group has none, or moving people changes how many there are.
    """
    groups = [side(given, name) for name in ("automated", "manual")]
    proved(sympy.diff(sympy.Add(*groups), PEOPLE), sympy.S.Zero)
    for labour in groups:
        above(labour.subs(PEOPLE, 0))
    return sympy.simplify(sympy.Add(*groups))


def over_tasks(given: Assumptions, labour: dict[sympy.Expr, sympy.Expr]) -> sympy.Expr:
    """The sum over tasks for labour placed as each task pulls, by share of the pull -> labour there."""
    parts = (share * PULL * _worth(given, there / (share * PULL), sympy.S.One) for share, there in labour.items())
    return sympy.Add(*(sympy.powsimp(sympy.expand_power_base(part)) for part in parts))


def placement(given: Assumptions) -> sympy.Expr:
    """People on tasks that AI can do where each unit of pull has the same labour in both groups."""
    each = sympy.Eq(side(given, "automated") / AUTOMATED, side(given, "manual") / (1 - AUTOMATED))
    return only(sympy.solve(each, PEOPLE), "even placement")


def apart(given: Assumptions, everything: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """Output for some sum over tasks, as a factor of the total pull and as output at a total pull of 1.

    Raises:
        Refused: the total pull is no factor, or output is not a power of the sum.
    """
    proved(output_of(given, EACH * PRICE), output_of(given, EACH) * output_of(given, PRICE))
    even = everything.subs(PULL, 1)
    scale = sympy.powsimp(sympy.expand_power_base(sympy.simplify(everything / even)))
    proved(everything, scale * even)
    factor = output_of(given, scale)
    return sympy.powsimp(sympy.powdenest(factor)), output_of(given, even)


def _worth(given: Assumptions, labour: sympy.Expr, weight: sympy.Expr) -> sympy.Expr:
    """What a task of some weight adds to the sum over tasks with some labour."""
    return sum_of(given).function.subs({LABOUR(TASK): labour, WEIGHT(TASK): weight})


def _argue(given: Assumptions) -> Argument:
    together, people = all_labour(given), placement(given)
    inside = apart(given, over_tasks(given, {sympy.S.One: together}))
    outside = apart(given, over_tasks(given, {AUTOMATED: _alone(given, "automated"), MANUAL: _alone(given, "manual")}))
    factor = proved(inside[0], outside[0]).lhs
    law = sympy.Piecewise((inside[1], sympy.Le(AI, sympy.factor(people + AI))), (_in_shares(outside[1]), True))
    return Argument(
        steps=(
            *_one_task(given),
            Step(
                "even",
                "Each unit of pull has the same labour with this many people on the tasks that AI can do.",
                equation(PEOPLE, people),
            ),
            Step("scarce AI", "Where that is not negative, this is output.", equation(OUTPUT, factor * inside[1])),
            Step(
                "abundant AI",
                "Beyond, no people are on those tasks, and this is output.",
                equation(OUTPUT, _in_shares(factor * outside[1])),
            ),
        ),
        formula=equation(OUTPUT, factor * law),
        holds="True for any positive weights, $0 < f < 1$, and $\\rho$ below 1 other than 0.",
    )


def _one_task(given: Assumptions) -> tuple[Step, ...]:
    drawn = pull(given)
    draws = drawn.subs(WEIGHED, WEIGHT(TASK))
    gain = marginal_of(given, _worth(given, ONE, WEIGHED)).subs({ONE: LABOUR(TASK), WEIGHED: WEIGHT(TASK)})
    adds = _worth(given, EACH, sympy.S.One) * draws
    return (
        Step(
            "gain",
            "What more labour on one task adds to output; it falls with the labour that is there.",
            equation(sympy.Derivative(OUTPUT, LABOUR(TASK)), gain),
        ),
        Step(
            "pull",
            "At the best placement it is the same on every task of a group, so with $y$ on a task of weight 1 this is "
            "the labour on any other: a task pulls labour by a power of its weight.",
            equation(LABOUR(TASK), EACH * draws),
        ),
        Step(
            "worth",
            "What the task then adds to the sum is in proportion to its pull as well, so only the sum of pulls counts.",
            equation(_worth(given, LABOUR(TASK), WEIGHT(TASK)), adds),
        ),
        Step("all tasks", "Call the pull of all tasks $W$.", equation(PULL, sympy.Sum(draws, (TASK, 1, COUNT)))),
        Step(
            "share",
            "Let $f$ be the share of it that lies on tasks that AI can do.",
            equation(AUTOMATED * PULL, sympy.Sum(draws, (TASK, 1, FIRST))),
        ),
    )


def _alone(given: Assumptions, name: str) -> sympy.Expr:
    """Labour of a group without people on the tasks that AI can do."""
    return side(given, name).subs(PEOPLE, 0)


def _in_shares(expression: sympy.Expr) -> sympy.Expr:
    return expression.subs(MANUAL, 1 - AUTOMATED)


def _picture(derivation: Derivation) -> Illustration:
    drawn = (derivation.step("pull").equation.rhs / EACH).subs(WEIGHT(TASK), WEIGHED)
    needed = shipped()[EXPONENT]
    heavy = float(drawn.subs({EXPONENT: needed, WEIGHED: HEAVY}))
    x = Axis("weight of a task", "1", 1 / HEAVY, HEAVY**2, log=True)
    return Illustration(
        title=f"Where tasks need each other, one of {HEAVY} times the weight draws {heavy:.1f} times the labour",
        subtitle="labour on a task at the best placement, beside one of weight 1",
        x=x,
        y=Axis("labour, relative to a task of weight 1", "1", 1 / HEAVY, HEAVY**2, log=True),
        curves=tuple(
            curve(f"ρ = {one:g}", drawn, WEIGHED, x, {EXPONENT: sympy.nsimplify(one)}) for one in (0.5, -0.5, needed)
        ),
        marks=(Mark(f"{heavy:.1f} times", HEAVY, heavy),),
    )


RESULT = Result(
    name="task-weights",
    title="Tasks that weigh differently",
    assumptions={
        "aggregate": Assumption(
            "Output is a sum over tasks of different weights.",
            equation(
                OUTPUT,
                sympy.Sum(WEIGHT(TASK) * LABOUR(TASK) ** EXPONENT, (TASK, 1, COUNT)) ** (1 / EXPONENT),
            ),
        ),
        "diminishing": ASSUMPTIONS["diminishing"],
        "automated": Assumption(
            "AI can do the first $n$ tasks; all AI labour $m$ and $x$ people work on them.",
            equation(sympy.Sum(LABOUR(TASK), (TASK, 1, FIRST)), AI + PEOPLE),
        ),
        "manual": Assumption(
            "The other people work on the rest; all of them can do any task.",
            equation(sympy.Sum(LABOUR(TASK), (TASK, FIRST + 1, COUNT)), HUMAN - PEOPLE),
        ),
    },
    notation={
        **{symbol: NOTATION[symbol] for symbol in (AI, HUMAN, PEOPLE, EXPONENT, OUTPUT)},
        AUTOMATED: Quantity("1", "share of the pull on labour that lies on tasks that AI can do"),
        TASK: Quantity("1", "number of a task"),
        FIRST: Quantity("1", "number of tasks that AI can do"),
        COUNT: Quantity("1", "number of tasks"),
        LABOUR: Quantity("researcher", "labour on a task"),
        WEIGHT: Quantity("1", "weight of a task"),
        PULL: Quantity("1", "pull of all tasks on labour"),
        EACH: Quantity("researcher", "labour on a task of weight 1"),
    },
    argue=_argue,
    meaning="Tasks need not be alike for the law of equal tasks to hold: it is enough to count the automated ones by "
    "how much labour they would draw. Where tasks need each other a heavy task counts for less than its weight, since "
    "a little labour goes far on it.",
    picture=_picture,
)
