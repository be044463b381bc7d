"""Whether to wait before a climb while the safe level rises."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, Note, curve
from takeoff.theory.proof import above, equation, only, proved
from takeoff.theory.risk.setting import (
    CLIMB,
    HAZARD_LAW,
    HEIGHT,
    LEVEL_RATE,
    LOW,
    NOTATION,
    SAFE,
    SPEED,
    STEP_RATE,
    TIME,
    WIDTH,
)
from takeoff.theory.risk.survival import hazard_of_climb, hazard_rate

RISE, WAIT, SAFE_START = (
    sympy.Symbol("a", positive=True),
    sympy.Symbol("x", nonnegative=True),
    sympy.Symbol("e_0", real=True),
)
WAITED, CLIMBED, TOTAL = sympy.symbols("R_wait R_climb R_total", positive=True)
LEAST = sympy.Symbol("Delta_least", positive=True)
SAFE_LAW = Assumption(
    "While the leader waits, alignment research raises the safe level at one speed.",
    equation(SAFE, SAFE_START + RISE * WAIT),
)


def waited(given: Assumptions) -> sympy.Integral:
    """Hazard of waiting at the bottom for x.

    Raises:
        Refused: the safe level does not rise at one speed.
    """
    proved(sympy.diff(side(given, "safe"), WAIT, 2), sympy.S.Zero)
    rate = hazard_rate(given, LOW).subs(SAFE, side(given, "safe").subs(WAIT, TIME))
    return sympy.Integral(rate, (TIME, 0, WAIT))


def climbed(given: Assumptions) -> sympy.Expr:
    """Hazard of a climb at once after waiting for x."""
    quick = sympy.limit(sympy.expand(hazard_of_climb(given).doit()), SPEED, sympy.oo)
    return sympy.factor(quick).subs(SAFE, side(given, "safe"))


def slope(given: Assumptions) -> sympy.Expr:
    """What waiting longer adds to the hazard of waiting and climbing."""
    return sympy.simplify(sympy.diff(waited(given).doit() + climbed(given), WAIT))


def least_height(given: Assumptions) -> sympy.Expr:
    """Height of a climb above which waiting lowers hazard.

    Raises:
        Refused: there is not one such height, or a higher climb is not seen to make waiting pay.
    """
    added = slope(given)
    least = only(sympy.solve(added, HEIGHT), "height")
    beyond, factor = sympy.symbols("beyond factor", positive=True)
    saved = sympy.expand(sympy.expand(-added.subs(HEIGHT, least + beyond), power_exp=True))
    above(sympy.factor(saved.subs(sympy.exp(beyond / WIDTH), 1 + factor)))
    return sympy.expand_log(least, force=True)


def _argue(given: Assumptions) -> Argument:
    least = least_height(given)
    limits = {LEVEL_RATE: sympy.limit(least, LEVEL_RATE, 0, "+"), STEP_RATE: sympy.limit(least, STEP_RATE, 0, "+")}
    return Argument(
        steps=(
            Step("wait", "Hazard of waiting for $x$ before the climb.", equation(WAITED, waited(given))),
            Step("climb", "Hazard of the climb, made at once.", equation(CLIMBED, climbed(given))),
            Step("slope", "What waiting longer adds.", equation(sympy.Derivative(TOTAL, WAIT), slope(given))),
            Step("least", "It vanishes at one height, and is negative for a higher climb.", equation(LEAST, least)),
            Step("longer", "Without the part by level, wait before any climb.", equation(LEAST, limits[LEVEL_RATE])),
            Step("go", "Without the part by step, wait before none.", equation(LEAST, limits[STEP_RATE])),
        ),
        formula=equation(LEAST, least),
        holds="True for a climb that is quick beside the wait, and a safe level that rises at one speed meanwhile. How "
        "long the leader has waited does not matter: while it pays, it goes on to pay.",
    )


def _picture(derivation: Derivation) -> Illustration:
    names = {LEVEL_RATE: "hazard_level", STEP_RATE: "hazard_step", WIDTH: "hazard_width"}
    values = defaults("automating-alignment", names, derivation.notation)
    least = derivation.result.rhs
    x = Axis("rise of the safe level", "OOM/year", 0.1, 10, log=True)
    at_one = float(least.subs({**values, RISE: 1.0}))
    return Illustration(
        title=f"If the safe level rises by 1 OOM a year, wait before a climb of more than {at_one:.2f} OOM",
        subtitle="automating-alignment at its defaults",
        x=x,
        y=Axis("height of the climb", "OOM", 0, 1.5),
        curves=(curve("waiting changes nothing", least, RISE, x, values),),
        marks=(Mark(f"{at_one:.2f} OOM", 1.0, at_one),),
        notes=(Note("wait", 3.0, 0.9), Note("climb at once", 0.2, 0.3)),
    )


RESULT = Result(
    name="wait-before-climb",
    title="When waiting before a climb lowers hazard",
    assumptions={"hazard": HAZARD_LAW, "climb": CLIMB, "safe": SAFE_LAW},
    notation={
        **{symbol: NOTATION[symbol] for symbol in NOTATION},
        RISE: Quantity("OOM/year", "rise of the safe level"),
        WAIT: Quantity("year", "time waited before the climb"),
        SAFE_START: Quantity("OOM", "safe level before the wait"),
        WAITED: Quantity("1", "accumulated hazard of the wait"),
        CLIMBED: Quantity("1", "accumulated hazard of the climb"),
        TOTAL: Quantity("1", "accumulated hazard of both"),
        LEAST: Quantity("OOM", "height of the climb above which waiting pays"),
    },
    argue=_argue,
    meaning="Wait before a high climb and not before a low one; where the safe level is does not matter. With one kind "
    "of hazard only, the answer is always longer or always go, which is why a model needs both.",
    picture=_picture,
)
