"""All cases of a solution: the general one, and those in which a divisor of it is 0, each solved and proven anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import sympy

from takeoff.theory.closed_forms.problem import Problem, Solution
from takeoff.theory.closed_forms.reason import NoForm
from takeoff.theory.closed_forms.solving import solve, zeros

DEEPEST = 2
"""Most divisors that are 0 at once."""

MOST_DIVISORS = 4
"""Most divisors whose zeros are worked out; where there are more, the general case says that they are not 0."""

Substitution = dict[sympy.Symbol, sympy.Expr]
"""Parameters and what they are."""


@dataclass(frozen=True)
class Case:
    """A solution where some expressions are 0 and others are not.

    Arguments:
        zero: expressions that are 0.
        solution: what it divides by is not 0.
    """

    zero: tuple[sympy.Expr, ...]
    solution: Solution

    def fits(self, changed: Substitution) -> bool:
        """Whether some values of parameters make everything 0 that is 0 in this case."""
        return all(sympy.cancel(one.xreplace(changed)) == 0 for one in self.zero)


@dataclass(frozen=True)
class Cases:
    """A closed form: the general case first.

    Arguments:
        cases: none twice.
    """

    cases: tuple[Case, ...]

    @property
    def general(self) -> Solution:
        """The case in which no divisor is 0."""
        return self.cases[0].solution

    def under(self, changed: Substitution) -> Solution:
        """The solution where some parameters have some values: of the most special case that these make.

        Arguments:
            changed: parameter -> value.
        """
        solution = [case for case in self.cases if case.fits(changed)][-1].solution
        value = sympy.nan if solution.value is None else solution.value.xreplace(changed)
        divisors = tuple(one.xreplace(changed) for one in solution.nonzero)
        return replace(solution, value=value, nonzero=divisors)

    @property
    def value(self) -> sympy.Expr:
        """All cases as one expression; it has no value where a divisor is 0 that no case is for."""
        pieces = [(case.solution.value, _condition(case)) for case in reversed(self.cases)]
        return sympy.Piecewise(*pieces) if len(pieces) > 1 else pieces[0][0]

    @property
    def left_out(self) -> tuple[sympy.Expr, ...]:
        """Divisors whose zero no case is for."""
        told = {one for case in self.cases for one in case.zero}
        return tuple(one for case in self.cases for one in case.solution.nonzero if one not in told)


def _condition(case: Case) -> sympy.Basic:
    none = [sympy.Ne(one, 0) for one in case.solution.nonzero]
    return sympy.And(*[sympy.Eq(one, 0) for one in case.zero], *none)


def solve_cases(problem: Problem, earlier: Mapping[sympy.Symbol, Cases]) -> Cases:
    """Solve a problem in all its cases.

    Arguments:
        problem: its rate may read other stocks.
        earlier: closed forms of these.

    Raises:
        NoForm: the general case has none.
    """
    found: list[Case] = []
    _add(found, problem, earlier, {}, ())
    return Cases(tuple(found))


def _add(
    found: list[Case],
    problem: Problem,
    earlier: Mapping[sympy.Symbol, Cases],
    changed: Substitution,
    zero: tuple[sympy.Expr, ...],
) -> None:
    """Add the case in which some parameters have some values, and those below it.

    Raises:
        NoForm: this case has none.
    """
    known = {stock: cases.under(changed) for stock, cases in earlier.items() if problem.rate.has(stock)}
    values = {stock: solution.value for stock, solution in known.items()}
    rate, start = (one.xreplace(changed).xreplace(values) for one in (problem.rate, problem.start))
    divided = [divisor for solution in known.values() for divisor in solution.nonzero]
    solution = solve(Problem(problem.stock, rate, start), divided)
    found.append(Case(zero, solution))
    if len(zero) == DEEPEST or len(solution.nonzero) > MOST_DIVISORS or solution.value is None:
        return
    for divisor in solution.nonzero:
        for at_zero in _simplest_first(zeros(divisor), rate):
            more = {**{symbol: level.xreplace(at_zero) for symbol, level in changed.items()}, **at_zero}
            if any(len(case.zero) > len(zero) and case.fits(more) for case in found):
                break
            try:
                _add(found, problem, earlier, more, (*zero, divisor))
                break
            except NoForm:
                continue


def _simplest_first(found: Iterable[tuple[sympy.Symbol, sympy.Expr]], rate: sympy.Expr) -> list[Substitution]:
    """Substitutions, those first that make a rate short."""
    substitutions = [{symbol: level} for symbol, level in found]
    return sorted(substitutions, key=lambda one: rate.xreplace(one).count_ops())
