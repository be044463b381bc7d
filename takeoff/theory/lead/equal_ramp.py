"""The ramp that costs as much caution time as an abrupt slowdown."""

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step, side
from takeoff.theory.illustration import Illustration
from takeoff.theory.lead.arguments import FOR_GOOD, LENGTH, RAMP, RAMPING, START, STOP, STOPPING
from takeoff.theory.lead.matching import LEFT, ODDS, match, matched
from takeoff.theory.lead.schedules import END, Piece, pieces
from takeoff.theory.proof import Refused, equation, only


def _argue(given: Assumptions) -> Argument:
    *_, rising, complete = pieces(side(given, "schedule"))
    found = match(given, complete.total)
    whole = only(sympy.solve(sympy.Eq(found.start, STOP), START), "start")
    part = unfinished(given, rising)
    least = sympy.expand(END - found.start).subs(START, END - LENGTH)
    return Argument(
        steps=(
            *found.steps(START, {END: START + LENGTH * (1 + ODDS)}),
            Step("whole", "Solve for the start of the ramp.", equation(START, whole)),
            Step(
                "limit",
                "The ramp is complete by $T$ if at least this time is left at $p$.",
                sympy.Ge(END - STOP, least),
            ),
            Step("part", "Else it is still rising at $T$, and the square of time counts.", equation(START, part)),
        ),
        formula=equation(START, sympy.Piecewise((whole, sympy.Ge(END - STOP, least)), (part, True))),
        holds="True for $p < T$, if the start it gives is not before today.",
    )


def unfinished(given: Assumptions, rising: Piece) -> sympy.Expr:
    """Start of a ramp that is still rising at T; T - t_0 is the only positive root."""
    rise = sympy.Symbol("rise", positive=True)
    spent = pieces(side(given, "abrupt"))[-1].total.subs(END, STOP + LEFT)
    equal = sympy.expand(rising.total.subs(START, END - rise)) - sympy.expand(spent)
    if equal.has(END, STOP):
        raise Refused(f"does not depend on the time that is left alone: {equal}")
    return END - only(sympy.solve(equal, rise), "positive root").subs(LEFT, END - STOP)


def _picture(derivation: Derivation) -> Illustration:
    caution = side(derivation.assumptions, "schedule")
    return matched(caution, START, derivation.result.rhs, LENGTH, "a ramp")


RESULT = Result(
    name="equal-ramp",
    title="A ramp for an abrupt slowdown, at equal caution time",
    assumptions={"abrupt": FOR_GOOD, "schedule": RAMP},
    notation={**STOPPING, **RAMPING},
    argue=_argue,
    meaning="A ramp may begin half its length before the abrupt slowdown that it replaces. The abrupt start is the "
    "common currency: through it any two schedules are matched, a ramp with a logistic or an exponential one.",
    picture=_picture,
)
