"""The best single full stop when growth and hazard are both large: a formula, its branch, and how far it is off."""

import math

import sympy
from scipy.optimize import brentq

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Curve, Illustration, Mark, curve, places
from takeoff.theory.pause.hazard import GIVEN, GOAL, HAZARD_NOTATION, LEVEL, STEEPNESS, condition, slope
from takeoff.theory.pause.hazard_roots import STRENGTH, Exact
from takeoff.theory.pause.setting import END, GROWTH, LENGTH, STOP
from takeoff.theory.proof import Refused, above, below, equation, only, proved
from takeoff.theory.table import Table

FACTOR, WEIGHT, GAIN, FOLDS = sympy.symbols("lambda epsilon G y", positive=True)
LONG, SHORT = -1, 0
"""Branches of Lambert's W."""
COARSE = 60
"""Points of a curve that is solved for."""
RATIOS = (4, 12, 40)
"""Growth of labour over growth of hazard, for the figure and the table."""
STRENGTHS = (3, 4, 6, 10, 20)
"""Hazard a year at the end of a run without a stop, over growth of labour, for the table."""


def leading(growth: sympy.Expr) -> sympy.Expr:
    """What is left of the condition when growth and hazard level are both multiplied by ever more.

    Raises:
        Refused: growth and hazard do not keep up with each other.
    """
    left = sympy.limit(sympy.expand(_scaled(growth)), FACTOR, sympy.oo)
    if not left.is_finite or not left.has(LENGTH):
        raise Refused(f"nothing to solve is left: {left}")
    return left


def _scaled(growth: sympy.Expr) -> sympy.Expr:
    return growth.subs(LEVEL, FACTOR * LEVEL) / FACTOR


def branch(left: sympy.Expr, number: int) -> sympy.Expr:
    """The length that solves the leading condition on a branch of W, put back into it.

    Raises:
        Refused: it does not solve it.
    """
    principal = only(sympy.solve(sympy.Eq(GROWTH, left), LENGTH), "solution")
    lambert = only(principal.atoms(sympy.LambertW), "Lambert W")
    inside = lambert.args[0]
    value = sympy.LambertW(inside, number)
    found = principal.subs(lambert, value)
    back = sympy.expand_power_exp(sympy.expand(left.subs(LENGTH, found)))
    proved(back.subs(sympy.exp(value), inside / value), GROWTH)
    return found


def _argue(given: Assumptions) -> Argument:
    growth = condition(slope(given))
    left = leading(growth)
    level = only(sympy.solve(sympy.Eq(GROWTH, left), LEVEL), "hazard level")
    long = branch(left, LONG)
    return Argument(
        steps=(
            Step(
                "leading",
                "Multiply growth and the hazard level by $\\lambda$: as it grows, $1/x$ drops out of the condition.",
                equation(sympy.Limit(_scaled(growth), FACTOR, sympy.oo), left),
            ),
            *_branches(left, level, long),
            *_judged(left, level),
        ),
        formula=equation(LENGTH, long.subs(END, side(given, "deadline"))),
        holds="True for $\\phi_0 = 0$, $0 < x < T$ and $h_0 \\geq e g \\exp(-k T)$ in the limit of large $g$ and "
        "$h_0$; the relative error is about $1/(g x (k x - 1))$. The best of all only where its gain is positive; "
        "with a lower hazard a short stop at the end is better.",
    )


def _branches(left: sympy.Expr, level: sympy.Expr, long: sympy.Expr) -> tuple[Step, ...]:
    """Both real solutions, and which of them is the maximum."""
    short = branch(left, SHORT)
    bending = sympy.factor(sympy.diff(left, LENGTH).subs(LEVEL, level))
    return (
        Step("long", "It has two real solutions, one on each real branch of $W$. One is this:", equation(LENGTH, long)),
        Step("short", "the other is this.", equation(LENGTH, short)),
        Step("real", "They are real from this hazard level on, where both are $1/k$.", sympy.Ge(LEVEL, _least(long))),
        Step("bending", "There the second derivative is this.", equation(sympy.Derivative(GOAL, (STOP, 2)), bending)),
        Step("maximum", _SIDE.format("below", "negative", "maximum"), _beyond(bending, long, LONG)),
        Step("minimum", _SIDE.format("above", "positive", "minimum"), _beyond(bending, short, SHORT)),
    )


