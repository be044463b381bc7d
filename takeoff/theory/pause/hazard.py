"""The best single full stop when progress itself is hazardous: the exact condition, and how many stops meet it."""

import functools

import numpy as np
import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import SAMPLES, Axis, Curve, Illustration, Note
from takeoff.theory.pause.path import labour_after, progress_after, progress_before
from takeoff.theory.pause.setting import (
    BASE,
    CLOCK,
    DANGER,
    DEADLINE,
    END,
    GROWTH,
    LABOUR_LAW,
    LEAD,
    LENGTH,
    MODEL_NAMES,
    NOTATION,
    OUTPUT,
    PROGRESS,
    STOP,
    TIME,
    WORK,
)
from takeoff.theory.proof import Refused, above, below, equation, only, proved

LEVEL, STEEPNESS, SCALE = sympy.symbols("h_0 k A_ref", positive=True)
HAZARD = sympy.Symbol("R", positive=True)
TAKEN = sympy.Function("R")
GOAL = sympy.Symbol("J", real=True)
EXCESS, SURPLUS = sympy.symbols("y z", nonnegative=True)

IDLE = Assumption(
    "AI labour grows exponentially with progress; it works on alignment as far as there is caution, at most at the "
    "share $\\phi_1$.",
    equation(OUTPUT(TIME), side({"labour": LABOUR_LAW}, "labour").subs(BASE, 0)),
)
HAZARD_LAW = Assumption(
    "Hazard is taken at a rate that grows exponentially with progress, paused or not.",
    equation(sympy.Derivative(TAKEN(TIME), TIME), LEVEL * sympy.exp(STEEPNESS * PROGRESS(TIME))),
)
GOAL_LAW = Assumption(
    "What counts is the logarithm of the work less the hazard.",
    equation(GOAL, sympy.log(WORK / SCALE) - HAZARD),
)
GIVEN = {"clock": CLOCK, "deadline": DEADLINE, "labour": IDLE, "hazard": HAZARD_LAW, "goal": GOAL_LAW}
HAZARD_NOTATION = {
    **NOTATION,
    LEVEL: Quantity("1/year", "hazard per year at the start"),
    STEEPNESS: Quantity("1/year", "growth rate of the hazard with progress"),
    SCALE: Quantity("researcher year", "some amount of work to compare with; it moves no date"),
    HAZARD: Quantity("1", "hazard by the end"),
    TAKEN: Quantity("1", "hazard taken by some time"),
    GOAL: Quantity("1", "logarithm of the work less the hazard"),
}
HAZARD_NAMES = {**MODEL_NAMES, LEVEL: "hazard_level", STEEPNESS: "hazard_growth"}


def work(given: Assumptions) -> sympy.Expr:
    """Alignment work by the end, of a full stop of length x."""
    total = sympy.integrate(labour_after(given), (TIME, STOP, END))
    above(total.subs(END, STOP + LENGTH))
    return sympy.factor(total.subs(STOP, END - LENGTH))


def hazard(given: Assumptions) -> sympy.Expr:
    """Hazard by the end, of a full stop of length x."""
    rate = side(given, "hazard")
    before = sympy.integrate(rate.subs(PROGRESS(TIME), progress_before(given)), (TIME, 0, STOP))
    after = sympy.integrate(rate.subs(PROGRESS(TIME), progress_after(given)), (TIME, STOP, END))
    return (sympy.factor_terms(before) + sympy.factor(after)).subs(STOP, END - LENGTH)


def slope(given: Assumptions) -> sympy.Expr:
    """What a later, and so shorter, stop adds to the goal."""
    return _slope(side(given, "goal").subs({WORK: work(given), HAZARD: hazard(given)}))


@functools.cache
def _slope(goal: sympy.Expr) -> sympy.Expr:
    return sympy.powsimp(sympy.expand(sympy.simplify(-sympy.diff(goal, LENGTH))))


@functools.cache
def condition(change: sympy.Expr) -> sympy.Expr:
    """What growth equals where the slope vanishes: the slope is growth less this.

    Raises:
        Refused: it is not of that form.
    """
    growth = sympy.powsimp(sympy.expand(only(sympy.solve(change, GROWTH), "growth at a stationary point")))
    proved(change, GROWTH - growth)
    return growth


def _argue(given: Assumptions) -> Argument:
    change = slope(given)
    growth = condition(change)
    return Argument(
        steps=(
            Step(
                "work", "The stop puts labour as it is then to work for all of its length.", equation(WORK, work(given))
            ),
            Step(
                "hazard", "Hazard rises until the stop and is then taken at a level.", equation(HAZARD, hazard(given))
            ),
            Step("slope", "What a later stop adds to the goal.", equation(sympy.Derivative(GOAL, STOP), change)),
            Step("end", "A stop that is too short is never best.", _at_the_end(change)),
            Step("condition", "Where the slope vanishes, growth pays for what is lost.", equation(GROWTH, growth)),
            *_second_order(change, growth),
        ),
        formula=equation(GROWTH, growth.subs(END, side(given, "deadline"))),
        holds="True for $\\phi_0 = 0$ if the leader may pass $D$ itself and output is not limited by people. Below "
        "the border, stop at once if the right-hand side is still more than $g$ for the longest stop, $x = T$. From "
        "the border on, three lengths may meet the condition: the longest and the shortest are maxima and have to be "
        "compared with each other and with $x = T$.",
    )


