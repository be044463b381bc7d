"""With hazard, when one full stop for good is enough: the boundary as an inequality."""

from dataclasses import dataclass

import sympy

from takeoff.theory.abrupt.hazard import ASSUMPTIONS, FINAL_HAZARD, GOAL, HAZARD_GROWTH, HAZARD_NOTATION
from takeoff.theory.abrupt.phases import FIRST, GO, collected
from takeoff.theory.abrupt.plans import Plans
from takeoff.theory.abrupt.setting import positive
from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Note
from takeoff.theory.pause.setting import CAUTION, DANGER, END, LABOUR, LEAD, MODEL_NAMES, STOP, WORK
from takeoff.theory.pause.setting import NOTATION as PAUSE_NOTATION
from takeoff.theory.proof import Refused, equation, only, proved


@dataclass(frozen=True)
class Collected:
    """What a stop of length x at the start, full speed for y, and a stop from then on come to.

    Arguments:
        goal: in work and hazard by the end.
        work: alignment work by the end.
        hazard: accumulated hazard at the end.
    """

    goal: sympy.Expr
    work: sympy.Expr
    hazard: sympy.Expr

    def slope(self, length: sympy.Symbol) -> sympy.Expr:
        """What a length adds to the goal, in the work by the end.

        Arguments:
            length: of the first stop, or of full speed.
        """
        by_work = self.goal.diff(WORK) * _typeset(self.work.diff(length))
        return by_work + self.goal.diff(FINAL_HAZARD) * _typeset(self.hazard.diff(length))


def collect(given: Assumptions) -> Collected:
    """Collect work and hazard of such a plan, whose goal is concave in the first length.

    Arguments:
        given: all assumptions.

    Raises:
        Refused: labour, hazard or speed is not positive, or the goal is not concave in the first length.
    """
    for what in ("clock", "labour", "hazard"):
        positive(side(given, what).subs(CAUTION, 0))
    goal, plan = side(given, "goal"), ((1, FIRST), (0, GO), (1, END - FIRST - GO))
    if not goal.diff(WORK, 2).is_negative:
        raise Refused(f"not proved to be concave in work: {goal}")
    found = Collected(goal, collected(given, "labour", plan), collected(given, "hazard", plan))
    bends = (found.work.diff(FIRST, 2), found.hazard.diff(FIRST, 2), goal.diff(FINAL_HAZARD, 2))
    for bend in (*bends, goal.diff(WORK, FINAL_HAZARD)):
        proved(bend, sympy.S.Zero)
    return found


def _typeset(slope: sympy.Expr) -> sympy.Expr:
    return sympy.factor(sympy.expand(slope))


def first_stop(plan: Collected) -> sympy.Expr:
    """Best length of the first stop before a given time at full speed; none where it is negative.

    Arguments:
        plan: its work and hazard.
    """
    needed = only(sympy.solve(plan.slope(FIRST), WORK), "amount of work")
    return only(sympy.solve(sympy.expand(plan.work - needed), FIRST), "length of the first stop")


def boundary(plan: Collected) -> sympy.Le:
    """Condition under which a first stop adds nothing to a single stop at p.

    Arguments:
        plan: its work and hazard.
    """
    slope = plan.slope(FIRST)
    lifts = slope.subs(WORK, sympy.oo)
    lowers = sympy.expand(lifts - slope) * WORK
    alone = sympy.Add(*(part / LABOUR for part in plan.work.subs(FIRST, 0).args))
    return sympy.Le(lifts.subs(GO, STOP), (sympy.factor(lowers / LABOUR) / alone).subs(GO, STOP), evaluate=False)


def _argue(given: Assumptions) -> Argument:
    plan = collect(given)
    first_order = plan.slope(GO).subs(FIRST, 0).subs(GO, STOP)
    at_most = boundary(plan)
    return Argument(
        steps=(
            Step("work", "Stop for $x$, go for $y$, stop until the end: the work.", equation(WORK, plan.work)),
            Step("hazard", "And the hazard.", equation(FINAL_HAZARD, plan.hazard)),
            Step(
                "longer first stop",
                "What the first stop adds falls as it grows, since work and hazard are linear in $x$.",
                equation(sympy.Derivative(GOAL, FIRST), plan.slope(FIRST)),
            ),
            Step(
                "first stop", "Its best length before a given $y$, where positive.", equation(FIRST, first_stop(plan))
            ),
            Step("single stop", "The best single stop, $x = 0$, is where this vanishes.", equation(first_order, 0)),
            Step("boundary", "There a first stop adds nothing if it does not at $x = 0$.", at_most),
        ),
        formula=at_most,
        holds="Exact for the conditions of Pontryagin on a single stop at the $p > 0$ where its slope vanishes; where "
        "the inequality fails, two stops are better. Where it holds, a single stop is best among plans near it; "
        "a plan far from it may still win, mostly at high hazard and where $p = 0$: compare the two.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults(
        "lead-and-pause", {**MODEL_NAMES, HAZARD_GROWTH: "hazard_growth"}, {**PAUSE_NOTATION, **derivation.notation}
    )
    end = values[DANGER] + values[LEAD]
    plans = Plans(derivation, {**values, END: end}, end)
    wins, fails = plans.two_stops_win(), plans.inequality_fails()
    least = min(wins.y)
    return Illustration(
        title=f"Two stops win only where labour grows over {least:.1f} times as fast as hazard, at middling hazard",
        subtitle=f"lead-and-pause at its defaults, supervision without a limit; a run of {end:g} years",
        x=Axis("hazard per year at the start", "1/year", 0.02, 10, log=True),
        y=Axis("growth of labour over growth of hazard, $g/k$", "1", 1, 8),
        curves=(wins, fails),
        notes=(
            Note("one stop,\nafter going", 0.045, 4.5),
            Note("stop, go, stop", 0.4, 4.5),
            Note("one stop, early or at once", 1.6, 2.0),
        ),
    )


RESULT = Result(
    name="one-stop",
    title="With hazard: when one full stop is enough",
    assumptions=ASSUMPTIONS,
    notation={
        **HAZARD_NOTATION,
        STOP: PAUSE_NOTATION[STOP],
        FIRST: Quantity("year", "length of a first stop, at the start"),
        GO: Quantity("year", "length of full speed after it"),
    },
    argue=_argue,
    meaning="The left side is how much hazard per year progress has added by the stop, the right side how much work "
    "per year, as a share of all of it. If hazard has risen by more, stand still first, while that is safe.",
    picture=_picture,
)
