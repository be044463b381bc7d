"""Where the cap on supervision binds, less than a full stop does as much work: the least caution that does."""

import math

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Curve, Illustration, places
from takeoff.theory.pause.path import solved_by_exponential
from takeoff.theory.pause.setting import (
    CAUTION,
    CLOCK,
    END,
    FULL,
    GROWTH,
    LABOUR,
    LABOUR_LAW,
    MORE,
    OUTPUT,
    PROGRESS,
    STOP,
    TIME,
    WORK_AFTER,
    numbers,
)
from takeoff.theory.pause.supervision_cap import BINDS, CAP, CAP_NOTATION, SUPERVISED, resolved, used_in_the_stop
from takeoff.theory.proof import Refused, above, below, equation, only, proved

NOW, POWER = sympy.symbols("s y", positive=True)
HELD, PRODUCTIVITY = sympy.Function("c"), sympy.Function("y")
HOLD = Assumption(
    "From $p$ on, caution is the least that keeps labour on alignment at what people can supervise.",
    equation(OUTPUT(TIME), CAP),
)
CAP_BINDS = 1.0
"""When the cap begins to bind in a stop, in the figure [year]."""
YEARS_AFTER = (0.01, 0.1, 0.5)
"""How long after the cap begins to bind the stops of the figure come [year]."""


def _labour(given: Assumptions) -> sympy.Expr:
    """Labour on alignment by progress and caution."""
    return side(given, "labour").subs(PROGRESS(TIME), NOW)


