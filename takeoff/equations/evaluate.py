"""Numbers from equations, without algebra: values of parameters, with or without names of others."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType

from takeoff.equations import safe_math
from takeoff.equations.syntax import ARITHMETIC

FUNCTIONS: Mapping[str, Callable[..., float]] = MappingProxyType(
    {
        "exp": math.exp,
        "log": math.log,
        "log10": math.log10,
        "sqrt": math.sqrt,
        "logistic": safe_math.logistic,
        "softplus": safe_math.softplus,
        "normal_cdf": safe_math.normal_cdf,
        "oom": math.log10,
        "from_oom": lambda e: math.pow(10.0, e),
        "abs": abs,
        "min": min,
        "max": max,
    }
)
"""What a value may call: functions of numbers."""


COMPARE: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = MappingProxyType(
    {ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}
)


class Unknown(ValueError):
    """A node that has no number in a value; the text says which."""


def _no_name(node: ast.expr) -> float:
    raise Unknown(f"'{ast.unparse(node)}': only numbers and functions of numbers are read in a value")


def evaluate(node: ast.expr, value_of: Callable[[ast.expr], float] = _no_name) -> float:
    """The number of a syntax tree.

    Arguments:
        node: of a whitelisted equation.
        value_of: gives the number of a name or an indexed name; without it, names are refused.

    Raises:
        Unknown: a node that is no arithmetic and no function of numbers.
        ArithmeticError, ValueError: no finite value.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    if isinstance(node, (ast.Name, ast.Subscript)):
        return value_of(node)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        inner = evaluate(node.operand, value_of)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.BinOp):
        combine = math.pow if isinstance(node.op, ast.Pow) else ARITHMETIC[type(node.op)]
        return combine(evaluate(node.left, value_of), evaluate(node.right, value_of))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
        return float(FUNCTIONS[node.func.id](*[evaluate(argument, value_of) for argument in node.args]))
    return _no_name(node)


def holds(node: ast.expr, value_of: Callable[[ast.expr], float] = _no_name) -> bool:
    """Whether a condition on numbers holds.

    Arguments:
        node: a checked condition.
        value_of: gives the number of a name or an indexed name.

    Raises:
        Unknown: a node that is no arithmetic and no function of numbers.
        ArithmeticError, ValueError: a side without a value.
    """
    if isinstance(node, ast.BoolOp):
        return (all if isinstance(node.op, ast.And) else any)(holds(part, value_of) for part in node.values)
    if isinstance(node, ast.UnaryOp):
        return not holds(node.operand, value_of)
    if not isinstance(node, ast.Compare):
        return bool(_no_name(node))
    sides = [evaluate(side, value_of) for side in (node.left, *node.comparators)]
    compared = zip(node.ops, sides[:-1], sides[1:], strict=True)
    return all(COMPARE[type(sign)](left, right) for sign, left, right in compared)
