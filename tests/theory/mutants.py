"""Assumptions changed on purpose: the sign or the exponent of each equation."""

from collections.abc import Iterator

import sympy

from takeoff.theory.derivation import Assumption, Assumptions

SIGN, EXPONENT = "sign", "exponent"


def mutants(assumptions: Assumptions) -> Iterator[tuple[str, str, Assumptions]]:
    """Every way to change one assumed equality: (name of the assumption, kind of change, all assumptions).

    The sign of its right-hand side is turned, or that side is squared.
    """
    for name, assumption in assumptions.items():
        if not isinstance(assumption.equation, sympy.Eq):
            continue
        left, right = assumption.equation.args
        for kind, changed in ((SIGN, -right), (EXPONENT, right**2)):
            mutated = Assumption(assumption.sentence, sympy.Eq(left, changed, evaluate=False))
            yield name, kind, {**assumptions, name: mutated}
