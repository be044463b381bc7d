"""AI researchers that a training cluster can run, how fast each is, and what they do in a month."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import above, equation, only
from takeoff.theory.researchers.essay import essay_table
from takeoff.theory.researchers.setting import (
    BALANCE,
    BUDGET,
    COST,
    HOURS,
    MODEL_NAMES,
    NOTATION,
    PACE,
    PARALLEL,
    RUN,
    SERIAL,
    SPEED,
    STREAMS,
    TOKENS,
    TOTAL,
    WORTH,
    under_root,
)
from takeoff.theory.researchers.tokens import tokens


def serial_multiple(given: Assumptions) -> sympy.Expr:
    """Working months that an AI researcher does in a calendar month."""
    found = only(sympy.solve(sympy.Eq(STREAMS * PACE, side(given, "worth")), SERIAL), "serial multiple")
    above(found)
    return found


def parallel(given: Assumptions) -> sympy.Expr:
    """AI researchers that run side by side, by tokens per second."""
    found = only(sympy.solve(sympy.Eq(TOKENS, side(given, "streams")), PARALLEL), "number of researchers")
    above(found)
    return found


def _argue(given: Assumptions) -> Argument:
    serial, beside = serial_multiple(given), parallel(given)
    together = side(given, "together").subs({SERIAL: serial, PARALLEL: beside})
    above(together)
    return Argument(
        steps=(
            Step("serial", "How many working months each does in a month.", equation(SERIAL, serial)),
            Step("parallel", "How many run side by side.", equation(PARALLEL, beside)),
            Step(
                "total",
                "Together; streams and their speed cancel, since faster researchers are fewer.",
                equation(TOTAL, together),
            ),
            Step(
                "tokens", "The cluster that trained the model gives this.", equation(TOKENS, under_root(tokens(given)))
            ),
        ),
        formula=equation(TOTAL, under_root(together.subs(TOKENS, tokens(given)))),
        holds="True while the work can be split among any number of researchers.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("researcher-supply", MODEL_NAMES, NOTATION)
    for symbol in (STREAMS, PACE):
        del values[symbol]
    speed, worth = values.pop(SPEED), values.pop(WORTH)
    work = derivation.result.rhs
    reached = float(work.subs({**values, SPEED: speed, WORTH: worth}))
    x = Axis("speed of the cluster", "FLOP/s", speed / 1000, speed * 1000, log=True)
    y = Axis("work", "researcher month/month", reached / 1000, reached * 1000, log=True)
    prices = (worth / 10, worth, worth * 10)
    return Illustration(
        title=f"A cluster of {speed:.0e} FLOP/s does {reached:,.0f} researcher months a month".replace("e+", "e"),
        subtitle="researcher-supply at its defaults, by the tokens that are worth a second of a researcher",
        x=x,
        y=y,
        curves=tuple(curve(f"{one:g} tokens", work, SPEED, x, {**values, WORTH: one}) for one in prices),
        marks=(Mark(f"{reached:,.0f}", speed, reached),),
    )


RESULT = Result(
    name="ai-researchers",
    title="Researchers' worth of AI from one cluster",
    assumptions={
        "budget": BUDGET,
        "cost": COST,
        "balance": BALANCE,
        "run": RUN,
        "streams": Assumption(
            "One AI researcher is $m$ streams of $v$ tokens per second, and $P$ of them take all tokens.",
            equation(TOKENS, PARALLEL * STREAMS * PACE),
        ),
        "worth": Assumption(
            "$k$ tokens are worth a second of a person who works for the share $w$ of the day; an AI researcher does "
            "what $M$ such people do.",
            equation(STREAMS * PACE, WORTH * HOURS * SERIAL),
        ),
        "together": Assumption("Researchers side by side add up.", equation(TOTAL, SERIAL * PARALLEL)),
    },
    notation=NOTATION,
    argue=_argue,
    meaning="What counts is tokens per second over tokens per researcher-second; whether that is many slow researchers "
    "or few fast ones changes nothing here, and matters only where work cannot be split. An error of ten in the tokens "
    "that a researcher is worth is an error of ten in everything.",
    picture=_picture,
    table=essay_table,
)
