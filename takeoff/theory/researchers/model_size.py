"""How large a model is best for the compute of one cluster."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import above, equation, only
from takeoff.theory.researchers.setting import (
    BALANCE,
    BUDGET,
    COMPUTE,
    COST,
    DATA,
    MODEL_NAMES,
    NOTATION,
    SIZE,
    under_root,
)

MORE = 100
"""Times the compute of the model, in the figure."""


def size_for(given: Assumptions) -> sympy.Expr:
    """Parameters of the model that is best for some training compute."""
    cost = sympy.Eq(COMPUTE, side(given, "cost").subs(DATA, side(given, "balance")))
    return only(sympy.solve(cost, SIZE), "model size")


def training_compute(given: Assumptions) -> sympy.Expr:
    """Training compute of the cluster."""
    found = side(given, "budget")
    above(found)
    return found


def model_size(given: Assumptions) -> sympy.Expr:
    """Parameters of the model that is best for the cluster."""
    found = size_for(given).subs(COMPUTE, training_compute(given))
    above(found)
    return found


def _argue(given: Assumptions) -> Argument:
    data = side(given, "balance").subs(SIZE, size_for(given))
    above(data)
    return Argument(
        steps=(
            Step(
                "cost by size",
                "With the best amount of data the cost depends on the size alone.",
                equation(COMPUTE, side(given, "cost").subs(DATA, side(given, "balance"))),
            ),
            Step("size", "One positive size costs just what there is.", equation(SIZE, under_root(size_for(given)))),
            Step("data", "It is trained on this many tokens.", equation(DATA, under_root(data))),
            Step("training compute", "This is what there is.", equation(COMPUTE, training_compute(given))),
        ),
        formula=equation(SIZE, under_root(model_size(given))),
        holds="True where data is not scarce, and for compute at which it is best kept in proportion to size.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("researcher-supply", MODEL_NAMES, NOTATION)
    spent = float(derivation.step("training compute").equation.rhs.subs(values))
    size = derivation.step("size").equation.rhs
    now, later = (float(size.subs({**values, COMPUTE: compute})) for compute in (spent, MORE * spent))
    x = Axis("training compute", "FLOP", spent / MORE, MORE**2 * spent, log=True)
    y = Axis("size of the best model", "parameter", now / 10, now * MORE, log=True)
    return Illustration(
        title=f"{MORE} times the compute trains a model of only {later / now:.0f} times the size",
        subtitle="researcher-supply at its defaults",
        x=x,
        y=y,
        curves=(curve("best size", size, COMPUTE, x, values),),
        marks=(
            Mark(f"{now / 1e12:.0f} trillion parameters", spent, now),
            Mark(f"{later / 1e12:,.0f} trillion parameters", MORE * spent, later),
        ),
    )


RESULT = Result(
    name="model-size",
    title="The best model for a training cluster",
    assumptions={"budget": BUDGET, "cost": COST, "balance": BALANCE},
    notation=NOTATION,
    argue=_argue,
    meaning="Four times the compute trains a model of only twice the size, on twice the data. What is left over when "
    "the training is done is a cluster that has outgrown its model: it can run more copies of it than before.",
    picture=_picture,
)
