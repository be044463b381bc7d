"""Output that is convex in caution: a straight line bounds it, and a full stop reaches the bound."""

import sympy

from takeoff.theory.abrupt.linear import best_caution
from takeoff.theory.abrupt.setting import CURVATURE, CURVED, END_ONLY, MORE_AT_FULL, NOTATION, positive
from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.pause.setting import BASE, CAUTION, CLOCK, FULL, GROWTH, LABOUR, MODEL_NAMES, OUTPUT, PROGRESS, TIME
from takeoff.theory.pause.setting import NOTATION as PAUSE_NOTATION
from takeoff.theory.proof import Refused, above, equation, proved

CHORD = sympy.Function("L_line")
RATIO, ABOVE_ONE = sympy.symbols("q b", positive=True)
BENT = (2, 4)
"""Curvatures in the figure, beside the straight line."""

CONVEX_LABOUR = Assumption(
    "AI labour grows exponentially with progress; its share on alignment rises by a power of caution.",
    equation(OUTPUT(TIME), LABOUR * sympy.exp(GROWTH * PROGRESS(TIME)) * (BASE + (FULL - BASE) * CAUTION**CURVATURE)),
)
POWER = Assumption("The first bit of caution buys little: $a > 1$.", equation(CURVATURE, 1 + ABOVE_ONE))


def chord(labour: sympy.Expr) -> sympy.Expr:
    """The straight line in caution through labour without caution and labour at a full stop.

    Arguments:
        labour: in caution.
    """
    return labour.subs(CAUTION, 0) + climb(labour) * CAUTION


def climb(labour: sympy.Expr) -> sympy.Expr:
    """What a full stop adds to labour.

    Arguments:
        labour: in caution.

    Raises:
        Refused: labour without caution or at a full stop is not finite.
    """
    none, full = labour.subs(CAUTION, 0), labour.subs(CAUTION, 1)
    if any(end.has(sympy.zoo, sympy.nan, sympy.oo) for end in (none, full)):
        raise Refused(f"no straight line through {none} and {full}")
    return sympy.factor(full - none)


def share_of_chord(labour: sympy.Expr) -> sympy.Expr:
    """What caution adds to labour, as a share of what it adds on the straight line.

    Arguments:
        labour: in caution.
    """
    added = sympy.factor(labour - labour.subs(CAUTION, 0))
    return sympy.powsimp(sympy.simplify(added / (climb(labour) * CAUTION)))


def slope_of_share(share: sympy.Expr) -> sympy.Gt:
    """Show that the share rises with caution, up to 1 at a full stop.

    Arguments:
        share: in caution.

    Raises:
        Refused: it does not, or depends on more than caution.
    """
    if share.has(PROGRESS):
        raise Refused(f"no power of caution: {share}")
    proved(share.subs(CAUTION, 1), sympy.S.One)
    slope = sympy.simplify(sympy.diff(share, CAUTION))
    above(slope.subs(CAUTION, sympy.Symbol("caution", positive=True)))
    return sympy.Gt(slope, 0, evaluate=False)


def _argue(given: Assumptions) -> Argument:
    labour = side(given, "labour").subs(CURVATURE, side(given, "power"))
    line, share = chord(labour), share_of_chord(labour)
    straight = {**given, "labour": Assumption("The straight line.", equation(CHORD(TIME), line))}
    return Argument(
        steps=(
            Step("line", "Draw a straight line from no caution to a full stop.", equation(CHORD(TIME), line)),
            Step("climb", "It climbs.", positive(climb(labour))),
            Step("share", "Caution buys this share of what it buys on the line.", equation(RATIO, share)),
            Step(
                "rise", "The share rises with caution to 1, so output is nowhere above the line.", slope_of_share(share)
            ),
            Step("bound", "So no plan does better than the best on the line, a stop for good.", best_caution(straight)),
            Step(
                "at none",
                "Such a stop does as well, since output meets the line without caution.",
                _meet(given, line, 0),
            ),
            Step("at full", "And at full caution.", _meet(given, line, 1)),
        ),
        formula=best_caution(straight),
        holds="True for $a > 1$ and $0 \\le \\phi_0 < \\phi_1$, and for any output that is nowhere above the straight "
        "line between no caution and a full stop.",
    )


def _meet(given: Assumptions, line: sympy.Expr, caution: int) -> sympy.Eq:
    return proved(side(given, "labour").subs(CAUTION, caution), line.subs(CAUTION, caution))


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("lead-and-pause", {one: MODEL_NAMES[one] for one in (BASE, FULL)}, derivation.notation)
    share = (side(derivation.assumptions, "labour") / LABOUR).subs(PROGRESS(TIME), 0)
    line, bent = (float(share.subs({**values, CURVATURE: one, CAUTION: 0.5})) for one in (1, BENT[0]))
    x = Axis("caution", "1", 0, 1)
    return Illustration(
        title=f"Half caution moves {percent(bent)} of AI labour, not the {percent(line)} of the straight line: "
        "a full stop reaches the line, nothing in between does",
        subtitle="lead-and-pause at its defaults, with a share that rises as a power of caution",
        x=x,
        y=Axis("share of AI labour on alignment", "1", 0, 1),
        curves=(
            curve("straight line", share, CAUTION, x, {**values, CURVATURE: 1}),
            *(curve(f"a = {one}", share, CAUTION, x, {**values, CURVATURE: one}) for one in BENT),
        ),
        marks=(Mark(percent(line), 0.5, line), Mark(percent(bent), 0.5, bent)),
    )


RESULT = Result(
    name="convex-output",
    title="Output that is convex in caution: stop at once",
    assumptions={"clock": CLOCK, "labour": CONVEX_LABOUR, "power": POWER, "end": END_ONLY, "gain": MORE_AT_FULL},
    notation={
        **NOTATION,
        CURVATURE: CURVED,
        ABOVE_ONE: Quantity("1", "how far the curvature is above 1"),
        CHORD: PAUSE_NOTATION[OUTPUT],
        RATIO: Quantity("1", "what caution buys, relative to the straight line"),
    },
    argue=_argue,
    meaning="If half caution buys less than half of a full stop, because people and computers move over only when all "
    "do, the plan is that of a straight line: full speed, then a full stop for good, at the same moment.",
    picture=_picture,
)
