"""The best single full stop when people can supervise only so much labour."""

from collections.abc import Mapping, Sequence

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, Note, curve
from takeoff.theory.pause.path import labour_after, labour_before, solved_by_exponential
from takeoff.theory.pause.setting import (
    BASE,
    CLOCK,
    DANGER,
    DEADLINE,
    END,
    FULL,
    GROWTH,
    LABOUR,
    LABOUR_LAW,
    LEAD,
    MORE,
    NOTATION,
    OUTPUT,
    STOP,
    TIME,
    WORK,
    numbers,
)
from takeoff.theory.proof import Refused, above, below, equation, only, proved

CAP = sympy.Symbol("V", positive=True)
USED = sympy.Function("u")
SUPERVISED = Assumption(
    "People can supervise labour up to $V$, and only supervised labour does work.",
    equation(USED(TIME), sympy.Min(OUTPUT(TIME), CAP)),
)
CAP_NOTATION = {
    **NOTATION,
    CAP: Quantity("researcher", "labour that people can supervise"),
    USED: Quantity("researcher", "supervised labour on alignment"),
}
_ALL = LABOUR * sympy.exp(GROWTH * STOP)
_ONE, _OTHER = sympy.symbols("v w", positive=True)
SLACK = {FULL: MORE[FULL], CAP: _ALL * MORE[FULL] + _ONE}
"""What is known while all labour can be supervised, even in the stop."""
BINDS = {FULL: BASE + _ONE / _ALL + _OTHER, CAP: _ALL * BASE + _ONE}
"""What is known while the cap binds in the stop, and not before it."""
BINDS_BEFORE = {FULL: (CAP + _ONE) / _ALL + _OTHER, BASE: (CAP + _ONE) / _ALL}
"""What is known while the cap binds before the stop as well."""


def work_before(given: Assumptions) -> sympy.Expr:
    """Alignment work before the stop."""
    return sympy.Integral(side(given, "cap").subs(OUTPUT(TIME), labour_before(given)), (TIME, 0, STOP))


def used_in_the_stop(given: Assumptions) -> sympy.Expr:
    """Supervised labour during the stop; it stays the same.

    Raises:
        Refused: it does not.
    """
    used = side(given, "cap").subs(OUTPUT(TIME), labour_after(given))
    if used.has(TIME):
        raise Refused(f"labour changes during the stop: {used}")
    return used


def _slope(before: sympy.Expr, used: sympy.Expr, known: Mapping[sympy.Symbol, sympy.Expr]) -> sympy.Expr:
    """What a later stop adds to the work, in a regime."""
    after = (END - STOP) * resolved(used, known)
    return sympy.factor(resolved(sympy.diff(before, STOP), known) + sympy.diff(after, STOP))


def resolved(expression: sympy.Expr, known: Mapping[sympy.Symbol, sympy.Expr]) -> sympy.Expr:
    """An expression with the lesser of two in the place of each Min."""
    return expression.replace(sympy.Min, lambda *parts: _least(parts, known))


def _least(parts: Sequence[sympy.Expr], known: Mapping[sympy.Symbol, sympy.Expr]) -> sympy.Expr:
    """The part that is proven to be below all others."""
    return only((one for one in parts if all(_exceeds(other, one, known) for other in parts if other != one)), "least")


def _exceeds(one: sympy.Expr, other: sympy.Expr, known: Mapping[sympy.Symbol, sympy.Expr]) -> bool:
    try:
        above(one, other, known)
    except Refused:
        return False
    return True


def _argue(given: Assumptions) -> Argument:
    before, used = work_before(given), used_in_the_stop(given)
    wanted, cap = _ends(used)
    binds = solved_by_exponential(wanted - cap, STOP)
    above(sympy.diff(wanted, STOP))
    slack, bound, both = (_slope(before, used, known) for known in (SLACK, BINDS, BINDS_BEFORE))
    free = sympy.expand(only(sympy.solve(slack, STOP), "stationary point"))
    steepness = sympy.simplify(slack / (free - STOP))
    above(steepness)
    return Argument(
        steps=(
            Step("total", "Work before the stop and in it.", equation(WORK, before + (END - STOP) * used)),
            Step(
                "cap",
                "Labour in a stop is more the later it begins: from here on it exceeds $V$.",
                equation(STOP, binds),
            ),
            Step("free", "Without a cap, this stop would be best.", equation(STOP, free)),
            Step(
                "slack",
                "Before the cap binds, what a later stop adds has the sign of the time until then.",
                proved(slack, steepness * (free - STOP)),
            ),
            Step("bound", "Where it binds in the stop, a later stop only gives up work.", below(bound, knowing=BINDS)),
            Step("both", "Where it binds before the stop too, nothing changes any more.", _nothing(both)),
            Step(
                "best",
                "So work rises until the earlier of the two dates and never after it.",
                equation(STOP, sympy.Min(binds, free)),
            ),
        ),
        formula=equation(STOP, sympy.Max(0, sympy.Min(binds, free.subs(END, side(given, "deadline"))))),
        holds="True for $0 < \\phi_0 < \\phi_1$ and in the limit $\\phi_0 = 0$, if the leader may pass $D$ itself. If "
        "$V < \\phi_0 P_0$ the cap always binds, and all stops are equally good.",
    )


def _nothing(slope: sympy.Expr) -> sympy.Eq:
    proved(slope, sympy.S.Zero)
    return equation(sympy.Derivative(WORK, STOP), slope)


def _ends(used: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """The two that the least is taken of: labour in the stop, and the cap."""
    parts = only(used.atoms(sympy.Min), "limit").args
    return only((one for one in parts if one.has(STOP)), "labour"), only(
        (one for one in parts if not one.has(STOP)), "cap"
    )


def _picture(derivation: Derivation) -> Illustration:
    values = numbers()
    free = float(derivation.step("free").equation.rhs.subs(values))
    binds = derivation.step("cap").equation.rhs
    start, enough = (float(sympy.solve(binds - date, CAP)[0].subs(values)) for date in (0, free))
    x = Axis("labour that people can supervise", "researcher", start / 2, 4 * enough, log=True)
    return Illustration(
        title=f"With supervision for fewer than {enough:,.0f} researchers, people set the date of the stop",
        subtitle="lead-and-pause at its defaults, except for the cap",
        x=x,
        y=Axis("best moment of the full stop", "year from the start", 0, values[DANGER] + values[LEAD]),
        curves=(curve("best full stop", derivation.result.rhs, CAP, x, values),),
        marks=(Mark("from here on the cap does not matter", enough, free), Mark("stop at once", start, 0.0)),
        notes=(Note("stop when labour reaches the cap", 2 * start, 0.6 * free),),
    )


RESULT = Result(
    name="stop-under-a-cap",
    title="The best single full stop under a cap on supervision",
    assumptions={"clock": CLOCK, "deadline": DEADLINE, "labour": LABOUR_LAW, "cap": SUPERVISED},
    notation=CAP_NOTATION,
    argue=_argue,
    meaning="Where people are scarce, waiting for better AI buys nothing: stop as soon as AI labour fills the time of "
    "those who supervise it. Ten times the supervisors move that date by $\\ln(10)/g$, until productivity sets it.",
    picture=_picture,
)
