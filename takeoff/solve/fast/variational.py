"""Variational equations in heyoka's terms: variables of a program, and how they move along some directions.

The derivatives S of the variables y along a direction obey S' = f_y S + f_theta. The slopes are those of `Motion`, not
heyoka's own, which would be wrong where a form is told by its limit; heyoka computes the series of all of it at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import heyoka
import numpy as np
import numpy.typing as npt

from takeoff.algebra.derivatives import Chain
from takeoff.algebra.symbols import TIME
from takeoff.solve.batch.methods import Unspeakable
from takeoff.solve.fast.spelling import Speller
from takeoff.solve.motion import Motion

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Expressions = list[Any]

_known: WeakKeyDictionary[Motion, dict[tuple[int, bytes], Variational]] = WeakKeyDictionary()


def variational(motion: Motion, moving: Bools, order: int) -> Variational:
    """The variational equations of a program, compiled once for an order and what moves.

    Arguments:
        motion: functions of the program with their derivatives.
        moving: whether each fixed number moves along each direction, a row for each direction.
        order: of the series.

    Raises:
        Unspeakable: the program has no variables, or a function that has no spelling.
    """
    if not motion.program.variables:
        raise Unspeakable("the model has no stocks")
    known, key = _known.setdefault(motion, {}), (order, moving.tobytes())
    if key not in known:
        known[key] = Variational(motion, moving, order)
    return known[key]


class Variational:
    """Taylor series of variables and, direction by direction, of their derivatives; some members at once.

    Arguments:
        motion: functions of the program with their derivatives.
        moving: whether each fixed number moves along each direction, a row for each direction.
        order: of the series.
    """

    def __init__(self, motion: Motion, moving: Bools, order: int) -> None:
        self.order, self.moving, self.lanes = order, moving, heyoka.recommended_simd_size()
        self.generated, program = motion.rates.generated, motion.program
        code = self.generated.moving_code()
        symbols = (*code.arguments[-1], *program.modes)
        self.given = {symbol: heyoka.par[place] for place, symbol in enumerate(symbols)}
        variables = [heyoka.expression(f"x{place}") for place in range(len(program.variables))]
        known = dict(zip(program.variables, variables, strict=True))
        speller = Speller({TIME: heyoka.time, **self.given, **known}, self.given, program.modes)
        found = speller.spell(code.lines, list(code.results))
        slopes = jacobian(motion.rates.chain, found[len(variables) :])
        equations = [*zip(variables, found, strict=False), *self._directions(variables, slopes)]
        self._integrator = heyoka.taylor_adaptive_batch(
            equations,
            np.zeros((len(equations), self.lanes)),
            tol=math.exp(-2.0 * (order - 1.5)),  # heyoka takes the order from it, 1 - log(tolerance) / 2
            compact_mode=True,
        )

    def _directions(self, variables: Expressions, slopes: Sequence[Mapping[int, Any]]) -> list[tuple[Any, Any]]:
        """Equations of the derivatives; inputs of the slopes are time, variables, then fixed numbers."""
        count, equations = len(variables), []
        pushes = iter(heyoka.par[len(self.given) + place] for place in range(int(self.moving.sum())))
        for direction, moves in enumerate(self.moving):
            own = [heyoka.expression(f"s{direction}_{place}") for place in range(count)]
            along = {1 + place: one for place, one in enumerate(own)}
            along |= {1 + count + int(place): next(pushes) for place in np.flatnonzero(moves)}
            for one, row in zip(own, slopes, strict=True):
                terms = [slope * along[source] for source, slope in row.items() if source in along]
                equations.append((one, heyoka.sum(terms) if terms else heyoka.expression(0.0)))
        return equations

    def parameters(self, fixed: Floats, moves: Floats) -> Floats:
        """Numbers that stay, a row for each: constants, room for the modes, then what moves along the directions.

        Arguments:
            fixed: fixed numbers of the program, a row for each, a column for each member.
            moves: how they move, by direction, fixed number that moves, and member.
        """
        constants = self.generated.bind_members(fixed).constants
        rest = np.zeros((len(self.given) - len(constants), fixed.shape[1]))
        return np.vstack([constants, rest, moves[self.moving]])

    def write_modes(self, parameters: Floats, modes: Floats) -> None:
        """Set the modes among such numbers, a row for each switch."""
        parameters[len(self.given) - len(modes) : len(self.given)] = modes

    def series(self, time: Floats, state: Floats, parameters: Floats) -> Floats:
        """Taylor coefficients by variable, power and member.

        Arguments:
            time: [year].
            state: variables, then their derivatives; a column for each member, as many as there are lanes.
            parameters: as `parameters` gives them.
        """
        integrator = self._integrator
        integrator.set_time(time)
        integrator.state[...], integrator.pars[...] = state, parameters[: len(integrator.pars)]
        integrator.step(np.zeros(self.lanes), write_tc=True)
        coefficients: Floats = integrator.tc.copy()
        return coefficients


def jacobian(chain: Chain, slopes: Sequence[Any]) -> list[dict[int, Any]]:
    """Derivatives of each target by the inputs, place -> expression.

    Arguments:
        chain: how the targets move, equation by equation.
        slopes: expressions of its partials.
    """
    rows: list[list[tuple[int, bool, Any]]] = [[] for _ in range(chain.count)]
    for partial, slope in zip(chain.partials, slopes, strict=True):
        rows[partial.row].append((partial.source, partial.is_input, slope))
    return [_gradient(rows, place) for place in chain.places]


def _gradient(rows: Sequence[Sequence[tuple[int, bool, Any]]], place: int) -> dict[int, Any]:
    weights: dict[int, Any] = {place: heyoka.expression(1.0)}
    found: dict[int, Any] = {}
    for row in range(place, -1, -1):
        if row in weights:
            for source, is_input, slope in rows[row]:
                into, term = found if is_input else weights, weights[row] * slope
                into[source] = into[source] + term if source in into else term
    return found
