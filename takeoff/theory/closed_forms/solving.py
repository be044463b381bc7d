"""One equation solved: the ways tried in order, the result made short and proven, what its divisors leave out added."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

import sympy

from takeoff.theory.closed_forms.integrals import possible_zeros
from takeoff.theory.closed_forms.linear import powers, solve_logarithm, solve_powers
from takeoff.theory.closed_forms.naming import T
from takeoff.theory.closed_forms.problem import Problem, Solution
from takeoff.theory.closed_forms.proven import is_proven
from takeoff.theory.closed_forms.reason import NoForm, NoShape
from takeoff.theory.closed_forms.separable import solve_separable
from takeoff.theory.closed_forms.shorter import shortest

MOST_TERMS = 400
"""Most terms that a rate has when its products and powers of sums are multiplied out."""

MOST_EXPANDED = 40
"""Largest rate that is multiplied out to see whether it is 0, in operations."""

SIMPLE_START = 8
"""Largest start that is carried through the solving as it is, in operations; a larger one gets a symbol."""


def solve(problem: Problem, divided: Iterable[sympy.Expr] = ()) -> Solution:
    """Solve a problem and prove it.

    Arguments:
        problem: of one stock.
        divided: by what its rate divides, and which parameters can make 0.

    Raises:
        NoForm: with the reason.
    """
    if most_terms(problem.rate) > MOST_TERMS:
        raise NoShape(f"its rate, multiplied out, has more than {MOST_TERMS} terms")
    if _rests(problem):
        return Solution("constant", problem.start)
    named, meant = _with_named_start(problem)
    solution = _solved(named)
    if solution.value is None:
        return replace(solution, blow_up=None) if meant else solution
    value, divisors = shortest(solution.value), (*divided, *solution.nonzero)
    if not is_proven(named, value):
        raise NoForm(f"sympy cannot prove the solution that it finds for this {solution.kind} equation")
    return _renamed(replace(solution, value=value, nonzero=_kept(divisors, value)), meant)


def _solved(problem: Problem) -> Solution:
    terms = powers(problem.rate, problem.stock)
    found = solve_powers(problem, terms) if terms is not None else None
    found = found or solve_logarithm(problem) or solve_separable(problem)
    if found is None:
        raise NoShape("its rate is neither linear nor Bernoulli's nor separable in it")
    return found


def most_terms(expression: sympy.Expr) -> int:
    """How many terms the widest part of an expression can have, multiplied out.

    Arguments:
        expression: of any size; it is not multiplied out.
    """
    return max(map(_terms, sympy.preorder_traversal(expression)))


def _terms(expression: sympy.Expr) -> int:
    if expression.is_Add:
        return sum(map(_terms, expression.args))
    if expression.is_Mul:
        return math.prod(map(_terms, expression.args))
    if expression.is_Pow and expression.exp.is_Integer:
        return _terms(expression.base) ** abs(int(expression.exp))
    return 1


def _rests(problem: Problem) -> bool:
    """Whether the rate is 0 at the start and has a finite slope there, so that the stock stays."""
    rate = problem.rate.xreplace({problem.stock: problem.start})
    if rate.count_ops() <= MOST_EXPANDED:
        rate = sympy.expand(rate)
    if rate != 0:
        return False
    return problem.rate.diff(problem.stock).xreplace({problem.stock: problem.start}).is_finite is not False


def _with_named_start(problem: Problem) -> tuple[Problem, dict[sympy.Symbol, sympy.Expr]]:
    """The problem with a symbol for a long start, and for one of a positive stock that is not known to be positive.

    Where the rate has logarithms the start stays, as its factors may meet others in them.
    """
    start = problem.start
    if problem.rate.has(sympy.log):
        return problem, {}
    unknown = bool(problem.stock.is_positive) and not start.is_positive
    if not unknown and start.count_ops() <= SIMPLE_START:
        return problem, {}
    positive = unknown or bool(start.is_positive)
    symbol = sympy.Dummy("start", positive=True) if positive else sympy.Dummy("start", real=True)
    return replace(problem, start=symbol), {symbol: start}


def _renamed(solution: Solution, meant: dict[sympy.Symbol, sympy.Expr]) -> Solution:
    """A solution in which the start stands for itself again."""
    if not meant:
        return solution

    def back(expression: sympy.Basic) -> sympy.Basic:
        return expression.xreplace(meant)

    blow_up = solution.blow_up
    if blow_up:
        blow_up = replace(blow_up, time=back(blow_up.time), conditions=tuple(map(back, blow_up.conditions)))
    return replace(
        solution,
        value=back(solution.value),
        nonzero=tuple(map(back, solution.nonzero)),
        positive=tuple(map(back, solution.positive)),
        blow_up=blow_up,
    )


def _kept(divisors: Iterable[sympy.Expr], value: sympy.Expr) -> tuple[sympy.Expr, ...]:
    """Divisors that the value does not survive the zero of."""
    below = [power.base for power in value.atoms(sympy.Pow) if power.exp.could_extract_minus_sign()]
    return tuple(one for one in possible_zeros(divisors) if not _survives(below, one))


def _survives(below: list[sympy.Expr], divisor: sympy.Expr) -> bool:
    """Whether nothing below a line is 0 where a divisor is, as far as its zeros can be worked out."""
    if not any(_is_linear(divisor, symbol) for symbol in divisor.free_symbols):
        return False
    return all(sympy.cancel(base.subs(symbol, zero)) != 0 for symbol, zero in zeros(divisor) for base in below)


def zeros(divisor: sympy.Expr) -> Iterator[tuple[sympy.Symbol, sympy.Expr]]:
    """Parameters of a divisor, and the value of each that makes it 0, within their ranges; numbers first.

    Arguments:
        divisor: irreducible.
    """
    found = []
    for symbol in sorted(divisor.free_symbols - {T}, key=lambda one: one.name):
        if not _is_linear(divisor, symbol):
            continue
        zero = sympy.expand(sympy.cancel(symbol - divisor / divisor.diff(symbol)))
        if not (symbol.is_positive and zero.is_nonpositive) and not (symbol.is_nonnegative and zero.is_negative):
            found.append((symbol, zero))
    return iter(sorted(found, key=lambda pair: not pair[1].is_number))


def _is_linear(divisor: sympy.Expr, symbol: sympy.Symbol) -> bool:
    return not divisor.diff(symbol).has(symbol)
