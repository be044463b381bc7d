"""What the results on abruptness share: the picture of pause timing, and the conditions of Pontryagin on it."""

import sympy

from takeoff.theory.derivation import Assumption, Assumptions, Quantity, Step, side
from takeoff.theory.pause import setting
from takeoff.theory.pause.setting import BASE, CAUTION, END, FULL, GROWTH, LABOUR, OUTPUT, PROGRESS, STOP, TIME
from takeoff.theory.proof import Refused, above, equation, proved

COSTATE, SWITCHING, PATH = sympy.symbols("lambda sigma c", cls=sympy.Function)
HAMILTONIAN = sympy.Symbol("H", positive=True)
CURVATURE = sympy.Symbol("a", positive=True)

NOTATION = {
    **{symbol: setting.NOTATION[symbol] for symbol in (TIME, STOP, END, PROGRESS, CAUTION, GROWTH, LABOUR, BASE, FULL)},
    OUTPUT: setting.NOTATION[OUTPUT],
    PATH: Quantity("1", "best caution at each moment"),
    HAMILTONIAN: Quantity("researcher", "labour on alignment now, plus what progress adds later: the Hamiltonian"),
    COSTATE: Quantity("researcher", "costate: alignment work that one year more of progress is worth"),
    SWITCHING: Quantity("researcher", "switching function: what a little more caution is worth at the moment"),
}
CURVED = Quantity("1", "curvature: power of caution in the output, 1 for a straight line")

END_ONLY = Assumption("The run ends at $T$, whatever the leader does, and progress has no value after that.")
MORE_AT_FULL = Assumption("A full stop has the greater share: $\\phi_1 > \\phi_0$.", sympy.Gt(FULL, BASE))


def hamiltonian(given: Assumptions) -> sympy.Expr:
    """Labour on alignment, plus progress valued at the costate."""
    return side(given, "labour") + COSTATE(TIME) * side(given, "clock")


def costate_rate(total: sympy.Expr) -> sympy.Expr:
    """Time derivative of the costate.

    Arguments:
        total: the Hamiltonian.
    """
    return sympy.factor(-sympy.diff(total, PROGRESS(TIME)))


def switching(total: sympy.Expr) -> sympy.Expr:
    """What a little more caution adds to a Hamiltonian that is linear in caution.

    Arguments:
        total: the Hamiltonian.

    Raises:
        Refused: it is not linear.
    """
    proved(sympy.diff(total, CAUTION, 2), sympy.S.Zero)
    return sympy.diff(total, CAUTION)


def switching_rate(given: Assumptions, total: sympy.Expr) -> sympy.Expr:
    """Time derivative of the switching function, which no caution may enter.

    Arguments:
        given: with the clock.
        total: the Hamiltonian.

    Raises:
        Refused: caution does not cancel.
    """
    rates = {PROGRESS(TIME).diff(TIME): side(given, "clock"), COSTATE(TIME).diff(TIME): costate_rate(total)}
    rate = sympy.expand(sympy.diff(switching(total), TIME).subs(rates))
    if rate.has(CAUTION):
        raise Refused(f"caution does not cancel in the slope of the switching function: {rate}")
    return rate


def linear_steps(given: Assumptions, total: sympy.Expr) -> tuple[Step, ...]:
    """Hamiltonian, costate, switching function and its slope, for output that is linear in caution."""
    return (
        Step("hamiltonian", "Put a price $\\lambda$ on progress.", equation(HAMILTONIAN, total)),
        Step(
            "costate",
            "The price moves as what progress brings is collected.",
            equation(COSTATE(TIME).diff(TIME), costate_rate(total)),
        ),
        Step(
            "switching",
            "Caution enters linearly, so the best caution is 1 where $\\sigma > 0$ and 0 where $\\sigma < 0$.",
            equation(SWITCHING(TIME), switching(total)),
        ),
        Step(
            "slope",
            "Follow $\\sigma$ in time: caution cancels, whatever it is.",
            equation(SWITCHING(TIME).diff(TIME), switching_rate(given, total)),
        ),
    )


def positive(expression: sympy.Expr) -> sympy.Gt:
    """Return expression > 0 once sympy has seen it at every progress, for every share at full caution above the base.

    Arguments:
        expression: in progress and the two shares.

    Raises:
        Refused: it is not known to be positive.
    """
    gain, level = sympy.Symbol("gain", positive=True), sympy.Symbol("level", nonnegative=True)
    above(sympy.factor(expression.replace(PROGRESS, lambda _: level).subs(FULL, BASE + gain)))
    return sympy.Gt(expression, 0, evaluate=False)


def standing(expression: sympy.Expr, level: sympy.Expr) -> sympy.Expr:
    """An expression during a full stop.

    Arguments:
        expression: in caution and progress.
        level: progress that the leader stands at.
    """
    return expression.subs(CAUTION, 1).subs(PROGRESS(TIME), level)
