"""Output that is linear in caution: the best slowdown is one full stop, for good."""

import sympy

from takeoff.theory.abrupt.setting import (
    COSTATE,
    END_ONLY,
    MORE_AT_FULL,
    NOTATION,
    PATH,
    costate_rate,
    hamiltonian,
    linear_steps,
    positive,
    standing,
    switching,
    switching_rate,
)
from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.pause.setting import (
    CLOCK,
    DANGER,
    END,
    LABOUR_LAW,
    LEAD,
    MODEL_NAMES,
    PROGRESS,
    STOP,
    TIME,
)
from takeoff.theory.pause.setting import NOTATION as PAUSE_NOTATION
from takeoff.theory.proof import equation, only

LEVEL = sympy.Symbol("s_p", nonnegative=True)


def price_at_stop(total: sympy.Expr) -> sympy.Integral:
    """Costate at the stop p: all that progress adds during the stop, since it has no value at the end.

    Arguments:
        total: the Hamiltonian.
    """
    return sympy.Integral(standing(-costate_rate(total), LEVEL), (TIME, STOP, END))


def last_switch(total: sympy.Expr) -> sympy.Expr:
    """Moment at which the switching function is zero on the way to a stop that lasts until the end.

    Arguments:
        total: the Hamiltonian.

    Raises:
        Refused: there is not one such moment.
    """
    at_stop = standing(switching(total).subs(COSTATE(TIME), price_at_stop(total).doit()), LEVEL)
    return sympy.expand(only(sympy.solve(at_stop, STOP), "switch"))


def best_caution(given: Assumptions) -> sympy.Eq:
    """Best caution as a function of time, for output that is linear in it.

    Arguments:
        given: with the assumptions `clock` and `labour`.

    Raises:
        Refused: output is not linear, or the switching function does not rise.
    """
    total = hamiltonian(given)
    positive(switching_rate(given, total))
    positive(_at_end(total))
    return equation(PATH(TIME), sympy.Piecewise((0, sympy.Lt(TIME, last_switch(total))), (1, True)))


def _at_end(total: sympy.Expr) -> sympy.Expr:
    return switching(total).subs(COSTATE(TIME), 0).subs(PROGRESS(TIME), PROGRESS(END))


def _argue(given: Assumptions) -> Argument:
    total = hamiltonian(given)
    at_end = _at_end(total)
    return Argument(
        steps=(
            *linear_steps(given, total),
            Step(
                "rise", "So it only rises, and is zero at one moment at most.", positive(switching_rate(given, total))
            ),
            Step("end", "At the end the price is 0, and caution worth its own output.", positive(at_end)),
            Step("price", "From a stop at $p$ on, progress stays.", equation(COSTATE(STOP), price_at_stop(total))),
            Step("switch", "The moment at which caution begins to pay.", equation(STOP, last_switch(total))),
        ),
        formula=best_caution(given),
        holds="True for $0 \\le \\phi_0 < \\phi_1$; from the start on where the moment is not positive. An optimum "
        "exists, since caution is bounded and enters linearly, and no other path meets the conditions.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("lead-and-pause", MODEL_NAMES, PAUSE_NOTATION)
    values[END] = values[DANGER] + values[LEAD]
    rate = derivation.step("slope").equation.rhs
    stop = derivation.step("switch").equation.rhs
    before = -sympy.integrate(rate.subs(PROGRESS(TIME), TIME), (TIME, TIME, stop))
    after = standing(rate, stop) * (TIME - stop)
    worth = sympy.Piecewise((before, TIME < stop), (after, True)) / 1000
    best = float(stop.subs(values))
    highest = float(worth.subs({**values, TIME: values[END]}))
    x = Axis("time from the start", "year", 0, values[END])
    return Illustration(
        title=f"Caution costs work until year {best:.2f} and pays from then on: one switch, no way back",
        subtitle="lead-and-pause at its defaults, along the best path",
        x=x,
        y=Axis("what a little more caution is worth", "thousand researcher", -highest * 1.2, highest * 1.2),
        curves=(curve("switching function", worth, TIME, x, values),),
        marks=(Mark(f"stop for good: year {best:.2f}", best, 0.0),),
    )


RESULT = Result(
    name="linear-output",
    title="Output that is linear in caution: stop at once",
    assumptions={"clock": CLOCK, "labour": LABOUR_LAW, "end": END_ONLY, "gain": MORE_AT_FULL},
    notation={**NOTATION, LEVEL: PAUSE_NOTATION[PROGRESS]},
    argue=_argue,
    meaning="If half caution buys half of what a full stop buys, never slow down by half: go at full speed, then stop "
    "for good. A schedule of any shape, with any number of pauses, does worse.",
    picture=_picture,
)
