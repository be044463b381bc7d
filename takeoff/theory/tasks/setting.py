"""What all results on tasks start from: tasks on an interval, AI on a share of them, people on any."""

import math

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Assumption, Assumptions, Quantity, side
from takeoff.theory.proof import above, below, equation, only, proved

AUTOMATED, MANUAL = sympy.symbols("f g", positive=True)
AI, HUMAN = sympy.symbols("m h", positive=True)
PEOPLE = sympy.Symbol("x", nonnegative=True)
EXPONENT = sympy.Symbol("rho", real=True, nonzero=True)
ON_AUTOMATED, ON_MANUAL, OUTPUT, ONE = sympy.symbols("a b G ell", positive=True)
MULTIPLIER = sympy.Symbol("mu", nonnegative=True)
ADVANTAGE = sympy.Symbol("c", positive=True)
TASK = sympy.Symbol("z", nonnegative=True)
LABOUR = sympy.Function("L", positive=True)
COMPLEMENT = sympy.Symbol("q", positive=True)
"""How far rho is below 1, or below 0, where a proof needs a positive symbol."""

NOTATION = {
    AUTOMATED: Quantity("1", "share of tasks that AI can do"),
    MANUAL: Quantity("1", "share of tasks that only people can do"),
    AI: Quantity("researcher", "AI labour"),
    HUMAN: Quantity("researcher", "people"),
    PEOPLE: Quantity("researcher", "people on tasks that AI can do"),
    EXPONENT: Quantity("1", "substitution between tasks: 1 is perfect, below 0 tasks need each other"),
    TASK: Quantity("1", "a task, as its place on the interval"),
    LABOUR: Quantity("researcher", "labour on a task"),
    ONE: Quantity("researcher", "labour on one task"),
    ON_AUTOMATED: Quantity("researcher", "labour on each task that AI can do"),
    ON_MANUAL: Quantity("researcher", "labour on each task that only people can do"),
    OUTPUT: Quantity("researcher", "output: the researchers that all of this is worth"),
    MULTIPLIER: Quantity("1", "what one person more would gain on a task of people's instead of one of AI's"),
    ADVANTAGE: Quantity("1", "logarithm of labour on a task of AI's over labour on one of people's"),
}
ASSUMPTIONS = {
    "aggregate": Assumption(
        "Output is a mean over tasks in which $\\rho$ says how well one task replaces another.",
        equation(OUTPUT, sympy.Integral(LABOUR(TASK) ** EXPONENT, (TASK, 0, 1)) ** (1 / EXPONENT)),
    ),
    "diminishing": Assumption("Labour on one task helps less and less.", sympy.Lt(EXPONENT, 1)),
    "rest": Assumption("AI can do the share $f$ of the tasks, and not the rest.", equation(MANUAL, 1 - AUTOMATED)),
    "automated": Assumption(
        "All AI labour $m$ and $x$ people work on the tasks that AI can do.",
        equation(ON_AUTOMATED, (AI + PEOPLE) / AUTOMATED),
    ),
    "manual": Assumption(
        "The other people work on the rest; all of them can do any task.",
        equation(ON_MANUAL, (HUMAN - PEOPLE) / MANUAL),
    ),
}
MODEL_NAMES = {AI: "ai_labour_start", HUMAN: "capability_staff", EXPONENT: "task_substitution"}
"""Symbol -> parameter of the model `task-by-task`, which holds the same equations."""


def in_shares(given: Assumptions, expression: sympy.Basic) -> sympy.Basic:
    """An expression without g, which is the rest of the tasks."""
    return expression.subs(MANUAL, side(given, "rest"))


def sum_of(given: Assumptions) -> sympy.Integral | sympy.Sum:
    """The sum over tasks that output is a function of."""
    return only(side(given, "aggregate").atoms(sympy.Integral, sympy.Sum), "sum over tasks")


def output_of(given: Assumptions, everything: sympy.Expr) -> sympy.Expr:
    """Output for some sum over tasks."""
    return side(given, "aggregate").subs(sum_of(given), everything)


def marginal_of(given: Assumptions, added: sympy.Expr) -> sympy.Expr:
    """What more labour on one task adds to output, by the labour there and by output.

    Arguments:
        given: the assumptions.
        added: what the task adds to the sum over tasks, by the labour there.

    Raises:
        Refused: labour does not help, or not less where there is more of it.
    """
    everything = sympy.Dummy("S", positive=True)
    reached = output_of(given, everything)
    back = only(sympy.solve(sympy.Eq(reached, OUTPUT), everything), "sum over tasks for an output")
    slope = sympy.diff(reached, everything) * sympy.diff(added, ONE)
    found = sympy.powsimp(sympy.simplify(slope.subs(everything, back)))
    above(found)
    falls(sympy.diff(found, ONE))
    return found


def worth(given: Assumptions, labour: sympy.Expr) -> sympy.Expr:
    """What one of equal tasks adds to the sum over tasks with some labour."""
    return sum_of(given).function.subs(LABOUR(TASK), labour)


