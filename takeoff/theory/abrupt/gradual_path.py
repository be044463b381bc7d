"""Output that is concave in caution: the best slowdown is gradual, and ends in a full stop."""

import sympy

from takeoff.theory.abrupt.concave import (
    CONCAVE,
    CURVED_LABOUR,
    CURVED_NOTATION,
    RECIPROCAL,
    START,
    bend,
    caution_rate,
    gradual_caution,
    interior_price,
    price_in_stop,
    reciprocal_rate,
    stop_start,
)
from takeoff.theory.abrupt.setting import COSTATE, CURVATURE, END_ONLY, HAMILTONIAN, PATH, costate_rate, hamiltonian
from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Curve, Illustration, Note, percent, places
from takeoff.theory.pause.setting import CAUTION, CLOCK, END, GROWTH, TIME
from takeoff.theory.proof import above, equation, only

APART = 0.33
"""Curvature at which the lines of the figure stand apart."""
LEVELS = (0.5, 0.1, 0.01)
"""Of caution, that the figure shows beside the full stop."""


def best_path(given: Assumptions) -> tuple[sympy.Expr, sympy.Expr]:
    """Caution before the full stop, and the start of that.

    Arguments:
        given: with the assumptions `clock` and `labour`.

    Raises:
        Refused: output is not concave in caution.
    """
    total = hamiltonian(given)
    bend(total)
    start = stop_start(total)
    above(END - start)
    return gradual_caution(caution_rate(given, total)).subs(START, start), start


def _argue(given: Assumptions) -> Argument:
    path, start = best_path(given)
    return Argument(
        steps=_steps(given),
        formula=equation(PATH(TIME), sympy.Piecewise((path, sympy.Lt(TIME, start)), (1, True))),
        holds="True for $0 < a < 1$, no alignment work without caution ($\\phi_0 = 0$), and from the start on. An "
        "optimum exists, since output is concave, and the conditions leave this path only. Progress may pass $D$.",
    )


def _steps(given: Assumptions) -> tuple[Step, ...]:
    total = hamiltonian(given)
    rate, price = caution_rate(given, total), interior_price(total)
    return (
        Step("hamiltonian", "Put a price $\\lambda$ on progress.", equation(HAMILTONIAN, total)),
        Step("interior", "Caution below 1 is stationary at this price.", equation(COSTATE(TIME), price)),
        Step("concave", "It is a maximum, since output bends down in caution.", sympy.Lt(bend(total), 0)),
        Step("costate", "The price falls.", equation(COSTATE(TIME).diff(TIME), costate_rate(total))),
        Step("rate", "Caution moves with the price.", equation(sympy.Derivative(PATH(TIME), TIME), rate)),
        Step(
            "reciprocal",
            "In $u = 1/c$ that is linear.",
            equation(sympy.Derivative(RECIPROCAL, TIME), reciprocal_rate(rate)),
        ),
        Step("path", "Solve it backwards from a full stop at $t_1$.", equation(PATH(TIME), gradual_caution(rate))),
        Step("price", "In a full stop, progress stays, and at the end its price is 0.", price_law(total)),
        Step("start", "At $t_1$ that is the price of the path before.", equation(START, stop_start(total))),
    )


def price_law(total: sympy.Expr) -> sympy.Eq:
    """Price of progress at the start of the full stop.

    Arguments:
        total: the Hamiltonian.
    """
    return equation(COSTATE(START), price_in_stop(total))


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("lead-and-pause", {GROWTH: "productivity_growth"}, derivation.notation)
    path = derivation.result.rhs.args[0][0]
    backwards = 1 / path.subs(TIME, END - TIME) - 1 / CAUTION
    before_end = only(sympy.solve(backwards, TIME), "time of a caution").subs(values)
    x = Axis("curvature of output in caution, $a$", "1", 0.1, 2)
    longest = 1 / values[GROWTH]
    return Illustration(
        title=f"Concave output: slow down gradually; else go, then stop {longest:.2f} years before the end",
        subtitle="lead-and-pause with an output of $c^a$; no alignment work without caution",
        x=x,
        y=Axis("time before the end", "year", 0, 3.5 * longest),
        curves=(
            _line("full stop begins", x, longest, before_end.subs(CAUTION, 1), 2.2 * APART),
            *(_line(f"{percent(level)} caution", x, longest, before_end.subs(CAUTION, level)) for level in LEVELS),
        ),
        notes=(
            Note("full stop", 1.2, 0.45 * longest),
            Note("gradually more caution", 0.55, 1.72 * longest),
            Note("full speed", 1.5, 2.0 * longest),
        ),
    )


def _line(label: str, x: Axis, longest: float, when: sympy.Expr, place: float = APART) -> Curve:
    """Time before the end at which caution reaches a level; that of the full stop from a straight line on.

    It is named where it stands apart from the others.
    """
    at = sympy.lambdify(CURVATURE, when)
    across = places(x)
    return Curve(label, tuple(across), tuple(float(at(a)) if a < 1 else longest for a in across), place=place)


RESULT = Result(
    name="gradual-path",
    title="Output that is concave in caution: slow down gradually",
    assumptions={"clock": CLOCK, "labour": CURVED_LABOUR, "concave": CONCAVE, "end": END_ONLY},
    notation={**CURVED_NOTATION, RECIPROCAL: Quantity("1", "one over caution")},
    argue=_argue,
    meaning="If the first bit of caution buys the most, begin early and gently, and end in a full stop. That stop is "
    "$a$ times as long as the one for a straight line: the more concave output is, the shorter.",
    picture=_picture,
)
