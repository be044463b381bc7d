"""What one more supervisor adds to the AI labour that is of use."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import above, equation, proved
from takeoff.theory.supervision.setting import (
    MODEL_NAMES,
    NOTATION,
    REVIEW,
    REVIEW_LIMIT,
    SOFT_MINIMUM,
    SUPERVISORS,
    SUPPLY,
    USABLE,
)

VALUE, ABUNDANCE, CHECKED = sympy.symbols("w x y", positive=True)
AT_START = {SUPERVISORS: "supervisors_start"}


def _argue(given: Assumptions) -> Argument:
    usable, review = side(given, "usable"), side(given, "review")
    above(usable)
    each = sympy.diff(review, SUPERVISORS)
    above(each)
    checked = sympy.simplify(sympy.diff(usable, REVIEW))
    share = sympy.simplify(checked.subs({SUPPLY: ABUNDANCE, REVIEW: 1}))
    scaled = sympy.powsimp(sympy.expand_power_base(checked.subs(SUPPLY, ABUNDANCE * REVIEW)))
    proved(scaled.subs(REVIEW, 1), share)
    return Argument(
        steps=(
            Step("review", "Each supervisor can check so much.", equation(sympy.Derivative(REVIEW, SUPERVISORS), each)),
            Step("use", "So much of it is of use.", equation(sympy.Derivative(USABLE, REVIEW), checked)),
            Step("abundance", "That depends only on $x = a/K$, how abundant AI labour is.", equation(CHECKED, share)),
            Step("abundant", "If it is abundant, all that is checked counts.", _limit(share, sympy.oo, 1)),
            Step("scarce", "If it is scarce, more checking adds nothing.", _limit(share, sympy.S.Zero, 0)),
        ),
        formula=equation(VALUE, each * checked.subs(REVIEW, review)),
        holds="True for all positive values.",
    )


def _limit(share: sympy.Expr, end: sympy.Expr, value: int) -> sympy.Eq:
    found = sympy.limit(share, ABUNDANCE, end)
    proved(found, sympy.Integer(value))
    return equation(sympy.Limit(share, ABUNDANCE, end), found)


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("automating-alignment", {**MODEL_NAMES, **AT_START}, NOTATION)
    review = float(side(derivation.assumptions, "review").subs(values))
    each = float(derivation.step("review").equation.rhs.subs(values))
    equal = float(derivation.result.rhs.subs({**values, SUPPLY: review}))
    x = Axis("AI labour on alignment", "researcher", review / 10, 100 * review, log=True)
    y = Axis("what one more supervisor adds", "researcher", 0, 1.2 * each)
    return Illustration(
        title=f"With AI labour abundant, one more supervisor adds {each:.1f} researchers; with little of it, none",
        subtitle=f"{values[SUPERVISORS]:g} supervisors as automating-alignment starts with, who check {review:,.0f}",
        x=x,
        y=y,
        curves=(curve("one more supervisor", derivation.result.rhs, SUPPLY, x, values),),
        marks=(Mark(f"as much AI labour as review: {equal:.1f}", review, equal),),
    )


RESULT = Result(
    name="one-more-supervisor",
    title="What one more supervisor adds",
    assumptions={"usable": SOFT_MINIMUM, "review": REVIEW_LIMIT},
    notation={
        **NOTATION,
        VALUE: Quantity("1", "usable AI labour that one more supervisor adds"),
        ABUNDANCE: Quantity("1", "AI labour for each researcher's worth that can be checked"),
        CHECKED: Quantity("1", "share of further review that becomes usable labour"),
    },
    argue=_argue,
    meaning="Once there is twice as much AI labour as can be checked, a supervisor is worth close to "
    "$\\kappa (1 + A/A_v)^\\eta$ researchers. Before that, supervisors wait for AI.",
    picture=_picture,
)
