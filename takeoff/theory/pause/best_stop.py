"""The best single full stop for good: how long before the end."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.pause.setting import (
    CAUTION,
    CLOCK,
    DANGER,
    DEADLINE,
    END,
    LABOUR_LAW,
    LEAD,
    MODEL_NAMES,
    NOTATION,
    PROGRESS,
    STOP,
    TIME,
    WORK,
    WORK_AFTER,
    WORK_BEFORE,
)
from takeoff.theory.proof import above, equation, only, proved


def output_before(given: Assumptions) -> sympy.Expr:
    """Labour on alignment at time t < p, when no caution was taken yet."""
    return labour_at(given, progress(given, caution=0, since=sympy.Integer(0), level=sympy.Integer(0)), caution=0)


def output_after(given: Assumptions) -> sympy.Expr:
    """Labour on alignment at time t > p, when the leader stands still where it was at p."""
    reached = progress(given, caution=0, since=sympy.Integer(0), level=sympy.Integer(0)).subs(TIME, STOP)
    return labour_at(given, progress(given, caution=1, since=STOP, level=reached), caution=1)


def progress(given: Assumptions, caution: int, since: sympy.Expr, level: sympy.Expr) -> sympy.Expr:
    """The clock at time t under a caution that stays the same, from a level at a moment on."""
    rate = sympy.Eq(PROGRESS(TIME).diff(TIME), side(given, "clock").subs(CAUTION, caution))
    return sympy.dsolve(rate, PROGRESS(TIME), ics={PROGRESS(since): level}).rhs


def labour_at(given: Assumptions, reached: sympy.Expr, caution: int) -> sympy.Expr:
    """Labour on alignment at some progress, under a caution."""
    return side(given, "labour").subs(CAUTION, caution).subs(PROGRESS(TIME), reached)


def work(given: Assumptions) -> sympy.Expr:
    """Alignment work by the end, of a full stop at p."""
    before = sympy.integrate(output_before(given), (TIME, 0, STOP))
    after = sympy.integrate(output_after(given), (TIME, STOP, END))
    return sympy.factor_terms(before) + sympy.factor_terms(sympy.factor(after))


def _argue(given: Assumptions) -> Argument:
    total = work(given)
    slope = sympy.factor(sympy.diff(total, STOP))
    best = sympy.expand(only(sympy.solve(slope, STOP), "stationary point"))
    steepness = sympy.simplify(slope / (best - STOP))
    return Argument(
        steps=(
            *_parts(given),
            Step("total", "Together that is the alignment work by the end.", equation(WORK, total)),
            Step("slope", "What a later stop adds.", equation(sympy.Derivative(WORK, STOP), slope)),
            Step("stationary", "It vanishes at one moment only.", equation(STOP, best)),
            Step("factors", "The slope has the sign of the time until then.", proved(slope, steepness * (best - STOP))),
            Step("maximum", "The other factor is positive, so this is the best of all.", above(steepness)),
            Step("length", "Counted from the end.", equation(END - STOP, sympy.factor(END - best))),
        ),
        formula=equation(STOP, sympy.Max(0, best.subs(END, side(given, "deadline")))),
        holds="True for $0 < \\phi_0 < \\phi_1$ and in the limit $\\phi_0 = 0$. A leader that may not pass $D$ itself "
        "stops at $D$ if that is earlier.",
    )


def _parts(given: Assumptions) -> tuple[Step, Step]:
    before = sympy.Integral(output_before(given), (TIME, 0, STOP))
    after = sympy.Integral(output_after(given), (TIME, STOP, END))
    return (
        Step("before", "Until the stop, progress is time, and the share is $\\phi_0$.", equation(WORK_BEFORE, before)),
        Step("after", "From then on labour stays as it is, at the share $\\phi_1$.", equation(WORK_AFTER, after)),
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("lead-and-pause", MODEL_NAMES, NOTATION)
    values[END] = values[DANGER] + values[LEAD]
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
