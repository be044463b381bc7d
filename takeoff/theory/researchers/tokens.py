"""Tokens per second from copies of a model on the cluster that trained it."""

import sympy

from takeoff.equations import units as u
from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import above, equation, only, proved
from takeoff.theory.researchers.model_size import model_size
from takeoff.theory.researchers.setting import (
    BALANCE,
    BUDGET,
    COST,
    MODEL_NAMES,
    NOTATION,
    RUN,
    SIZE,
    SPEED,
    TIME,
    TOKENS,
    USED,
    under_root,
)

CONSTANT = sympy.Symbol("B", positive=True)
DAY = u.scale(u.parse_unit("day")) / u.scale(u.parse_unit("second"))
"""Seconds in a day."""


def tokens_by_size(given: Assumptions) -> sympy.Expr:
    """Tokens per second that the cluster can produce with a model of some size."""
    found = only(sympy.solve(sympy.Eq(USED * SPEED, side(given, "run")), TOKENS), "number of tokens per second")
    above(found)
    return found


def tokens(given: Assumptions) -> sympy.Expr:
    """Tokens per second that the cluster can produce with the model that is best for it."""
    return sympy.simplify(tokens_by_size(given).subs(SIZE, model_size(given)))


def _argue(given: Assumptions) -> Argument:
    closed = tokens(given)
    constant = sympy.simplify(closed**2 * TIME / (USED * SPEED))
    number = float(constant.subs(defaults("researcher-supply", MODEL_NAMES, NOTATION)))
    root = under_root(sympy.sqrt(CONSTANT * USED * SPEED / TIME))
    proved(root.subs(CONSTANT, constant), closed)
    return Argument(
        steps=(
            Step("model", "The model that the cluster trains.", equation(SIZE, under_root(model_size(given)))),
            Step("copies", "All copies together run at this speed.", equation(TOKENS, tokens_by_size(given))),
            Step(
                "constant",
                f"Put the constants together; with the usual numbers they make {number:g} token^2/FLOP.",
                equation(CONSTANT, constant),
            ),
            Step(
                "root",
                "With that, tokens per second are a root.",
                equation(TOKENS, root),
            ),
        ),
        formula=equation(TOKENS, under_root(closed)),
        holds="True for copies that are kept as busy as the training was; the context that they read is not counted.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("researcher-supply", MODEL_NAMES, NOTATION)
    days = values.pop(TIME) / DAY
    per_second = derivation.result.rhs.subs(TIME, DAY * TIME)
    reached, early = (float(per_second.subs({**values, TIME: one})) for one in (days, days / 4))
    speed = values.pop(SPEED)
    x = Axis("length of the training run", "day", 10, 1000, log=True)
    y = Axis("tokens from copies on the training cluster", "token/s", early / 100, early * 10, log=True)
    curves = [
        curve(f"{one:.0e} FLOP/s".replace("e+", "e"), per_second, TIME, x, {**values, SPEED: one})
        for one in _around(speed)
    ]
    return Illustration(
        title=f"A quarter of the training time gives {early / reached:.1f} times the tokens from the same chips",
        subtitle="researcher-supply at its defaults, for three clusters",
        x=x,
        y=y,
        curves=tuple(curves),
        marks=(
            Mark(f"{reached / 1e6:.1f} million token/s", days, reached),
            Mark(f"{early / 1e6:.1f} million token/s", days / 4, early),
        ),
    )


def _around(speed: float) -> tuple[float, float, float]:
    return speed / 10, speed, speed * 10


RESULT = Result(
    name="tokens",
    title="Tokens per second of a model on its own training cluster",
    assumptions={"budget": BUDGET, "cost": COST, "balance": BALANCE, "run": RUN},
    notation={**NOTATION, CONSTANT: Quantity("token^2/FLOP", "constants of training and running together")},
    argue=_argue,
    meaning="A rushed training run leaves a smaller model and so more copies of it. The chips that a leader holds at "
    "the moment of the pause, over the time that it spent on training, are what decides how much AI labour it has.",
    picture=_picture,
)
