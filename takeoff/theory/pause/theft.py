"""The best single full stop when what the leader has may be stolen while it stands still."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.pause.best_stop import work_before
from takeoff.theory.pause.path import labour_after, solved_by_exponential
from takeoff.theory.pause.setting import (
    BASE,
    CAUTION,
    CLOCK,
    DEADLINE,
    END,
    LABOUR_LAW,
    LENGTH,
    MORE,
    NOTATION,
    STOP,
    TIME,
    WORK,
    numbers,
)
from takeoff.theory.proof import above, below, equation, proved

THEFT, USEFUL = sympy.symbols("theta U", positive=True)
KEPT = sympy.Function("Q")
STOLEN = Assumption(
    "While the leader stands still, theft comes at the rate $\\theta$; work done after it does not count.",
    equation(sympy.Derivative(KEPT(TIME), TIME), -THEFT * CAUTION * KEPT(TIME)),
)


def kept(given: Assumptions) -> sympy.Expr:
    """Probability at t > p that nothing was stolen; it is 1 until the stop.

    Raises:
        Refused: it does not fall during the stop.
    """
    loss = side(given, "theft").subs(CAUTION, 1)
    below(loss.subs(KEPT(TIME), sympy.Symbol("q", positive=True)))
    found = sympy.dsolve(sympy.Eq(KEPT(TIME).diff(TIME), loss), KEPT(TIME), ics={KEPT(STOP): 1})
    return sympy.powsimp(found.rhs)


def useful(still_there: sympy.Expr) -> sympy.Expr:
    """Expected useful time of a stop of length x."""
    return sympy.simplify(sympy.integrate(still_there, (TIME, STOP, END)).subs(END, STOP + LENGTH))


def _relative_slope(total: sympy.Expr, labour: sympy.Expr) -> sympy.Expr:
    """What a later stop adds, per labour at work during the stop, by the length that is left."""
    slope = sympy.diff(total, STOP) / labour
    return sympy.expand(slope.subs(END, STOP + LENGTH))


def _argue(given: Assumptions) -> Argument:
    still_there, labour = kept(given), labour_after(given)
    time_left = useful(still_there)
    total = work_before(given) + labour * time_left.subs(LENGTH, END - STOP)
    relative = _relative_slope(total, labour)
    falls = below(sympy.factor(sympy.diff(relative.subs(LENGTH, END - STOP), STOP)))
    above(labour)
    best = solved_by_exponential(relative, LENGTH)
    return Argument(
        steps=(
            Step(
                "kept", "During the stop the chance that nothing was stolen decays.", equation(KEPT(TIME), still_there)
            ),
            Step("useful", "Its integral is the expected useful time of a stop.", equation(USEFUL, time_left)),
            Step("total", "So this much work counts by the end.", equation(WORK, total)),
            Step(
                "slope",
                "What a later stop adds, per labour that the stop puts to work.",
                equation(sympy.Derivative(WORK, STOP) / labour, relative),
            ),
            Step("maximum", "That only falls: where it vanishes, and nowhere else, work is greatest.", falls),
            Step("stationary", "It vanishes at one length only.", equation(LENGTH, best)),
            Step("shorter", "More theft makes the best stop shorter.", _shorter(best)),
            Step("no theft", "Without theft it is the best full stop as before.", _limit(best, THEFT)),
            Step("no share before", "If no one works on alignment without caution, it is simply this.", _idle(best)),
        ),
        formula=equation(STOP, sympy.Max(0, side(given, "deadline") - best)),
        holds="True for $\\theta > 0$ and $0 < \\phi_0 < \\phi_1$, and in the limits $\\phi_0 = 0$ and $\\theta = 0$, "
        "if the leader may pass $D$ itself and output is not limited by people.",
    )


def _shorter(best: sympy.Expr) -> sympy.Lt:
    """The derivative of x = f/theta is negative: theta^2 times it is 0 without theft and falls with theft."""
    folds = sympy.expand(THEFT * best)
    scaled = THEFT * sympy.diff(folds, THEFT) - folds
    proved(scaled.subs(THEFT, 0), sympy.S.Zero)
    below(sympy.factor(sympy.diff(scaled, THEFT)), knowing=MORE)
    return sympy.Lt(sympy.Derivative(LENGTH, THEFT), 0, evaluate=False)


def _limit(best: sympy.Expr, symbol: sympy.Symbol) -> sympy.Eq:
    return equation(sympy.Limit(best, symbol, 0), sympy.expand(sympy.limit(best, symbol, 0)))


def _idle(best: sympy.Expr) -> sympy.Eq:
    return equation(sympy.Limit(best, BASE, 0), best.subs(BASE, 0))


def _picture(derivation: Derivation) -> Illustration:
    values = numbers()
    best = derivation.step("stationary").equation.rhs
    none = float(derivation.step("no theft").equation.rhs.subs(values))
    longest = float(derivation.step("no share before").equation.rhs.limit(THEFT, 0).subs(values))
    half = float(sympy.nsolve(best.subs(values) - none / 2, THEFT, 4 / none))
    x = Axis("rate of theft while the leader stands still", "1/year", 0.01, 2 * half)
    return Illustration(
        title=f"Theft at {half:.1f} a year halves the best stop",
        subtitle="lead-and-pause at its defaults",
        x=x,
        y=Axis("length of the best full stop", "year", 0, 1.15 * longest),
        curves=(
            curve("share before the stop as in the model", best, THEFT, x, values),
            curve("no share before the stop", best.subs(BASE, 0), THEFT, x, values),
        ),
        marks=(Mark(f"half of {none:.2f} years", half, none / 2),),
    )


RESULT = Result(
    name="stop-under-theft",
    title="The best single full stop under theft",
    assumptions={"clock": CLOCK, "deadline": DEADLINE, "labour": LABOUR_LAW, "theft": STOLEN},
    notation={
        **NOTATION,
        THEFT: Quantity("1/year", "rate of theft during a full stop"),
        KEPT: Quantity("1", "probability that nothing has been stolen"),
        USEFUL: Quantity("year", "expected useful time of the stop"),
    },
    argue=_argue,
    meaning="Theft is paid for by the year of standing still, so it argues for a later and shorter stop, and never for "
    "none. The lead does not matter for the length. Security bought before the stop lengthens it.",
    picture=_picture,
)
