"""With hazard that grows with progress, caution may pay early and late: stop, go, stop."""

import sympy

from takeoff.theory.abrupt.setting import (
    COSTATE,
    END_ONLY,
    MORE_AT_FULL,
    NOTATION,
    PATH,
    SWITCHING,
    positive,
)
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Quantity, Result, Step, side
from takeoff.theory.pause.setting import CAUTION, CLOCK, GROWTH, LABOUR_LAW, PROGRESS, TIME, WORK
from takeoff.theory.pause.setting import NOTATION as PAUSE_NOTATION
from takeoff.theory.proof import Refused, equation, proved

HAZARD_LEVEL, HAZARD_GROWTH, HAZARD, REFERENCE = sympy.symbols("h_0 k R A_1", positive=True)
OBJECTIVE = sympy.Symbol("J", real=True)
