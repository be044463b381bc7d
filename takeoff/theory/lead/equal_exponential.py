"""The exponential slowdown that costs as much caution time as an abrupt one."""

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Illustration
from takeoff.theory.lead.arguments import APPROACHING, EXPONENTIAL, FOR_GOOD, RISE, START, STOP, STOPPING
from takeoff.theory.lead.matching import LEFT, ODDS, match, matched
from takeoff.theory.lead.schedules import END, pieces
from takeoff.theory.proof import Refused, above, below, equation, only

RUNNING, BRANCH = sympy.Symbol("r", real=True), sympy.Symbol("omega", real=True)


def _argue(given: Assumptions) -> Argument:
    found = match(given, pieces(side(given, "schedule"))[-1].total)
    running = running_for(found.start)
    start = END - running.subs(LEFT, END - STOP)
    before, after = branches(running)
    return Argument(
        steps=(
            *found.steps(START, {END: START + RISE * sympy.log(1 + ODDS)}),
            Step(
                "solved",
                "Solve for how long it has run by $T$, with $y$ for $T - p$.",
                equation(END - START, running),
            ),
            Step("main branch", "On the main branch of W, between -1 and 0, that time is positive.", above(before)),
            Step("other branch", "On the other it is not.", below(after)),
        ),
        formula=equation(START, start),
        holds="True for $p < T$, if the start is not before today; W is the main branch of Lambert's function.",
    )


def running_for(start: sympy.Expr) -> sympy.Expr:
    """T - t_0 for which the abrupt start is T - y."""
    equal = sympy.powsimp(sympy.expand(END - start.subs(START, END - RUNNING))) - LEFT
    if equal.has(END):
        raise Refused(f"does not depend on the time that is left alone: {equal}")
    only(equal.atoms(sympy.exp), "exponential")
    return only(sympy.solve(equal, RUNNING), "time")


def branches(running: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """The time T - t_0 for values of W in (-1, 0), and below -1; W = omega means that its argument is omega e^omega."""
    lambert = only(running.atoms(sympy.LambertW), "Lambert function")
    left = only(sympy.solve(sympy.Eq(sympy.log(-lambert.args[0]), sympy.log(-BRANCH) + BRANCH), LEFT), "time left")
    time = sympy.expand(running.subs(lambert, BRANCH).subs(LEFT, left))
    return tuple(sympy.expand_log(time.subs(BRANCH, value), force=True) for value in (-1 / (1 + ODDS), -1 - ODDS))


def _picture(derivation: Derivation) -> Illustration:
    caution = side(derivation.assumptions, "schedule")
    return matched(caution, START, derivation.result.rhs, RISE, "an exponential slowdown")


RESULT = Result(
    name="equal-exponential",
    title="An exponential slowdown for an abrupt one, at equal caution time",
    assumptions={"abrupt": FOR_GOOD, "schedule": EXPONENTIAL},
    notation={
        **STOPPING,
        **APPROACHING,
        LEFT: Quantity("year", "time that is left when the abrupt slowdown begins"),
        ODDS: Quantity("1", "any positive number"),
    },
    argue=_argue,
    meaning="With time enough, it may begin one time scale before the abrupt slowdown that it replaces; close to the "
    "end the gain is smaller.",
    picture=_picture,
)
