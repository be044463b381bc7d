"""The best single full stop for good: how long before the end."""

import functools

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.pause.path import labour_after, labour_before
from takeoff.theory.pause.setting import (
    CLOCK,
    DEADLINE,
    END,
    LABOUR_LAW,
    MORE,
    NOTATION,
    STOP,
    TIME,
    WORK,
    WORK_AFTER,
    WORK_BEFORE,
    numbers,
)
from takeoff.theory.proof import above, equation, only, proved


def work_before(given: Assumptions) -> sympy.Expr:
    """Alignment work before the stop."""
    return _integral(labour_before(given), sympy.Integer(0), STOP)


def work(given: Assumptions) -> sympy.Expr:
    """Alignment work by the end, of a full stop at p."""
    return work_before(given) + sympy.factor(_integral(labour_after(given), STOP, END))


@functools.cache
def _integral(labour: sympy.Expr, start: sympy.Expr, stop: sympy.Expr) -> sympy.Expr:
    return sympy.factor_terms(sympy.integrate(labour, (TIME, start, stop)))


def slope(given: Assumptions) -> sympy.Expr:
    """What a later stop adds to the work."""
    return sympy.factor(sympy.diff(work(given), STOP))


def stationary(given: Assumptions) -> sympy.Expr:
    """The moment of the stop at which the slope vanishes."""
    return sympy.expand(only(sympy.solve(slope(given), STOP), "stationary point"))


def _argue(given: Assumptions) -> Argument:
    best = stationary(given)
    steepness = sympy.simplify(slope(given) / (best - STOP))
    length = sympy.expand(END - best)
    above(length, knowing=MORE)
    return Argument(
        steps=(
            *_parts(given),
            Step("total", "Together that is the alignment work by the end.", equation(WORK, work(given))),
            Step("slope", "What a later stop adds.", equation(sympy.Derivative(WORK, STOP), slope(given))),
            Step("stationary", "It vanishes at one moment only.", equation(STOP, best)),
            Step(
                "factors",
                "The slope has the sign of the time until then.",
                proved(slope(given), steepness * (best - STOP)),
            ),
            Step(
                "maximum",
                "The other factor is positive: work rises until then and falls from then on. So this is the best of "
                "all moments, and the start is if the moment lies before it.",
                above(steepness),
            ),
            Step("length", "Counted from the end, positive since $\\phi_1 > \\phi_0$.", equation(END - STOP, length)),
        ),
        formula=equation(STOP, sympy.Max(0, best.subs(END, side(given, "deadline")))),
        holds="True for $0 < \\phi_0 < \\phi_1$ and in the limit $\\phi_0 = 0$, if the leader may pass $D$ itself and "
        "output is not limited by people.",
    )


def _parts(given: Assumptions) -> tuple[Step, Step]:
    before = sympy.Integral(labour_before(given), (TIME, 0, STOP))
    after = sympy.Integral(labour_after(given), (TIME, STOP, END))
    return (
        Step("before", "Until the stop, progress is time, and the share is $\\phi_0$.", equation(WORK_BEFORE, before)),
        Step("after", "From then on labour stays as it is, at the share $\\phi_1$.", equation(WORK_AFTER, after)),
    )


def _picture(derivation: Derivation) -> Illustration:
    values = numbers()
    work_by_stop = derivation.step("total").equation.rhs
    best = float(derivation.result.rhs.subs(values))
    most = float(work_by_stop.subs({**values, STOP: best}))
    x = Axis("moment of the full stop", "year from the start", 0, values[END])
    y = Axis("alignment work by the end", "researcher year", 0, 1.15 * most)
    return Illustration(
        title=f"The best full stop comes {values[END] - best:.2f} years before the end",
        subtitle="lead-and-pause at its defaults",
        x=x,
        y=y,
        curves=(curve("full stop, for good", work_by_stop, STOP, x, values),),
        marks=(Mark(f"best: year {best:.2f}", best, most),),
    )


RESULT = Result(
    name="best-stop",
    title="The best single full stop",
    assumptions={"clock": CLOCK, "deadline": DEADLINE, "labour": LABOUR_LAW},
    notation=NOTATION,
    argue=_argue,
    meaning="Stop when what is left equals one e-folding time of AI productivity, shortened by the share that works on "
    "alignment anyway. The lead and the danger level move the date one for one, but never the length of the stop.",
    picture=_picture,
)
