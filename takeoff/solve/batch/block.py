"""Members that are under way, as arrays with a column for each."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


@dataclass
class Block:
    """Where some members are; the last axis of every array is the members'.

    Arguments:
        ids: their places in the batch.
        horizon: longest duration [year].
        breaks: times of switches that are known beforehand [year].
        dates: when events are due, infinite where they never are, or were [year].
        time: [year].
        stop: where the present piece ends at the latest [year].
        step: length of the next step, before it is cut to the piece [year].
        state: variables.
        slope: their rates.
        roots: root functions, a row for each switch.
        modes: 0 or 1 for each followed switch.
        disarmed: switches that sit at zero.
        held: conditions of events that were true last.
        evaluations: of the right-hand side.
        tries: how often the present step met no finite number.
        waiting: whether it waits at a border of pieces, has ended or failed.
    """

    ids: Integers
    horizon: Floats
    breaks: Floats
    dates: Floats
    time: Floats
    stop: Floats
    step: Floats
    state: Floats
    slope: Floats
    roots: Floats
    modes: Floats
    disarmed: Bools
    held: Bools
    evaluations: Integers
    tries: Integers
    waiting: Bools

    def take(self, places: Integers) -> Block:
        """A copy of some members."""
        return replace(self, **{one.name: getattr(self, one.name).take(places, axis=-1) for one in fields(self)})

    def put(self, places: Integers, block: Block) -> None:
        """Set some members to what a copy of them has become."""
        for one in fields(self):
            getattr(self, one.name)[..., places] = getattr(block, one.name)