def _judged(left: sympy.Expr, level: sympy.Expr) -> tuple[Step, Step]:
    """Where the long stop is the best of all, and how far the formula is off."""
    gain = _gain(left, level)
    worth = _worth(gain)
    return (
        Step(
            "gain",
            "Beside going on almost to the end, the long stop adds this to the goal. It is positive for "
            f"$k x > {worth:.3f}$, that is for $h_0 \\exp(k T)/g > {math.exp(worth) / worth:.2f}$.",
            equation(GAIN, gain),
        ),
        Step(
            "error",
            "With $1/x$ weighted by $\\epsilon$ the length changes at this rate: to first order the formula is too "
            "short by as much.",
            equation(sympy.Derivative(LENGTH, WEIGHT), _error(left, level)),
        ),
    )


_SIDE = (
    "$W$ is $-1$ only where the two branches meet, so each stays on one side of it: this one {}, which makes the "
    "second derivative {} and the stop a {}."
)


def _least(long: sympy.Expr) -> sympy.Expr:
    """The hazard level from which W is real: where its argument is that of the turning point of w exp(w)."""
    w = sympy.Symbol("w", real=True)
    turn = only(sympy.solve(sympy.diff(w * sympy.exp(w), w), w), "turning point")
    inside = only(long.atoms(sympy.LambertW), "Lambert W").args[0]
    below(inside)
    return only(sympy.solve(sympy.Eq(inside, turn * sympy.exp(turn)), LEVEL), "hazard level")


def _beyond(bending: sympy.Expr, length: sympy.Expr, number: int) -> sympy.Basic:
    """On which side of -1 a branch of W is, seen at one place, and that the second derivative has the sign of it."""
    lambert = only(length.atoms(sympy.LambertW), "Lambert W")
    w = sympy.Symbol("w", negative=True)
    factor = sympy.factor(bending.subs(LENGTH, length.subs(lambert, w)) / (1 + w))
    above(factor)
    place = {LONG: -2 * sympy.exp(-2), SHORT: -sympy.log(2) / 2}[number]
    if number == LONG:
        below(sympy.LambertW(place, number), sympy.Integer(-1))
        return sympy.Lt(lambert, -1, evaluate=False)
    above(sympy.LambertW(place, number), sympy.Integer(-1))
    return sympy.Gt(lambert, -1, evaluate=False)


def _gain(left: sympy.Expr, level: sympy.Expr) -> sympy.Expr:
    """What a stop of length x that meets the leading condition adds to the goal, beside one of no length."""
    added = sympy.integrate(left - GROWTH, (LENGTH, 0, LENGTH))
    return sympy.factor(sympy.simplify(added.subs(LEVEL, level)))


def _worth(gain: sympy.Expr) -> float:
    """The k x from which the gain is positive."""
    folds = sympy.simplify(gain.subs(LENGTH, FOLDS / STEEPNESS) * STEEPNESS / GROWTH)
    if folds.free_symbols != {FOLDS}:
        raise Refused(f"the gain depends on more than k x: {folds}")
    return float(brentq(sympy.lambdify(FOLDS, folds), 1, 10))


def _error(left: sympy.Expr, level: sympy.Expr) -> sympy.Expr:
    """How fast the root moves when 1/x is given a weight, at weight 0."""
    rest = WEIGHT / LENGTH + left - GROWTH
    rate = sympy.simplify((-sympy.diff(rest, WEIGHT) / sympy.diff(rest, LENGTH)).subs(WEIGHT, 0).subs(LEVEL, level))
    above(rate, knowing={LENGTH: (1 + FOLDS) / STEEPNESS})
    return sympy.factor(rate)


