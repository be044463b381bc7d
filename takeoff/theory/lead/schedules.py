"""Caution time of a schedule, from the equation in the schedule's own file: piece by piece between its breaks."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

import sympy

from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.symbols import TIME as FILE_TIME
from takeoff.algebra.symbols import symbol_of
from takeoff.schedules.find import find_kind
from takeoff.theory.derivation import Assumption, Quantity
from takeoff.theory.proof import Refused, equation

TIME, END, DEPTH = sympy.symbols("t T d", positive=True)
BEYOND = sympy.Symbol("beyond", positive=True)
CAUTION = sympy.Function("c")
CAUTION_TIME = sympy.Symbol("C", positive=True)

NOTATION = {
    TIME: Quantity("year", "time from the start"),
    END: Quantity("year", "time up to which caution is added up"),
    DEPTH: Quantity("1", "depth: caution during the slowdown; 1 is a full stop"),
    CAUTION: Quantity("1", "caution: share of its progress that the leader gives up"),
    CAUTION_TIME: Quantity("year", "caution time: years of full stop that the schedule amounts to"),
}


@dataclass(frozen=True)
class Piece:
    """Caution and caution time between two breaks of a schedule.

    Arguments:
        start: where the piece begins.
        caution: during the piece.
        before: caution time at its beginning.
        total: caution time up to T, if T is in this piece.
    """

    start: sympy.Expr
    caution: sympy.Expr
    before: sympy.Expr
    total: sympy.Expr

    def sum(self) -> sympy.Expr:
        """The total before it is integrated."""
        return self.before + sympy.Integral(self.caution, (TIME, self.start, END))


def schedule_law(kind: str, sentence: str, names: Mapping[str, sympy.Expr]) -> Assumption:
    """The equation of a schedule as an assumption.

    Arguments:
        kind: a built-in schedule.
        sentence: the same in words.
        names: argument of the schedule -> what stands for it.
    """
    board = Board()
    arguments = {name: symbol_of((name, ())) for name in names}
    caution = Lowering(board, lambda key: arguments[key[0]], {}).expression(find_kind(kind).equation.tree)
    while kinks := caution.free_symbols & set(board.assignments):
        caution = caution.xreplace({kink: board.assignments[kink] for kink in kinks})
    conditions = [
        one for one in caution.atoms(sympy.core.relational.Relational) if one.free_symbols & set(board.switches)
    ]
    caution = caution.xreplace({one: _comparison(one, board) for one in conditions})
    meant = {FILE_TIME: TIME, **{arguments[name]: value for name, value in names.items()}}
    return Assumption(sentence, equation(CAUTION(TIME), sympy.piecewise_fold(caution.subs(meant))))


def _comparison(condition: sympy.Rel, board: Board) -> sympy.Basic:
    """A condition on switches, which are 0 or 1, as comparisons of their roots with 0."""
    switches = sorted(condition.free_symbols, key=str)
    truth = {
        one: (sympy.Gt if board.switches[one].strict else sympy.Ge)(board.switches[one].root, 0) for one in switches
    }
    cases = itertools.product((0, 1), repeat=len(switches))
    met = [case for case in cases if condition.subs(dict(zip(switches, case, strict=True))) == sympy.true]
    return sympy.Or(*[_case(truth, dict(zip(switches, case, strict=True))) for case in met])


def _case(truth: Mapping[sympy.Symbol, sympy.Basic], case: Mapping[sympy.Symbol, int]) -> sympy.Basic:
    return sympy.And(*[truth[switch] if value else sympy.Not(truth[switch]) for switch, value in case.items()])


def pieces(caution: sympy.Expr) -> tuple[Piece, ...]:
    """Caution time of a schedule, piece by piece.

    Arguments:
        caution: as a function of t; its conditions compare t with fixed times.

    Raises:
        Refused: the order of its breaks is not known.
    """
    found: list[Piece] = []
    starts = [sympy.S.Zero, *breaks(caution)]
    for start, stop in itertools.zip_longest(starts, starts[1:]):
        inside = start + BEYOND if stop is None else (start + stop) / 2
        before = found[-1].total.subs(END, start) if found else sympy.S.Zero
        found.append(_piece(caution_at(caution, inside), start, sympy.simplify(before)))
    return tuple(found)


def _piece(caution: sympy.Expr, start: sympy.Expr, before: sympy.Expr) -> Piece:
    total = before + sympy.integrate(caution, (TIME, start, END))
    return Piece(start, caution, before, sympy.factor_terms(sympy.powsimp(sympy.expand(total))))


def breaks(caution: sympy.Expr) -> list[sympy.Expr]:
    """Where the pieces of a schedule meet, in order."""
    roots = {
        root
        for condition in caution.atoms(sympy.core.relational.Relational)
        for root in sympy.solve(condition.lhs - condition.rhs, TIME)
    }
    ranks = {root: sum(bool((root - other).is_positive) for other in roots) for root in roots}
    if sorted(ranks.values()) != list(range(len(roots))):
        raise Refused(f"the order of {roots} is not known")
    return sorted(roots, key=lambda root: ranks[root])


def caution_at(caution: sympy.Expr, inside: sympy.Expr) -> sympy.Expr:
    """The branch of a schedule that holds at some time, still as a function of t."""
    decided = {condition: condition.subs(TIME, inside) for condition in caution.atoms(sympy.core.relational.Relational)}
    if any(one not in (sympy.true, sympy.false) for one in decided.values()):
        raise Refused(f"not decided: {decided}")
    return sympy.piecewise_fold(caution.xreplace(decided))


def whole(parts: tuple[Piece, ...]) -> sympy.Expr:
    """Caution time up to T, wherever T lies."""
    last = [(part.total, part.start <= END) for part in reversed(parts[1:])]
    return sympy.Piecewise(*last, (parts[0].total, True))
