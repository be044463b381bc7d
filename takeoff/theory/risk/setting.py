"""What the results on hazard start from: a part per year at a level, and a part per step climbed."""

import sympy

from takeoff.theory.derivation import Assumption, Quantity
from takeoff.theory.proof import equation

TIME, SPEED, WIDTH, LEVEL_RATE, STEP_RATE = sympy.symbols("t v w_h h_0 h_step", positive=True)
SAFE = sympy.Symbol("e_safe", real=True)
LOW, HEIGHT = sympy.Symbol("e_1", real=True), sympy.Symbol("Delta", positive=True)
HAZARD, CAPABILITY = sympy.symbols("R e", cls=sympy.Function)

NOTATION = {
    TIME: Quantity("year", "time"),
    SPEED: Quantity("OOM/year", "speed of the climb"),
    WIDTH: Quantity("OOM", "width of the hazard: a step in capability that multiplies it by $e$"),
    LEVEL_RATE: Quantity("1/year", "hazard per year at the safe level"),
    STEP_RATE: Quantity("1/OOM", "hazard per factor of ten climbed at the safe level"),
    SAFE: Quantity("OOM", "safe level of capability"),
    LOW: Quantity("OOM", "capability before the climb"),
    HEIGHT: Quantity("OOM", "height of the climb"),
    HAZARD: Quantity("1", "accumulated hazard"),
    CAPABILITY: Quantity("OOM", "capability"),
}

HAZARD_LAW = Assumption(
    "One part of hazard is paid per year at a level, the other per step climbed; both grow with capability.",
    equation(
        sympy.Derivative(HAZARD(TIME), TIME),
        (LEVEL_RATE + STEP_RATE * sympy.Max(sympy.Derivative(CAPABILITY(TIME), TIME), 0))
        * sympy.exp((CAPABILITY(TIME) - SAFE) / WIDTH),
    ),
)
CLIMB = Assumption("Capability climbs at one speed.", equation(CAPABILITY(TIME), LOW + SPEED * TIME))
