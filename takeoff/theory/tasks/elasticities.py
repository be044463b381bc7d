"""How much output moves with one percent more people or AI, and how well one replaces the other."""

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import equation, proved
from takeoff.theory.tasks.setting import (
    AI,
    ASSUMPTIONS,
    AUTOMATED,
    EXPONENT,
    HUMAN,
    NOTATION,
    corner,
    interior,
    regimes,
    rises,
    shipped,
)

OF_AI, OF_PEOPLE, SUBSTITUTION, RELATIVE = sympy.symbols("epsilon_m epsilon_h sigma v", positive=True)


def elasticity(output: sympy.Expr, labour: sympy.Symbol) -> sympy.Expr:
    """By how many percent output grows with one percent more labour of a kind."""
    return sympy.simplify(sympy.diff(output, labour) * labour / output)


def substitution(output: sympy.Expr) -> sympy.Expr:
    """By how many percent AI labour per person grows when a person is worth one percent more AI labour."""
    people, machines = (sympy.diff(output, labour).subs(AI, RELATIVE * HUMAN) for labour in (HUMAN, AI))
    worth = sympy.expand_log(sympy.log(sympy.simplify(people / machines)), force=True)
    return 1 / sympy.simplify(RELATIVE * sympy.diff(worth, RELATIVE))


def _argue(given: Assumptions) -> Argument:
    inside, outside = interior(given), corner(given)
    of_ai, of_people = ([elasticity(output, one) for output in (inside, outside)] for one in (AI, HUMAN))
    replaced = substitution(outside)
    return Argument(
        steps=(
            Step("of AI", "One percent more AI labour gives this many percent.", _both(given, OF_AI, of_ai)),
            Step("of people", "One percent more people give this many.", _both(given, OF_PEOPLE, of_people)),
            Step(
                "Euler",
                "In both regimes that makes one percent together: twice of everything is twice the output.",
                _euler(of_ai, of_people),
            ),
            Step(
                "substitution",
                "Beyond the border it takes $\\sigma$ percent more AI per person, $v$, until one more person is worth "
                "one percent more AI labour.",
                equation(SUBSTITUTION, replaced),
            ),
            Step("substitutes", "It is positive for every $\\rho$ below 1.", rises(replaced)),
        ),
        formula=_both(given, OF_PEOPLE, of_people),
        holds="True for $0 < f < 1$ and $\\rho$ below 1; before the border AI replaces people one for one.",
    )


def _both(given: Assumptions, name: sympy.Symbol, pair: list[sympy.Expr]) -> sympy.Eq:
    return equation(name, regimes(given, *pair))


def _euler(of_ai: list[sympy.Expr], of_people: list[sympy.Expr]) -> sympy.Eq:
    for one, other in zip(of_ai, of_people, strict=True):
        together = proved(one + other, sympy.S.One)
    return equation(OF_AI + OF_PEOPLE, together.rhs)


def _picture(derivation: Derivation) -> Illustration:
    values = shipped()
    machines, people = values.pop(AI), values[HUMAN]
    share = derivation.result.rhs
    reached = float(share.subs({**values, AI: machines}))
    x = Axis("AI labour", "researcher", people / 100, machines, log=True)
    y = Axis("percent more output for one percent more people", "1", 0, 1.05)
    exponents = (0.5, -0.5, values.pop(EXPONENT))
    return Illustration(
        title=f"With {machines:,.0f} AI researchers on {percent(values[AUTOMATED])} of the tasks, one percent more "
        f"people give {reached:.3f} percent more output, one percent more AI {1 - reached:.5f}",
        subtitle="task-by-task at its start",
        x=x,
        y=y,
        curves=tuple(curve(f"ρ = {one:g}", share, AI, x, {**values, EXPONENT: one}) for one in exponents),
        marks=(Mark(f"{reached:.3f}", machines, reached),),
    )


RESULT = Result(
    name="task-elasticities",
    title="What one percent more people or AI is worth",
    assumptions=ASSUMPTIONS,
    notation={
        **NOTATION,
        OF_AI: Quantity("1", "elasticity of output with respect to AI labour"),
        OF_PEOPLE: Quantity("1", "elasticity of output with respect to people"),
        SUBSTITUTION: Quantity("1", "elasticity of substitution between people and AI"),
        RELATIVE: Quantity("1", "AI labour per person"),
    },
    argue=_argue,
    meaning="Where tasks need each other and AI abounds, people's elasticity goes to 1 and AI's to 0: moving people to "
    "alignment then matters in full, and buying chips for it does not. Above $\\rho = 0$ it is the other way round.",
    picture=_picture,
)
