"""What all results on software start from: its growth law, and the power of software that makes the law linear."""

from dataclasses import dataclass

import sympy

from takeoff.theory.derivation import Assumption, Assumptions, Quantity, Step, side
from takeoff.theory.proof import Refused, above, equation

TIME = sympy.Symbol("t", positive=True)
SOFTWARE, INPUT, POWER = (sympy.Function(name, positive=True) for name in "SIu")
LEVEL, START, INPUT_START, POWER_START = sympy.symbols("S S_0 I_0 u_0", positive=True)
PACE, PARALLEL, RETURNS, EXCESS = sympy.symbols("g_S lambda r epsilon", positive=True)

NOTATION = {
    TIME: Quantity("year", "time from the start"),
    SOFTWARE: Quantity("1", "software: algorithmic efficiency relative to a reference"),
    LEVEL: Quantity("1", "a level of software"),
    START: Quantity("1", "software at the start"),
    INPUT: Quantity("researcher", "research input"),
    INPUT_START: Quantity("researcher", "research input that belongs to the reference"),
    PACE: Quantity("1/year", "growth rate of software at level 1 and reference input"),
    PARALLEL: Quantity("1", "power of research input with which software grows; below 1, researchers duplicate work"),
    RETURNS: Quantity("1", "returns: doublings of software for each doubling of research input in the long run"),
    POWER: Quantity("1", "a power of software"),
    POWER_START: Quantity("1", "the same power of software at the start"),
    EXCESS: Quantity("1", "any positive number"),
}

LAW = Assumption(
    "Software grows with research input, and the better it is, the harder further ideas are to find.",
    equation(
        sympy.Derivative(SOFTWARE(TIME), TIME),
        PACE * SOFTWARE(TIME) * (INPUT(TIME) / INPUT_START) ** PARALLEL * SOFTWARE(TIME) ** (-PARALLEL / RETURNS),
    ),
)
FEEDBACK = Assumption(
    "Software does the research: AI labour, and so research input, is proportional to software.",
    equation(INPUT(TIME), INPUT_START * SOFTWARE(TIME)),
)
BEGINNING = Assumption("Software starts at $S_0$.", equation(SOFTWARE(0), START))
MODEL_NAMES = {PACE: "software_growth", PARALLEL: "parallel_exponent", RETURNS: "software_returns"}
"""Symbol -> parameter of the model `automating-alignment`, which has the same law."""


@dataclass(frozen=True)
class Linear:
    """The growth law after research input is put in.

    Arguments:
        slope: dS/dt at the level S.
        power: p for which the slope of S**p does not depend on S.
        steady: that slope.
    """

    slope: sympy.Expr
    power: sympy.Expr
    steady: sympy.Expr

    def steps(self) -> tuple[Step, Step, Step]:
        """How the law becomes linear."""
        rate = sympy.Derivative(SOFTWARE(TIME), TIME)
        return (
            Step("input", "Put in research input.", equation(rate, self.slope.subs(LEVEL, SOFTWARE(TIME)))),
            Step("power", "Look at a power of software.", equation(POWER(TIME), SOFTWARE(TIME) ** self.power)),
            Step(
                "linear",
                "It is the one whose slope does not depend on software.",
                equation(sympy.Derivative(POWER(TIME), TIME), self.steady),
            ),
        )

    def path(self, start: sympy.Expr) -> sympy.Expr:
        """The power of software at time t.

        Arguments:
            start: the same at time 0.
        """
        return sympy.dsolve(sympy.Eq(POWER(TIME).diff(TIME), self.steady), POWER(TIME), ics={POWER(0): start}).rhs


def linear(given: Assumptions) -> Linear:
    """Put research input into the growth law and find the power of software that makes it linear.

    Arguments:
        given: with "law" and "input".

    Raises:
        Refused: software does not grow, or no power makes the law linear.
    """
    slope = side(given, "law").subs(INPUT(TIME), side(given, "input")).subs(SOFTWARE(TIME), LEVEL)
    above(slope)
    elasticity = LEVEL * sympy.diff(sympy.expand_log(sympy.log(slope), force=True), LEVEL)
    power = without_level(sympy.factor(sympy.simplify(1 - elasticity)))
    return Linear(slope, power, without_level(sympy.powsimp(power * LEVEL ** (power - 1) * slope)))


def started(given: Assumptions) -> sympy.Expr:
    """Software at the start.

    Arguments:
        given: with "start".

    Raises:
        Refused: it is not positive.
    """
    above(side(given, "start"))
    return side(given, "start")


def without_level(expression: sympy.Expr) -> sympy.Expr:
    """Simplify what must not depend on software.

    Arguments:
        expression: which may.

    Raises:
        Refused: it does.
    """
    simple = sympy.simplify(expression)
    if simple.has(LEVEL):
        raise Refused(f"depends on software: {simple}")
    return simple