def _productivity(given: Assumptions, caution: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """How fast y = exp(g s) grows under a caution, by y, and y by time since the start.

    Raises:
        Refused: it does not grow linearly, so that there is no such solution.
    """
    pace = side(given, "clock").subs(CAUTION, caution)
    rate = sympy.factor((GROWTH * POWER * pace).subs(NOW, sympy.log(POWER) / GROWTH))
    if sympy.simplify(sympy.diff(rate, POWER, 2)) != 0:
        raise Refused(f"not linear: {rate}")
    grows = sympy.Eq(PRODUCTIVITY(TIME).diff(TIME), sympy.expand(rate).subs(POWER, PRODUCTIVITY(TIME)))
    since_the_stop = sympy.dsolve(grows, PRODUCTIVITY(TIME), ics={PRODUCTIVITY(0): sympy.exp(GROWTH * STOP)}).rhs
    return rate, sympy.powsimp(since_the_stop.subs(TIME, TIME - STOP))


def _argue(given: Assumptions) -> Argument:
    labour, wanted = _labour(given), side(given, "hold")
    caution = only(sympy.solve(sympy.Eq(labour, wanted), CAUTION), "caution")
    rate, power = _productivity(given, caution)
    above(rate.subs(POWER, sympy.exp(GROWTH * STOP)), knowing=BINDS)
    held = sympy.factor(caution.subs(NOW, sympy.log(POWER) / GROWTH)).subs(POWER, power)
    reached = labour.subs({CAUTION: held, NOW: sympy.log(power) / GROWTH})
    stop = (END - STOP) * resolved(used_in_the_stop(given), BINDS)
    return Argument(
        steps=(
            Step("least", "That caution, by progress $s$.", equation(CAUTION, caution)),
            Step("more", "More would add labour that no one can supervise.", _more(labour)),
            Step("less", "The further the leader is, the less is needed.", _less(caution)),
            Step(
                "productivity",
                "So $y = \\exp(g s)$ grows linearly in itself, and it does grow, as a stop at $p$ has too much labour.",
                equation(sympy.Derivative(PRODUCTIVITY(TIME), TIME), rate.subs(POWER, PRODUCTIVITY(TIME))),
            ),
            Step("solution", "From its value at $p$ it grows to this.", equation(PRODUCTIVITY(TIME), power)),
            Step("output", "Labour on alignment stays where it is.", _same_output(reached, wanted)),
            Step("tie", "Up to the end that is the work of the full stop at $p$.", _tie(reached, stop)),
            Step("none", "No caution at all is needed from here on.", equation(TIME, _end_of_caution(held))),
        ),
        formula=equation(HELD(TIME), held),
        holds="True for $p$ at which the cap binds in a stop, $\\phi_1 P_0 \\exp(g p) > V > \\phi_0 P_0 \\exp(g p)$, "
        "until no caution is needed. Just where it begins to bind, nothing but the full stop holds labour at $V$.",
    )


def _more(labour: sympy.Expr) -> sympy.Gt:
    """Labour on alignment rises with caution."""
    return above(sympy.factor(sympy.diff(labour, CAUTION)), knowing=MORE)


def _less(caution: sympy.Expr) -> sympy.Lt:
    """The least caution falls with progress."""
    falls = sympy.factor(sympy.diff(caution, NOW))
    return below(falls, knowing=MORE)


def _same_output(reached: sympy.Expr, wanted: sympy.Expr) -> sympy.Eq:
    """Labour along the path does not change and is what was wanted."""
    proved(reached, wanted)
    proved(sympy.diff(reached, TIME), sympy.S.Zero)
    return equation(OUTPUT(TIME), wanted)


def _tie(reached: sympy.Expr, stop: sympy.Expr) -> sympy.Eq:
    """Work along the path is that of the stop."""
    held = sympy.integrate(sympy.simplify(reached), (TIME, STOP, END))
    proved(held, stop)
    return equation(WORK_AFTER, stop)


def _end_of_caution(held: sympy.Expr) -> sympy.Expr:
    """When the least caution has fallen to 0."""
    return solved_by_exponential(sympy.numer(sympy.together(held)), TIME)


def _picture(derivation: Derivation) -> Illustration:
    values = numbers()
    values[CAP] = values[FULL] * values[LABOUR] * math.exp(values[GROWTH] * CAP_BINDS)
    x = Axis("time", "year from the start", CAP_BINDS, values[END])
    last = {**values, STOP: CAP_BINDS + YEARS_AFTER[-1]}
    length = float(derivation.step("none").equation.rhs.subs(last)) - last[STOP]
    return Illustration(
        title=f"A stop {YEARS_AFTER[-1]:g} years after people are the limit can fade out over {length:.2f} years",
        subtitle=f"least caution that holds output; lead-and-pause with people for {values[CAP]:,.0f} researchers, the "
        f"limit of a stop from year {CAP_BINDS:g} on",
        x=x,
        y=Axis("caution", "1", 0, 1.05),
        curves=tuple(_caution(derivation.result.rhs, values, after, x) for after in YEARS_AFTER),
    )


def _caution(held: sympy.Expr, values: dict[sympy.Symbol, float], after: float, axis: Axis) -> Curve:
    """The caution of one stop: 0 before it, and 0 again when none is needed."""
    stop = CAP_BINDS + after
    at = sympy.lambdify(TIME, held.subs({**values, STOP: stop}))
    times = tuple(places(axis))
    return Curve(
        f"stop {after:g} years later", times, tuple(max(at(one), 0.0) if one >= stop else 0.0 for one in times)
    )


RESULT = Result(
    name="held-output",
    title="The least caution that ties with a full stop under a cap on supervision",
    assumptions={"clock": CLOCK, "labour": LABOUR_LAW, "cap": SUPERVISED, "hold": HOLD},
    notation={
        **CAP_NOTATION,
        NOW: Quantity("year", "leader's progress"),
        HELD: Quantity("1", "least caution that holds labour at the cap"),
        PRODUCTIVITY: Quantity("1", "labour over labour at the start"),
    },
    argue=_argue,
    meaning="Once people are the limit, a full stop idles AI that no one can supervise. Any caution between this and a "
    "full stop does the same work by the end, so other ends may decide between them: hazard is an argument for more, "
    "theft and staying ahead for less.",
    picture=_picture,
)
