"""How the number of supervisors grows, and when it reaches a share of its limit."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import Refused, above, equation, only
from takeoff.theory.supervision.setting import SUPERVISORS, TIME

NUMBER, INVERSE = sympy.Function("V", positive=True), sympy.Function("y", positive=True)
GROWTH, MOST, START, SHARE, REACHED = sympy.symbols("g_V V_max V_0 q t_q", positive=True)

TRAINING = Assumption(
    "Supervisors train supervisors, until the people who can be found are used up.",
    equation(sympy.Derivative(NUMBER(TIME), TIME), GROWTH * NUMBER(TIME) * (1 - NUMBER(TIME) / MOST)),
)
BEGINNING = Assumption("There are $V_0$ at the start.", equation(NUMBER(0), START))
MODEL_NAMES = {GROWTH: "supervisor_growth", MOST: "supervisors_limit", START: "supervisors_start"}
"""Symbol -> parameter of the model `automating-alignment`."""
SHOWN = 0.9
"""Share of the limit whose date the figure shows."""


def slope_of_inverse(given: Assumptions) -> sympy.Expr:
    """d(1/V)/dt as a function of y = 1/V."""
    slope = side(given, "training").subs(NUMBER(TIME), SUPERVISORS)
    linear = sympy.expand((-slope / SUPERVISORS**2).subs(SUPERVISORS, 1 / INVERSE(TIME)))
    if not linear.is_polynomial(INVERSE(TIME)) or sympy.degree(linear, INVERSE(TIME)) > 1:
        raise Refused(f"the inverse does not follow a linear law: {linear}")
    return linear


def path(given: Assumptions) -> sympy.Expr:
    """Supervisors at time t."""
    above(side(given, "start"))
    law = sympy.Eq(INVERSE(TIME).diff(TIME), slope_of_inverse(given))
    inverse = sympy.dsolve(law, INVERSE(TIME), ics={INVERSE(0): 1 / side(given, "start")}).rhs
    return sympy.simplify(1 / inverse)


def _argue(given: Assumptions) -> Argument:
    number = path(given)
    end = sympy.limit(number, TIME, sympy.oo)
    reached = only(sympy.solve(sympy.Eq(number, SHARE * end), TIME), "time")
    few = sympy.limit(number, MOST, sympy.oo)
    return Argument(
        steps=(
            Step("inverse", "Look at the inverse.", equation(INVERSE(TIME), 1 / NUMBER(TIME))),
            Step(
                "linear", "Its law is linear.", equation(sympy.Derivative(INVERSE(TIME), TIME), slope_of_inverse(given))
            ),
            Step("path", "So it can be solved, and turned over again.", equation(NUMBER(TIME), number)),
            Step(
                "limit",
                "In the end all who can be found are there.",
                equation(sympy.Limit(number, TIME, sympy.oo), end),
            ),
            Step(
                "few", "Without that limit, growth is exponential.", equation(sympy.Limit(number, MOST, sympy.oo), few)
            ),
        ),
        formula=equation(REACHED, sympy.simplify(reached)),
        holds="True for $V_0 < V_{\\max}$ and $V_0 / V_{\\max} \\le q < 1$.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("automating-alignment", MODEL_NAMES, derivation.notation)
    reached = float(derivation.result.rhs.subs({**values, SHARE: SHOWN}))
    x = Axis("time from the start", "year", 0, 20)
    y = Axis("supervisors", "researcher", 0, 1.1 * values[MOST])
    return Illustration(
        title=f"Supervisors reach {percent(SHOWN)} of those who can be found after {reached:.1f} years",
        subtitle="automating-alignment at its defaults",
        x=x,
        y=y,
        curves=(curve("supervisors", derivation.step("path").equation.rhs, TIME, x, values),),
        marks=(Mark(f"{reached:.1f} years", reached, SHOWN * values[MOST]),),
    )


RESULT = Result(
    name="supervisor-growth",
    title="When there are enough supervisors",
    assumptions={"training": TRAINING, "start": BEGINNING},
    notation={
        TIME: Quantity("year", "time from the start"),
        NUMBER: Quantity("researcher", "supervisors"),
        INVERSE: Quantity("1/researcher", "one over the number of supervisors"),
        GROWTH: Quantity("1/year", "growth rate of the supervisors while they are few"),
        MOST: Quantity("researcher", "most supervisors that can be found"),
        START: Quantity("researcher", "supervisors at the start"),
        SHARE: Quantity("1", "share of those who can be found"),
        REACHED: Quantity("year", "time at which supervisors reach that share"),
    },
    argue=_argue,
    meaning="While supervisors are few, twice as many at the start gain $\\ln 2 / g_V$ years, and twice as many people "
    "who could be found gain nothing yet. What is done now about their number is felt by the time of a pause.",
    picture=_picture,
)
