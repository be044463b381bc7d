"""How fast research can get when AI is endlessly fast."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import above, equation, only
from takeoff.theory.supervision.serial_setting import (
    ASSUMPTIONS,
    AUTOMATED,
    HUMAN,
    MODEL_NAMES,
    NOTATION,
    SPEED,
    SPEED_UP,
    shares,
    speed_up,
)

LIMIT, HALF_WAY = sympy.symbols("s_max v_half", positive=True)


def _argue(given: Assumptions) -> Argument:
    speed = speed_up(given)
    limit = sympy.limit(speed, SPEED, sympy.oo)
    gap = sympy.factor(limit - speed)
    above(shares(gap))
    half = sympy.factor(only(sympy.solve(sympy.Eq(speed, limit / 2), SPEED), "speed half way to the limit"))
    automated = sympy.limit(limit, AUTOMATED, 1)
    return Argument(
        steps=(
            Step("speed-up", "Adding up the times of all parts gives the speed-up.", equation(SPEED_UP, speed)),
            Step("limit", "Let AI be endlessly fast.", equation(sympy.Limit(speed, SPEED, sympy.oo), limit)),
            Step("below", "No finite speed reaches that.", sympy.Gt(gap, 0, evaluate=False)),
            Step("half way", "This speed is enough for half of it.", equation(HALF_WAY, half)),
            Step(
                "all tasks",
                "With all tasks automated, only the share of decisions that needs a person is left.",
                equation(sympy.Limit(limit, AUTOMATED, 1, "-"), automated),
            ),
        ),
        formula=equation(LIMIT, limit),
        holds="True for $0 \\le f \\le 1$ and $0 < s_h \\le 1$.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("automating-alignment", MODEL_NAMES, NOTATION)
    human = values.pop(HUMAN)
    formula = derivation.result.rhs
    most = float(formula.subs({AUTOMATED: 1, HUMAN: human}))
    x = Axis("share of tasks automated", "1", 0, 1)
    y = Axis("most serial speed-up", "1", 0, 20)
    return Illustration(
        title=f"If {percent(human)} of decisions need a person, no AI speeds research up more than {most:g}-fold",
        subtitle="endlessly fast AI, by the share of decisions that needs a person",
        x=x,
        y=y,
        curves=tuple(
            curve(f"{percent(share)} of decisions", formula, AUTOMATED, x, {HUMAN: share})
            for share in (human / 2, human, 2 * human)
        ),
        marks=(Mark(f"{most:g}-fold", 1, most),),
    )


RESULT = Result(
    name="serial-limit",
    title="The limit that people set to serial speed",
    assumptions=ASSUMPTIONS,
    notation={
        **NOTATION,
        LIMIT: Quantity("1", "serial speed-up with endlessly fast AI"),
        HALF_WAY: Quantity("1", "serial speed of AI at which half of the limit is reached"),
    },
    argue=_argue,
    meaning="With one decision in ten left to people, research gets ten times faster at most, and AI at nine times "
    "human speed is half way there. Beyond that, leaving fewer decisions to people is worth more than faster AI.",
    picture=_picture,
)
