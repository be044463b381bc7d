"""What people and AI produce together when AI labour can do only a share of the tasks and everyone is placed best."""

import sympy

from takeoff.theory.derivation import Derivation, Step, equation

AUTOMATED, MANUAL = sympy.symbols("f g", positive=True)
AI, HUMAN = sympy.symbols("m h", positive=True)
PEOPLE = sympy.Symbol("x", nonnegative=True)
EXPONENT = sympy.Symbol("rho", real=True, nonzero=True)
MULTIPLIER = sympy.Symbol("mu", nonnegative=True)
RATIO = sympy.Symbol("k", positive=True)
CES = sympy.Function("ces")(AUTOMATED, AI, HUMAN)

ON_AUTOMATED = (AI + PEOPLE) / AUTOMATED
ON_MANUAL = (HUMAN - PEOPLE) / MANUAL

ASSUMPTIONS = (
    "Tasks form the interval from 0 to 1, and a share f of them is automated.",
    "A task done with labour x adds x to the power rho; output is the sum over tasks to the power 1/rho, rho below 1.",
    "AI labour m works on automated tasks only; human labour h works on any task.",
    "Labour is placed so that output is greatest; x, the human labour on automated tasks, cannot be negative.",
)


def task_ces(exponent: sympy.Expr = EXPONENT) -> Derivation:
    """Derive the output of best-placed labour from the first-order conditions, in its two regimes.

    Args:
        exponent: the power with which a task's labour enters the sum; below 1 and not 0.
    """
    placed, interior, corner = placement(), interior_output(exponent), corner_output(exponent)
    enough = sympy.Le(AI, sympy.factor(placed + AI))
    steps = (*_even_spread(exponent), *_first_order(exponent), *_interior(placed, interior), *_corner(exponent, corner))
    return Derivation(
        title="Output of people and AI on tasks that are partly automated",
        assumptions=ASSUMPTIONS,
        steps=steps,
        result=equation(CES, sympy.Piecewise((interior, enough), (corner, True))),
        holds="True for 0 < f < 1, positive m and h, and rho below 1 other than 0.",
    )


def placement() -> sympy.Expr:
    """Return the human labour on automated tasks that gives every task the same labour."""
    (placed,) = sympy.solve(_only_share(sympy.Eq(ON_AUTOMATED, ON_MANUAL)), PEOPLE)
    return placed


def interior_output(exponent: sympy.Expr = EXPONENT) -> sympy.Expr:
    """Return output where people work on both kinds of task.

    Args:
        exponent: the power with which a task's labour enters the sum.
    """
    amounts = (sympy.simplify(_only_share(amount.subs(PEOPLE, placement()))) for amount in (ON_AUTOMATED, ON_MANUAL))
    return sympy.simplify(_only_share(_sum_over_tasks(exponent, *amounts))) ** (1 / exponent)


def corner_output(exponent: sympy.Expr = EXPONENT) -> sympy.Expr:
    """Return output where AI labour alone does the automated tasks.

    Args:
        exponent: the power with which a task's labour enters the sum.
    """
    return _only_share(corner_sum(exponent)) ** (1 / exponent)


def corner_sum(exponent: sympy.Expr = EXPONENT) -> sympy.Expr:
    """Return the sum over tasks where x = 0, with g for the share 1 - f that is not automated.

    Args:
        exponent: the power with which a task's labour enters the sum.
    """
    total = _sum_over_tasks(exponent, ON_AUTOMATED, ON_MANUAL).subs(PEOPLE, 0)
    return sympy.Add(*(sympy.powsimp(sympy.expand_power_base(term)) for term in sympy.Add.make_args(total)))


def corner_multiplier(exponent: sympy.Expr = EXPONENT) -> sympy.Expr:
    """Return what one person less on automated tasks would be worth at x = 0, with g for 1 - f.

    Args:
        exponent: the power with which a task's labour enters the sum.
    """
    return (_marginal(exponent, ON_MANUAL) - _marginal(exponent, ON_AUTOMATED)).subs(PEOPLE, 0)


def _sum_over_tasks(exponent: sympy.Expr, automated: sympy.Expr, manual: sympy.Expr) -> sympy.Expr:
    return AUTOMATED * automated**exponent + MANUAL * manual**exponent


def _only_share(expression: sympy.Basic) -> sympy.Basic:
    return expression.subs(MANUAL, 1 - AUTOMATED)


def _marginal(exponent: sympy.Expr, amount: sympy.Expr, order: int = 1) -> sympy.Expr:
    labour = sympy.Symbol("labour", positive=True)
    value = labour**exponent / exponent
    for _ in range(order):
        value = sympy.powsimp(sympy.diff(value, labour))
    return value.subs(labour, amount)


def _even_spread(exponent: sympy.Expr) -> tuple[Step, ...]:
    first, second = sympy.symbols("a b", positive=True)
    slope = _marginal(exponent, first) - _marginal(exponent, second)
    curvature = _marginal(exponent, first, order=2) + _marginal(exponent, second, order=2)
    undo = 1 / (exponent - 1)
    even = sympy.Eq(_marginal(exponent, first) ** undo, _marginal(exponent, second) ** undo)
    return (
        Step(
            "Moving labour between two tasks of a group, from b to a, gains nothing at the best placement.",
            sympy.Eq(slope, 0),
        ),
        Step("Undo the power: the two tasks have the same labour.", even),
        Step("The gain falls as labour moves, for rho below 1, so an even spread is the best.", sympy.Lt(curvature, 0)),
    )


def _first_order(exponent: sympy.Expr) -> tuple[Step, ...]:
    objective = _sum_over_tasks(exponent, ON_AUTOMATED, ON_MANUAL) / exponent
    gain = AUTOMATED * sympy.diff(ON_AUTOMATED, PEOPLE) * _marginal(exponent, ON_AUTOMATED)
    loss = MANUAL * sympy.diff(ON_MANUAL, PEOPLE) * _marginal(exponent, ON_MANUAL)
    return (
        Step("Spread evenly within each group, this rises with output.", _only_share(objective)),
        Step("Stationary in x, with multiplier mu for x >= 0.", sympy.Eq(_only_share(gain + loss) + MULTIPLIER, 0)),
        Step("Either the multiplier or x is zero.", sympy.Eq(MULTIPLIER * PEOPLE, 0)),
    )


def _interior(placed: sympy.Expr, interior: sympy.Expr) -> tuple[Step, ...]:
    return (
        Step("If mu = 0, every task has the same labour.", _only_share(sympy.Eq(ON_AUTOMATED, ON_MANUAL))),
        Step("That fixes the people on automated tasks.", sympy.Eq(PEOPLE, placed)),
        Step("They are not negative as long as AI labour is scarce.", sympy.Ge(placed, 0)),
        Step("Output is then all labour together, whatever the exponent.", equation(CES, interior)),
    )


def _corner(exponent: sympy.Expr, corner: sympy.Expr) -> tuple[Step, ...]:
    (border,) = sympy.solve(sympy.Eq(ON_AUTOMATED, ON_MANUAL).subs(PEOPLE, 0), AI)
    price = corner_multiplier(exponent).subs(AI, RATIO * border)
    typeset = _only_share(sympy.factor(sympy.expand_power_base(price)))
    return (
        Step("If x = 0, let AI labour be k times what it is at the border.", sympy.Eq(AI, RATIO * _only_share(border))),
        Step("The multiplier is zero at k = 1 and positive above, for rho below 1.", sympy.Eq(MULTIPLIER, typeset)),
        Step("Output is then that of two groups kept apart.", equation(CES, corner)),
    )
