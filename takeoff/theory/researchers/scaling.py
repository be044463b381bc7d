"""How tokens per second change with more training compute in less time."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import above, equation, only, proved
from takeoff.theory.researchers.model_size import size_for
from takeoff.theory.researchers.setting import (
    BALANCE,
    BUDGET,
    COMPUTE,
    COST,
    NOTATION,
    RUN,
    SIZE,
    SPEED,
    TIME,
    TOKENS,
    under_root,
)
from takeoff.theory.researchers.tokens import tokens_by_size

MORE, FASTER, LARGER, SHORTER, GAIN = sympy.symbols("a b C_1 T_1 Q", positive=True)
ESSAY = {MORE: 1000, FASTER: sympy.Rational(12, 4)}
"""What the essay asks about: a thousand times the compute, in 4 rather than 12 months."""


def by_compute(given: Assumptions) -> sympy.Expr:
    """Tokens per second by training compute and the time that it took."""
    speed = only(sympy.solve(sympy.Eq(COMPUTE, side(given, "budget")), SPEED), "speed of the cluster")
    found = sympy.simplify(tokens_by_size(given).subs(SPEED, speed).subs(SIZE, size_for(given)))
    above(found)
    return found


def power(ratio: sympy.Expr, factor: sympy.Symbol) -> sympy.Expr:
    """The power of a factor in a product.

    Raises:
        Refused: it is no power, since it changes with the factor.
    """
    found = sympy.simplify(factor * sympy.diff(ratio, factor) / ratio)
    proved(sympy.diff(found, factor), sympy.S.Zero)
    return found


def _argue(given: Assumptions) -> Argument:
    before = by_compute(given)
    for changed in (side(given, "more"), side(given, "faster")):
        above(changed)
    after = before.subs({COMPUTE: side(given, "more"), TIME: side(given, "faster")}, simultaneous=True)
    ratio = sympy.simplify(after / before)
    of_more, of_faster = power(ratio, MORE), power(ratio, FASTER)
    return Argument(
        steps=(
            Step("tokens", "A model of training compute $C$, trained for $T$.", equation(TOKENS, under_root(before))),
            Step("changed", "The other one, with the same constants.", equation(GAIN * TOKENS, under_root(after))),
            Step("ratio", "The constants cancel.", equation(GAIN, ratio)),
            Step(
                "power of compute",
                "One percent more compute gives this many percent.",
                equation(MORE / GAIN * sympy.Derivative(GAIN, MORE), of_more),
            ),
            Step(
                "power of haste",
                "One percent less time gives this many percent.",
                equation(FASTER / GAIN * sympy.Derivative(GAIN, FASTER), of_faster),
            ),
        ),
        formula=equation(GAIN, proved(ratio, ratio.subs({MORE: 1, FASTER: 1}) * MORE**of_more * FASTER**of_faster).rhs),
        holds="True for training compute that grows by $a$ with everything else but the time as it is.",
    )


def _picture(derivation: Derivation) -> Illustration:
    gain = derivation.result.rhs
    reached = float(gain.subs(ESSAY))
    x = Axis("factor of training compute", "1", 1, 10000, log=True)
    y = Axis("factor of tokens per second", "1", 1, 1000, log=True)
    return Illustration(
        title=f"{ESSAY[MORE]:,} times the compute in a third of the time gives {reached:.1f} times the tokens",
        subtitle="for any cluster and any constants",
        x=x,
        y=y,
        curves=tuple(
            curve(f"in 1/{one} of the time" if one > 1 else "in the same time", gain, MORE, x, {FASTER: one})
            for one in (1, 3, 10)
        ),
        marks=(Mark(f"{reached:.1f} times", float(ESSAY[MORE]), reached),),
    )


RESULT = Result(
    name="scaling",
    title="More compute in less time",
    assumptions={
        "budget": BUDGET,
        "cost": COST,
        "balance": BALANCE,
        "run": RUN,
        "more": Assumption("Another model gets $a$ times the training compute.", equation(LARGER, MORE * COMPUTE)),
        "faster": Assumption("It gets it in a time that is $b$ times shorter.", equation(SHORTER, TIME / FASTER)),
    },
    notation={
        **NOTATION,
        MORE: Quantity("1", "factor by which training compute is larger"),
        FASTER: Quantity("1", "factor by which training is shorter"),
        LARGER: Quantity("FLOP", "training compute of the other model"),
        SHORTER: Quantity("s", "length of the other training run"),
        GAIN: Quantity("1", "factor by which tokens per second are more"),
    },
    argue=_argue,
    meaning="Half of every order of magnitude of training compute goes into a larger model, and half into more tokens "
    "per second. Haste is not shared: training in half the time takes twice the chips, and all of them are there to "
    "run copies afterwards.",
    picture=_picture,
)
