"""What all results on researchers start from: training compute, its best use, and what a researcher is in tokens."""

import sympy

from takeoff.theory.derivation import Assumption, Quantity
from takeoff.theory.proof import equation

SPEED, USED, TIME = sympy.symbols("F u T", positive=True)
COMPUTE, SIZE, DATA = sympy.symbols("C N D", positive=True)
TRAINING, RUNNING, RATIO = sympy.symbols("kappa_train kappa_run d", positive=True)
TOKENS = sympy.Symbol("q", positive=True)
WORTH, STREAMS, PACE, HOURS = sympy.symbols("k m v w", positive=True)
SERIAL, PARALLEL, TOTAL = sympy.symbols("M P R", positive=True)

NOTATION = {
    SPEED: Quantity("FLOP/s", "peak speed of the cluster"),
    USED: Quantity("1", "share of the peak speed that is put to use"),
    TIME: Quantity("s", "length of the training run"),
    COMPUTE: Quantity("FLOP", "training compute"),
    SIZE: Quantity("parameter", "model size"),
    DATA: Quantity("token", "training data"),
    TRAINING: Quantity("FLOP/(parameter token)", "operations to train one parameter on one token"),
    RUNNING: Quantity("FLOP/(parameter token)", "operations of one parameter to produce one token"),
    RATIO: Quantity("token/parameter", "training tokens for each parameter at the optimum"),
    TOKENS: Quantity("token/s", "tokens from copies that run on the training cluster"),
    WORTH: Quantity("token/(researcher second)", "tokens worth a second of a researcher"),
    STREAMS: Quantity("stream/researcher", "streams that make up one AI researcher"),
    PACE: Quantity("token/(stream second)", "serial speed of one stream"),
    HOURS: Quantity("1", "share of the day that a person works: 8 of 24 hours"),
    SERIAL: Quantity("1", "working months that an AI researcher does in a calendar month"),
    PARALLEL: Quantity("researcher", "AI researchers side by side"),
    TOTAL: Quantity("researcher month/month", "work of all of them together"),
}
BUDGET = Assumption("The cluster trains for a time $T$.", equation(COMPUTE, USED * SPEED * TIME))
COST = Assumption("Training touches every parameter for every token.", equation(COMPUTE, TRAINING * SIZE * DATA))
BALANCE = Assumption("The best model for its compute has data in proportion to its size.", equation(DATA, RATIO * SIZE))
RUN = Assumption(
    "Afterwards all of the cluster runs copies of the model.", equation(USED * SPEED, RUNNING * SIZE * TOKENS)
)
MODEL_NAMES = {
    SPEED: "compute",
    USED: "utilisation",
    TIME: "training_time",
    TRAINING: "training_flop",
    RUNNING: "inference_flop",
    RATIO: "tokens_per_parameter",
    WORTH: "tokens_per_researcher_second",
    STREAMS: "streams_per_researcher",
    PACE: "serial_tokens_per_second",
    HOURS: "working_hours",
}
"""Symbol -> parameter of the model `researcher-supply`, which holds the same equations."""


def under_root(product: sympy.Expr) -> sympy.Expr:
    """The same product with all its roots written as one."""
    factors = sympy.Mul.make_args(product)
    roots = [one for one in factors if one.is_Pow and abs(one.exp) == sympy.S.Half]
    rest = sympy.Mul(*(one for one in factors if one not in roots))
    root = sympy.Pow(sympy.Mul(*(one**2 for one in roots)), sympy.S.Half, evaluate=False)
    return sympy.Mul(*sympy.Mul.make_args(rest), root, evaluate=False) if rest != 1 else root
