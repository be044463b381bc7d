"""An initial value problem for one stock, and a solution of it with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy


@dataclass(frozen=True)
class Problem:
    """y' = rate, y(0) = start.

    Arguments:
        stock: y.
        rate: of y and `naming.T`, and of parameters.
        start: of parameters.
    """

    stock: sympy.Symbol
    rate: sympy.Expr
    start: sympy.Expr


@dataclass(frozen=True)
class BlowUp:
    """Growth beyond any bound in finite time.

    Arguments:
        time: when [year].
        conditions: what must be true for it, beyond what ranges of parameters guarantee.
    """

    time: sympy.Expr
    conditions: tuple[sympy.Basic, ...] = ()


@dataclass(frozen=True)
class Solution:
    """y as a function of t.

    Arguments:
        kind: of the equation: "linear", "Bernoulli", ...
        value: of `naming.T` and parameters; None where only the blow-up is known.
        nonzero: expressions by which was divided, and which parameters can make 0.
        positive: expressions of t that must not have come down to 0 before.
        blow_up: if there is one.
        reason: why there is no value.
    """

    kind: str
    value: sympy.Expr | None
    nonzero: tuple[sympy.Expr, ...] = ()
    positive: tuple[sympy.Expr, ...] = ()
    blow_up: BlowUp | None = None
    reason: str = field(default="")