def marginal(given: Assumptions) -> sympy.Expr:
    """What more labour on one of equal tasks adds to output, by the labour there and by output."""
    return marginal_of(given, worth(given, ONE))


def over_tasks(given: Assumptions, on_automated: sympy.Expr, on_manual: sympy.Expr) -> sympy.Expr:
    """The sum over tasks when all tasks of a group have the same labour."""
    automated = sympy.integrate(worth(given, on_automated), (TASK, 0, AUTOMATED))
    manual = sympy.integrate(worth(given, on_manual), (TASK, 0, MANUAL))
    return sympy.Add(*(sympy.powsimp(sympy.expand_power_base(part)) for part in (automated, manual)))


def falls(slope: sympy.Expr) -> sympy.Lt:
    """Return slope < 0 once that is proven for every rho below 1.

    Raises:
        Refused: it is not proven.
    """
    below(slope.subs(EXPONENT, 1 - COMPLEMENT))
    return sympy.Lt(slope, 0, evaluate=False)


def rises(slope: sympy.Expr) -> sympy.Gt:
    """Return slope > 0 once that is proven for every rho below 1.

    Raises:
        Refused: it is not proven.
    """
    above(slope.subs(EXPONENT, 1 - COMPLEMENT))
    return sympy.Gt(slope, 0, evaluate=False)


def everyone(given: Assumptions) -> sympy.Eq:
    """All labour, which stays the same wherever people work.

    Raises:
        Refused: labour per task is not positive, or moving people changes how many there are.
    """
    on_automated, on_manual = side(given, "automated"), side(given, "manual")
    above(on_automated)
    above(on_manual.subs(PEOPLE, 0))
    placed = AUTOMATED * on_automated + MANUAL * on_manual
    proved(sympy.diff(placed, PEOPLE), sympy.S.Zero)
    return equation(AUTOMATED * ON_AUTOMATED + MANUAL * ON_MANUAL, sympy.simplify(placed))


def placement(given: Assumptions) -> sympy.Expr:
    """People on tasks that AI can do, where every task has the same labour.

    Raises:
        Refused: labour does not help less and less, so that this need not be the best.
    """
    marginal(given)
    even = sympy.Eq(side(given, "automated"), side(given, "manual"))
    return only(sympy.solve(in_shares(given, even), PEOPLE), "even placement")


def interior(given: Assumptions) -> sympy.Expr:
    """Output where people work on tasks of both kinds: all labour together, which is proven."""
    together = in_shares(given, everyone(given).rhs)
    each = sympy.simplify(in_shares(given, side(given, "automated")).subs(PEOPLE, placement(given)))
    return proved(sympy.simplify(in_shares(given, output_of(given, over_tasks(given, each, each)))), together).lhs


def corner(given: Assumptions) -> sympy.Expr:
    """Output where AI alone does the tasks that it can do, with g for the rest of the tasks.

    Raises:
        Refused: labour does not help less and less, so that this need not be the best.
    """
    everyone(given)
    marginal(given)
    return output_of(given, over_tasks(given, *(side(given, name).subs(PEOPLE, 0) for name in ("automated", "manual"))))


def border(given: Assumptions) -> sympy.Expr:
    """AI labour that is just enough for an even placement without people on the tasks that it can do, with g."""
    even = sympy.Eq(side(given, "automated"), side(given, "manual")).subs(PEOPLE, 0)
    return only(sympy.solve(even, AI), "border")


def enough(given: Assumptions) -> sympy.Le:
    """Where AI labour is so scarce that people work on tasks of both kinds."""
    return sympy.Le(AI, sympy.factor(placement(given) + AI))


def regimes(given: Assumptions, inside: sympy.Expr, outside: sympy.Expr) -> sympy.Piecewise:
    """One expression where AI labour is scarce, and another beyond."""
    return sympy.Piecewise((inside, enough(given)), (in_shares(given, outside), True))


def by_advantage(given: Assumptions) -> sympy.Expr:
    """Output beyond the border over labour on each of people's tasks, by the advantage c of the other group.

    Raises:
        Refused: it depends on how many people there are.
    """
    each = side(given, "manual").subs(PEOPLE, 0)
    placed = corner(given).subs(AI, sympy.exp(ADVANTAGE) * border(given))
    relative = sympy.simplify(sympy.expand_power_base(sympy.simplify(placed)) / each)
    proved(sympy.diff(relative, HUMAN), sympy.S.Zero)
    return relative


def shipped() -> dict[sympy.Symbol, float]:
    """Labour, substitution and the share of tasks automated at the start in the model `task-by-task`."""
    middle, width = sympy.symbols("e_50 w_c", positive=True)
    notation = {**NOTATION, middle: Quantity("OOM", "midpoint"), width: Quantity("OOM", "width")}
    names = {**MODEL_NAMES, middle: "capability_midpoint", width: "capability_width"}
    values = defaults("task-by-task", names, notation)
    automated = 1 / (1 + math.exp(values[middle] / values[width]))
    return {AUTOMATED: automated, **{symbol: values[symbol] for symbol in MODEL_NAMES}}
