"""The argument that all matches share: a gradual schedule's caution time equals that of an abrupt one, for good."""

from dataclasses import dataclass

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Assumptions, Step, side
from takeoff.theory.illustration import Axis, Curve, Illustration, curve
from takeoff.theory.lead.arguments import STOP, STOPPING
from takeoff.theory.lead.schedules import CAUTION_TIME, DEPTH, END, TIME, pieces
from takeoff.theory.proof import Knowledge, above, equation, only

LEFT, ODDS = sympy.symbols("y epsilon", positive=True)
"""T - p, and any positive number."""


@dataclass(frozen=True)
class Match:
    """A gradual schedule beside an abrupt one of the same depth.

    Arguments:
        abrupt: caution time of the abrupt one, by its start p.
        gradual: that of the gradual one, by its argument.
        start: of the abrupt one for which they are equal.
    """

    abrupt: sympy.Expr
    gradual: sympy.Expr
    start: sympy.Expr

    def steps(self, argument: sympy.Symbol, knowing: Knowledge) -> tuple[Step, ...]:
        """How the abrupt start follows, and that no other argument gives the same.

        Arguments:
            argument: of the gradual schedule, which shifts it in time.
            knowing: that the gradual schedule begins before T.

        Raises:
            Refused: a later gradual schedule may match an earlier abrupt one.
        """
        slope = sympy.factor(sympy.diff(self.start, argument))
        return (
            Step(
                "abrupt", "An abrupt slowdown at $p$ takes so much caution time.", equation(CAUTION_TIME, self.abrupt)
            ),
            Step("gradual", "The gradual one takes so much.", equation(CAUTION_TIME, self.gradual)),
            Step("equal", "They are equal if the abrupt one starts here.", equation(STOP, self.start)),
            Step(
                "once", "That moves up with the gradual one, so there is only one match.", above(slope, knowing=knowing)
            ),
        )


def match(given: Assumptions, gradual: sympy.Expr) -> Match:
    """Set the two caution times equal.

    Arguments:
        given: with "abrupt".
        gradual: caution time of the gradual schedule.
    """
    abrupt = pieces(side(given, "abrupt"))[-1].total
    start = only(sympy.solve(sympy.Eq(abrupt, gradual), STOP), "abrupt start")
    return Match(abrupt, gradual, sympy.expand(start))


def matched(
    caution: sympy.Expr, argument: sympy.Symbol, found: sympy.Expr, scale: sympy.Symbol, name: str
) -> Illustration:
    """The gradual schedule beside a full stop at the dangerous point of `lead-and-pause`, at equal caution time.

    Arguments:
        caution: of the gradual schedule.
        argument: which shifts it.
        found: its value for equal caution time.
        scale: of the rise; half the lead.
        name: of the schedule.
    """
    lead, danger = sympy.symbols("X D", positive=True)
    year = {**STOPPING, lead: STOPPING[END], danger: STOPPING[END]}
    given = defaults("lead-and-pause", {lead: "lead", danger: "danger_progress"}, year)
    values = {END: given[danger] + given[lead], STOP: given[danger], scale: given[lead] / 2, DEPTH: 1}
    start = float(found.subs(values))
    x = Axis("time from the start", "year", values[STOP] - given[lead], values[END])
    return Illustration(
        title=f"{name.capitalize()} from year {start:.2f} costs as much lead as a full stop from year {values[STOP]:g}",
        subtitle=f"equal caution time by year {values[END]:g}: {values[END] - values[STOP]:g} years",
        x=x,
        y=Axis("caution", "1", 0, 1.1),
        curves=(
            curve(name, caution, TIME, x, {**values, argument: start}),
            Curve("full stop", (x.low, values[STOP], values[STOP], x.high), (0.0, 0.0, 1.0, 1.0)),
        ),
    )