def _picture(derivation: Derivation) -> Illustration:
    exact = Exact(condition(slope(derivation.assumptions)))
    long, short = (_by_strength(derivation.step(name).equation.rhs) for name in ("long", "short"))
    worth = _worth(derivation.step("gain").equation.rhs)
    x = Axis("hazard a year at the end without a stop, over growth of labour", "1", math.e, 20, log=True)
    strengths = tuple(places(x, COARSE))
    return Illustration(
        title=f"The formula is close for long stops; at large g it is not the best below {worth:.2f}",
        subtitle="both branches of the formula beside the exact best long stop for some g/k; any $k$ and $T$",
        x=x,
        y=Axis("length of the stop times growth of hazard", "1", 0, 6),
        curves=(
            *(
                Curve(f"exact, g = {ratio} k", strengths, tuple(exact.long(ratio, one) for one in strengths))
                for ratio in RATIOS
            ),
            curve("$W_{-1}$: maximum", long, STRENGTH, x),
            curve("$W_0$: minimum", short, STRENGTH, x),
        ),
        marks=(
            Mark("the branches meet", math.e, 1.0),
            Mark("worth it from here on, for large g", math.exp(worth) / worth, worth),
        ),
    )


def _by_strength(length: sympy.Expr) -> sympy.Expr:
    """The formula's k x, by the hazard level at the end over growth."""
    return sympy.simplify(STEEPNESS * length.subs(LEVEL, STRENGTH * GROWTH * sympy.exp(-STEEPNESS * END)))


def _table(derivation: Derivation) -> Table:
    exact = Exact(condition(slope(derivation.assumptions)))
    formula = sympy.lambdify(STRENGTH, _by_strength(derivation.step("long").equation.rhs))
    rate = derivation.step("error").equation.rhs
    header = ("$g/k$", "$h_0 \\exp(k T)/g$", "exact $k x$", "formula", "error", "estimate", "best of all")
    return Table(
        title="The exact length of the long stop beside the formula",
        header=header,
        rows=tuple(
            _row(exact, ratio, strength, formula(strength).real, rate) for ratio in RATIOS for strength in STRENGTHS
        ),
    )


def _row(exact: Exact, ratio: float, strength: float, folds: float, rate: sympy.Expr) -> tuple[str, ...]:
    root, short = exact.long(ratio, strength), exact.short(ratio, strength)
    estimate = float(rate.subs({GROWTH: ratio, STEEPNESS: 1, LENGTH: folds})) / folds
    best = short is None or exact.gain(ratio, strength, short, root) > 0
    return (
        f"{ratio}",
        f"{strength}",
        f"{root:.4f}",
        f"{folds:.4f}",
        f"{(folds - root) / root:.2%}",
        f"{-estimate:.2%}",
        "this stop" if best else f"a short one, {short:.4f}",
    )


RESULT = Result(
    name="stop-under-strong-hazard",
    title="The best single full stop where growth and hazard are large",
    assumptions=GIVEN,
    notation={
        **HAZARD_NOTATION,
        FACTOR: Quantity("1", "factor by which growth and hazard level are multiplied"),
        WEIGHT: Quantity("1", "weight of what a shorter stop loses in work"),
        GAIN: Quantity("1", "what the stop adds to the goal, beside going on almost to the end"),
    },
    argue=_argue,
    meaning="If the hazard a year at the end of an unpaused run would be several times the growth rate of AI labour, "
    "stop long before: the length is set by the hazard and no longer by productivity. If it would be little more than "
    "that rate, the formula gives a stop that no small change improves and that going on to a short stop still beats.",
    picture=_picture,
    table=_table,
)
