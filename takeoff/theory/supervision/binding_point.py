"""The number of supervisors at which review capacity binds."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import above, equation, only, proved
from takeoff.theory.supervision.setting import (
    MODEL_NAMES,
    NOTATION,
    REVIEW,
    REVIEW_LIMIT,
    SHARPNESS,
    SOFT_MINIMUM,
    SUPERVISORS,
    SUPPLY,
    USABLE,
)

ENOUGH, MORE, BY_REVIEW, BY_SUPPLY = sympy.symbols("V_b epsilon e_K e_a", positive=True)
AI_SHOWN = 3000
"""AI labour in the figure [researcher]."""
SHARPEST = 100
"""Sharpness at which the figure shows a corner."""


def elasticity(usable: sympy.Expr, by: sympy.Symbol) -> sympy.Expr:
    """By how many percent usable labour rises with one percent of something."""
    return sympy.simplify(by * sympy.diff(sympy.log(usable), by))


def _argue(given: Assumptions) -> Argument:
    usable, review = side(given, "usable"), side(given, "review")
    above(usable)
    above(review)
    by_review, by_supply = (elasticity(usable, by) for by in (REVIEW, SUPPLY))
    crossing = only(sympy.solve(sympy.Eq(by_review, by_supply), REVIEW), "crossing")
    enough = only(sympy.solve(sympy.Eq(review, crossing), SUPERVISORS), "number of supervisors")
    left = sympy.simplify(usable.subs(REVIEW, crossing) / SUPPLY)
    return Argument(
        steps=(
            Step(
                "by review",
                "One percent more review makes so many percent more usable.",
                equation(BY_REVIEW, by_review),
            ),
            Step(
                "by supply",
                "One percent more AI labour makes so many percent more usable.",
                equation(BY_SUPPLY, by_supply),
            ),
            Step("shares", "The two are shares of one whole.", proved(by_review + by_supply, sympy.Integer(1))),
            Step("crossing", "They are equal, and so a half each, at one point only.", equation(REVIEW, crossing)),
            Step("loss", "There, so much of the two is usable.", equation(USABLE / SUPPLY, left)),
            *_corner(usable),
        ),
        formula=equation(ENOUGH, enough),
        holds="True for all positive $n$: the point is the same however sharply the limit binds.",
    )


def _corner(usable: sympy.Expr) -> tuple[Step, ...]:
    """The limits of endless sharpness, per unit of the scarcer one, since usable labour scales with both."""
    cases = (
        ("scarce review", "With more AI labour than review, endless sharpness leaves review alone.", REVIEW, SUPPLY),
        ("scarce AI", "With more review than AI labour, it leaves AI labour.", SUPPLY, REVIEW),
    )
    return tuple(_limit(usable, *case) for case in cases)


def _limit(usable: sympy.Expr, name: str, sentence: str, scarce: sympy.Symbol, ample: sympy.Symbol) -> Step:
    share = usable.subs({scarce: 1, ample: 1 + MORE}, simultaneous=True)
    unequal = usable.subs(ample, scarce * (1 + MORE))
    proved(sympy.limit(share, SHARPNESS, sympy.oo), sympy.Integer(1))
    return Step(name, sentence, equation(sympy.Limit(unequal, SHARPNESS, sympy.oo), scarce))


def _picture(derivation: Derivation) -> Illustration:
    values = {**defaults("automating-alignment", MODEL_NAMES, NOTATION), SUPPLY: AI_SHOWN}
    enough = float(derivation.result.rhs.subs(values))
    usable = side(derivation.assumptions, "usable").subs(REVIEW, side(derivation.assumptions, "review"))
    there = float(usable.subs({**values, SUPERVISORS: enough}))
    x = Axis("supervisors", "researcher", 1, 4 * enough)
    y = Axis("usable AI labour", "researcher", 0, 1.1 * AI_SHOWN)
    return Illustration(
        title=f"{AI_SHOWN:,} AI researchers need {enough:.0f} supervisors; with fewer, supervisors decide",
        subtitle="review capacity of automating-alignment at its start",
        x=x,
        y=y,
        curves=(
            curve("as sharp as in the model", usable, SUPERVISORS, x, values),
            curve("a sharp corner", usable, SUPERVISORS, x, {**values, SHARPNESS: SHARPEST}),
        ),
        marks=(Mark(f"{percent(there / AI_SHOWN)} usable", enough, there),),
    )


RESULT = Result(
    name="binding-point",
    title="Where review capacity binds",
    assumptions={"usable": SOFT_MINIMUM, "review": REVIEW_LIMIT},
    notation={
        **NOTATION,
        MORE: Quantity("1", "any positive number"),
        ENOUGH: Quantity("researcher", "supervisors at which AI labour and review capacity count the same"),
        BY_REVIEW: Quantity("1", "elasticity of usable labour by review capacity"),
        BY_SUPPLY: Quantity("1", "elasticity of usable labour by AI labour"),
    },
    argue=_argue,
    meaning="Compare AI labour with what supervisors can check. While review is the lesser, more chips add nothing "
    "and more supervisors or better review add all that they can check; above $V_b$ it is the other way round.",
    picture=_picture,
)
