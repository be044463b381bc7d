"""The argument that all matches share: the gradual schedule's caution time equals that of an abrupt one, for good."""

from dataclasses import dataclass

import sympy

from takeoff.theory.derivation import Assumptions, Step, side
from takeoff.theory.lead.arguments import STOP
from takeoff.theory.lead.schedules import CAUTION_TIME, DEPTH, END, pieces
from takeoff.theory.proof import above, equation, only


@dataclass(frozen=True)
class Match:
    """A gradual schedule beside an abrupt one of the same depth.

    Arguments:
        abrupt: caution time of the abrupt one, by its start p.
        gradual: that of the gradual one, by its argument.
        equal: start of the abrupt one for which they are equal.
    """

    abrupt: sympy.Expr
    gradual: sympy.Expr
    equal: sympy.Expr

    def steps(self, argument: sympy.Symbol) -> tuple[Step, ...]:
        """How the abrupt start follows, and that it determines the argument.

        Arguments:
            argument: of the gradual schedule, which shifts it in time.

        Raises:
            Refused: a later gradual schedule need not match a later abrupt one.
        """
        slope = sympy.simplify(sympy.diff(self.equal, argument))
        return (
            Step("abrupt", "So much caution time an abrupt slowdown at $p$ takes.", equation(CAUTION_TIME, self.abrupt)),
            Step("gradual", "So much the gradual one takes.", equation(CAUTION_TIME, self.gradual)),
            Step("equal", "They are equal if the abrupt one starts here.", equation(STOP, self.equal)),
            Step("once", "The later one of them is, the later is the other: there is one match.", above(slope)),
        )


def match(given: Assumptions, gradual: sympy.Expr) -> Match:
    """Set the two caution times equal.

    Arguments:
        given: with "abrupt".
        gradual: caution time of the gradual schedule.
    """
    abrupt = pieces(side(given, "abrupt"))[-1].total
    equal = only(sympy.solve(sympy.Eq(abrupt, gradual), STOP), "abrupt start")
    return Match(abrupt, gradual, sympy.simplify(equal))