def _second_order(change: sympy.Expr, growth: sympy.Expr) -> tuple[Step, ...]:
    """Where all that meets the condition is one maximum."""
    level = only(sympy.solve(sympy.Eq(GROWTH, growth), LEVEL), "hazard level at a stationary point")
    bending = -sympy.diff(change, LENGTH)
    there = sympy.expand(sympy.simplify(LENGTH**2 * bending.subs(LEVEL, level)))
    top = only(sympy.solve(sympy.diff(there, LENGTH), LENGTH), "turning point")
    highest = sympy.factor(there.subs(LENGTH, top))
    border = sympy.Max(*sympy.solve(highest, GROWTH))
    below(there, knowing=_long(growth))
    below(sympy.diff(there, LENGTH, 2))
    below(highest, knowing={GROWTH: (STEEPNESS + border * EXCESS) / (1 + EXCESS)})
    return (
        Step("bending", "The second derivative.", equation(sympy.Derivative(GOAL, (STOP, 2)), bending)),
        Step(
            "sign",
            "Where the condition holds it has this sign. For $k x \\geq 1$ that is negative, since the condition "
            "needs $g x > 1$: every stop of length $1/k$ or more that meets the condition is a maximum.",
            equation(LENGTH**2 * sympy.Derivative(GOAL, (STOP, 2)), there),
        ),
        Step("highest", "For no length is it more than this.", sympy.Le(there, highest, evaluate=False)),
        Step(
            "border",
            "Between $k$ and the $g$ at which this is 0, it is negative; for $g \\leq k$ the condition needs "
            "$k x > 1$. So below this border all that meets the condition is one maximum, the best of all.",
            equation(GROWTH, sympy.factor(border)),
        ),
    )


def _long(growth: sympy.Expr) -> dict[sympy.Symbol, sympy.Expr]:
    """What is known of a stop that meets the condition with k x >= 1: then g x > 1 as well."""
    above(sympy.expand(growth - 1 / LENGTH))
    return {GROWTH: (1 + SURPLUS) / LENGTH, LENGTH: (1 + EXCESS) / STEEPNESS}


def _at_the_end(change: sympy.Expr) -> sympy.Eq:
    limit = sympy.limit(change, LENGTH, 0)
    if limit != -sympy.oo:
        raise Refused(f"a later stop is not worse at the end: {limit}")
    return equation(sympy.Limit(change, LENGTH, 0), limit)


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("lead-and-pause", HAZARD_NAMES, HAZARD_NOTATION)
    condition_holds = derivation.result
    level = sympy.solve(condition_holds, LEVEL)[0]
    border = float(derivation.step("border").equation.rhs / STEEPNESS)
    x = Axis("hazard a year at the start", "1/year", 0.01, 10, log=True)
    end = values[DANGER] + values[LEAD]
    ratios = (values[GROWTH] / values[STEEPNESS], border, 2 * border)
    return Illustration(
        title=f"One best stop while labour grows less than {border:.2f} times as fast as hazard, then up to three",
        subtitle=f"lengths that meet the condition; {end:.1f} years to the end, $k$ = {values[STEEPNESS]:g}/year",
        x=x,
        y=Axis("length of the stop", "year", 0, end),
        curves=tuple(_lengths(level, {**values, GROWTH: ratio * values[STEEPNESS]}, ratio, x) for ratio in ratios),
        notes=(Note("longest of three: a maximum", 2, 0.7 * end), Note("shortest of three: a maximum", 0.05, 0.3)),
    )


def _lengths(level: sympy.Expr, values: dict[sympy.Symbol, float], ratio: float, axis: Axis) -> Curve:
    """Every length that meets the condition, by the hazard level at which it does."""
    at = sympy.lambdify(LENGTH, level.subs({symbol: values[symbol] for symbol in level.free_symbols - {LENGTH}}))
    lengths = [float(one) for one in np.linspace(1 / values[GROWTH], values[DANGER] + values[LEAD], SAMPLES)]
    shown = tuple(one for one in lengths if axis.low <= at(one) <= axis.high)
    return Curve(f"g = {ratio:.2g} k", tuple(float(at(one)) for one in shown), shown)


RESULT = Result(
    name="stop-under-hazard",
    title="The best single full stop under hazard",
    assumptions=GIVEN,
    notation=HAZARD_NOTATION,
    argue=_argue,
    meaning="A stop is long enough when the growth of AI labour that it gives up is worth the work of its last year "
    "and the hazard that going on would add for the rest of the run. A higher hazard makes the stop earlier.",
    picture=_picture,
)
