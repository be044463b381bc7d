"""How large a model is best for the compute of one cluster."""

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Result, Step, side
from takeoff.theory.proof import above, equation, only
from takeoff.theory.researchers.setting import BALANCE, BUDGET, COMPUTE, COST, DATA, NOTATION, SIZE, under_root


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


RESULT = Result(
    name="model-size",
    title="The best model for a training cluster",
    assumptions={"budget": BUDGET, "cost": COST, "balance": BALANCE},
    notation=NOTATION,
    argue=_argue,
    meaning="Four times the compute trains a model of only twice the size, on twice the data. What is left over when "
    "the training is done is a cluster that has outgrown its model: it can run more copies of it than before.",
)
