"""What results on the number of supervisors start from: what they can check, and what is of use."""

import sympy

from takeoff.theory.derivation import Assumption, Quantity
from takeoff.theory.proof import equation

TIME = sympy.Symbol("t", positive=True)
SUPPLY, REVIEW, USABLE, SUPERVISORS = sympy.symbols("a K u V", positive=True)
CAPACITY, WORK, SCALE, LEARNING, SHARPNESS = sympy.symbols("kappa A A_v eta n", positive=True)

NOTATION = {
    SUPPLY: Quantity("researcher", "AI labour on alignment"),
    REVIEW: Quantity("researcher", "AI labour that supervisors can check"),
    USABLE: Quantity("researcher", "AI labour that is of use"),
    SUPERVISORS: Quantity("researcher", "supervisors"),
    CAPACITY: Quantity("1", "researchers' worth of AI work that one supervisor can check at first"),
    WORK: Quantity("researcher year", "alignment work done so far"),
    SCALE: Quantity("researcher year", "alignment work at which checking begins to become easier"),
    LEARNING: Quantity("1", "power of alignment work with which review capacity grows"),
    SHARPNESS: Quantity("1", "sharpness: how suddenly the review limit binds"),
}

SOFT_MINIMUM = Assumption(
    "Of use is what is there or what can be checked, whichever is less; near the crossing both count.",
    equation(USABLE, (SUPPLY**-SHARPNESS + REVIEW**-SHARPNESS) ** (-1 / SHARPNESS)),
)
REVIEW_LIMIT = Assumption(
    "Each supervisor checks the work of some researchers, of more the more is known about alignment.",
    equation(REVIEW, CAPACITY * (1 + WORK / SCALE) ** LEARNING * SUPERVISORS),
)
MODEL_NAMES = {
    CAPACITY: "review_capacity",
    WORK: "alignment_start",
    SCALE: "review_scale",
    LEARNING: "review_learning",
    SHARPNESS: "supervision_sharpness",
}
"""Symbol -> parameter of the model `automating-alignment`; the work done so far as at its start."""
