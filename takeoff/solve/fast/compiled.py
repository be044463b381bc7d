"""A program's right-hand side, compiled once for a tolerance: variables of order one, all else as parameters.

heyoka keeps what it compiles in memory for as long as the process lasts, and this module the integrators; nothing is
kept on disk, because machine code that is read back from a file would have to be trusted.
"""

from __future__ import annotations

import copy
from typing import Any
from weakref import WeakKeyDictionary

import heyoka
import numpy as np

from takeoff.algebra.symbols import TIME
from takeoff.solve.batch.methods import Unspeakable
from takeoff.solve.fast.spelling import Speller
from takeoff.solve.program import Program

LANES = 16
"""Members that make a step together; with 8 the calls cost a fifth more, with 32 nothing is gained."""

_known: WeakKeyDictionary[Program, dict[float, Any]] = WeakKeyDictionary()


def integrator(program: Program, tolerance: float) -> Any:
    """A Taylor integrator of some members, for the caller alone.

    Its variables are those of the program over their scales. Its parameters are the constants of `program.rates`, the
    modes, and the scales, in this order.

    Arguments:
        program: the compiled system.
        tolerance: what is left out of a series, against the largest variable; sets the order of the series.

    Raises:
        Unspeakable: the program has no variables, or a function that has no spelling.
    """
    if not program.variables:
        raise Unspeakable("the model has no stocks")
    known = _known.setdefault(program, {})
    if tolerance not in known:
        known[tolerance] = _compile(program, tolerance)
    return copy.copy(known[tolerance])


def _compile(program: Program, tolerance: float) -> Any:
    code = program.rates.moving_code()
    constants = code.arguments[-1]
    count = len(program.variables)
    names = heyoka.make_vars(*(f"x{place}" for place in range(count)))
    variables = names if count > 1 else [names]
    given = (*constants, *program.modes)
    scales = [heyoka.par[len(given) + place] for place in range(count)]
    speller = Speller(
        {
            TIME: heyoka.time,
            **{symbol: heyoka.par[place] for place, symbol in enumerate(given)},
            **{
                symbol: scale * variable
                for symbol, scale, variable in zip(program.variables, scales, variables, strict=True)
            },
        }
    )
    rates = speller.spell(code.lines, list(code.results))
    return heyoka.taylor_adaptive_batch(
        [(variable, rate / scale) for variable, rate, scale in zip(variables, rates, scales, strict=True)],
        np.zeros((count, LANES)),
        tol=tolerance,
        pars=np.zeros((len(given) + count, LANES)),
        compact_mode=True,
    )
