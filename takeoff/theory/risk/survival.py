"""Survival of a climb and of the time spent at the top."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import Refused, equation, only, proved
from takeoff.theory.risk.setting import (
    CAPABILITY,
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

HOLD = sympy.Symbol("x", nonnegative=True)
SURVIVE, EVEN_SPEED = sympy.symbols("survive v_even", positive=True)
CLIMBED, HELD = sympy.symbols("R_climb R_hold", positive=True)
SURVIVAL_LAW = Assumption("Survival falls with accumulated hazard.", equation(SURVIVE, sympy.exp(-CLIMBED - HELD)))


def hazard_rate(given: Assumptions, capability: sympy.Expr) -> sympy.Expr:
    """Hazard per year along a path of capability.

    Arguments:
        given: with the hazard.
        capability: as a function of time.
    """
    return side(given, "hazard").subs(CAPABILITY(TIME), capability).doit()


def climb_time(given: Assumptions) -> sympy.Expr:
    """How long a climb takes.

    Raises:
        Refused: it never gets there.
    """
    found = only(sympy.solve(side(given, "climb") - LOW - HEIGHT, TIME), "time of the climb")
    if not found.is_positive:
        raise Refused(f"the climb takes {found}")
    return found


def hazard_of_climb(given: Assumptions) -> sympy.Integral:
    """Accumulated hazard of the climb."""
    return sympy.Integral(hazard_rate(given, side(given, "climb")), (TIME, 0, climb_time(given)))


def hazard_of_hold(given: Assumptions) -> sympy.Integral:
    """Accumulated hazard of the time at the top."""
    return sympy.Integral(hazard_rate(given, LOW + HEIGHT), (TIME, 0, HOLD))


def _argue(given: Assumptions) -> Argument:
    climb, hold = hazard_of_climb(given), hazard_of_hold(given)
    climbed, held = sympy.factor(climb.doit()), hold.doit()
    by_step, by_level = climbed.subs(LEVEL_RATE, 0), climbed.subs(STEP_RATE, 0)
    proved(climbed, by_step + by_level)
    proved(sympy.diff(by_step, SPEED), sympy.S.Zero)
    even = only(sympy.solve(sympy.simplify(by_level / by_step) - 1, SPEED), "speed")
    total = side(given, "survival").subs({CLIMBED: climbed, HELD: held})
    return Argument(
        steps=(
            Step("climb", "Hazard of the climb.", equation(CLIMBED, climb)),
            Step("hold", "Hazard of the time $x$ at the top.", equation(HELD, hold)),
            Step("parts", "The climb's hazard is a part by step and one by level.", equation(CLIMBED, climbed)),
            Step(
                "by step", "The part by step does not depend on speed.", equation(CLIMBED.subs(LEVEL_RATE, 0), by_step)
            ),
            Step("even", "At this speed both parts are equal.", equation(EVEN_SPEED, even)),
            _limit(
                "no step part",
                "Without the part by step, a faster climb is free of hazard: the answer is go.",
                by_level,
            ),
            Step(
                "no level part",
                "Without the part by level, time at the top is free of hazard: the answer is longer.",
                equation(HELD, held.subs(LEVEL_RATE, 0)),
            ),
        ),
        formula=equation(SURVIVE, total),
        holds="True for any speed above 0, any height of the climb and any safe level that stays as it is.",
    )


def _limit(name: str, sentence: str, hazard: sympy.Expr) -> Step:
    return Step(name, sentence, equation(CLIMBED, sympy.limit(hazard, SPEED, sympy.oo)))


def _picture(derivation: Derivation) -> Illustration:
    names = {LEVEL_RATE: "hazard_level", STEP_RATE: "hazard_step", WIDTH: "hazard_width", SAFE: "safe_start"}
    values = defaults("automating-alignment", names, derivation.notation)
    values |= {LOW: values[SAFE] - 1, HEIGHT: 1.0}
    climbed = derivation.step("parts").equation.rhs
    even = float(derivation.step("even").equation.rhs.subs(values))
    x = Axis("speed of the climb", "OOM/year", even / 10, even * 10, log=True)
    at_even = float(climbed.subs({**values, SPEED: even}))
    parts = {"in all": climbed, "by step": climbed.subs(LEVEL_RATE, 0), "by level": climbed.subs(STEP_RATE, 0)}
    return Illustration(
        title=f"A climb faster than {even:.2g} OOM a year mainly pays for its steps, and more speed saves little",
        subtitle="automating-alignment at its defaults: the last factor of ten up to the safe level",
        x=x,
        y=Axis("accumulated hazard", "1", 0, 3 * at_even),
        curves=tuple(curve(label, part, SPEED, x, values) for label, part in parts.items()),
        marks=(Mark(f"equal parts: {even:.2g} OOM a year", even, at_even),),
    )


RESULT = Result(
    name="climb-and-hold",
    title="Survival of a climb and of the time at the top",
    assumptions={"hazard": HAZARD_LAW, "climb": CLIMB, "survival": SURVIVAL_LAW},
    notation={
        **{symbol: quantity for symbol, quantity in NOTATION.items()},
        HOLD: Quantity("year", "time spent at the top of the climb"),
        CLIMBED: Quantity("1", "accumulated hazard of the climb"),
        HELD: Quantity("1", "accumulated hazard of the time at the top"),
        SURVIVE: Quantity("1", "probability of survival"),
        EVEN_SPEED: Quantity("OOM/year", "speed at which a climb has equal parts of hazard by step and by level"),
    },
    argue=_argue,
    meaning="Slowing a climb never lowers its hazard by itself, since each step is paid for anyway and the way takes "
    "longer. It pays only if the safe level rises meanwhile. Above the speed of equal parts, haste saves little.",
    picture=_picture,
)
