"""How much more than the best full stop the best gradual slowdown buys."""

import sympy

from takeoff.theory.abrupt.concave import CONCAVE, CURVED_LABOUR, CURVED_NOTATION
from takeoff.theory.abrupt.gradual_value import value
from takeoff.theory.abrupt.phases import collected
from takeoff.theory.abrupt.setting import CURVATURE, END_ONLY
from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.pause.setting import CLOCK, DANGER, END, GROWTH, LEAD, MODEL_NAMES, STOP, WORK
from takeoff.theory.pause.setting import NOTATION as PAUSE_NOTATION
from takeoff.theory.proof import above, equation, only

WORK_ABRUPT = sympy.Symbol("A_abrupt", positive=True)
GAIN, GAIN_AT_MOST = sympy.symbols("G G_most", positive=True)
SHORT_RUN = 1.2
"""Of the figure's second curve, in e-folding times of labour; the best full stop takes one."""
BENT = sympy.Symbol("r", positive=True)
"""1/a - 1, whose sign sympy knows."""


def best_full_stop(given: Assumptions) -> tuple[sympy.Expr, sympy.Expr]:
    """The best moment of a full stop, and the alignment work that it buys.

    Arguments:
        given: with the clock and the labour.

    Raises:
        Refused: there is not one such moment, or it is no maximum.
    """
    total = collected(given, "labour", ((0, STOP), (1, END - STOP)))
    slope = sympy.factor(sympy.diff(total, STOP))
    best = only(sympy.solve(slope, STOP), "stationary point")
    above(sympy.simplify(slope / (best - STOP)))
    return sympy.expand(best), sympy.simplify(total.subs(STOP, best))


def logarithm(gain: sympy.Expr) -> sympy.Expr:
    """Logarithm of the gain, written in r = 1/a - 1.

    Arguments:
        gain: in the curvature.
    """
    return sympy.simplify(sympy.expand_log(sympy.log(gain.subs(CURVATURE, 1 / (1 + BENT))), force=True))


def rise(gain: sympy.Expr, start: sympy.Expr) -> sympy.Gt:
    """Show that the gain rises with the length of the run.

    Arguments:
        gain: in the curvature.
        start: shortest run of which it holds.

    Raises:
        Refused: it is not seen to rise.
    """
    later = sympy.Symbol("later", positive=True)
    run = start.subs(CURVATURE, 1 / (1 + BENT)) + BENT / (1 + BENT) * sympy.log(1 + later) / GROWTH
    slope = sympy.diff(logarithm(gain), END)
    above(sympy.simplify(slope.subs(END, run)))
    return sympy.Gt(sympy.Derivative(GAIN, END), 0, evaluate=False)


def _argue(given: Assumptions) -> Argument:
    stop, abrupt = best_full_stop(given)
    gradual = value(given)
    gain = sympy.simplify(gradual / abrupt)
    most = sympy.limit(logarithm(gain), END, sympy.oo)
    typeset = sympy.expand_log(sympy.expand(most.subs(BENT, 1 / CURVATURE - 1)), force=True)
    limit = sympy.expand(sympy.exp(typeset)).rewrite(sympy.Pow)
    return Argument(
        steps=(
            Step("stop", "The best full stop for good.", equation(STOP, stop)),
            Step("abrupt", "What it buys.", equation(WORK_ABRUPT, abrupt)),
            Step("gradual", "What the best gradual slowdown buys.", equation(WORK, gradual)),
            Step("gain", "The ratio of the two.", equation(GAIN, gain)),
            Step("rise", "It rises with the length of the run.", rise(gain, CURVATURE / GROWTH)),
            Step("limit", "In a long run it depends on curvature alone.", equation(GAIN_AT_MOST, limit)),
        ),
        formula=equation(GAIN_AT_MOST, limit),
        holds="True for $0 < a < 1$, no alignment work without caution, and runs that are long enough for both.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("lead-and-pause", MODEL_NAMES, PAUSE_NOTATION)
    values[END] = values[DANGER] + values[LEAD]
    x = Axis("curvature of output in caution, $a$", "1", 0.02, 0.98)
    gain = derivation.step("gain").equation.rhs
    at_half = float(gain.subs(values).subs(CURVATURE, 0.5))
    return Illustration(
        title=f"With a square root for output, the best gradual slowdown buys {percent(at_half - 1)} more than a stop",
        subtitle="lead-and-pause with an output of $c^a$; no alignment work without caution",
        x=x,
        y=Axis("work, relative to the best full stop", "1", 1, 2.8),
        curves=tuple(
            curve(f"a run of {length:g} years", gain, CURVATURE, x, {**values, END: length})
            for length in (values[END], SHORT_RUN / values[GROWTH])
        ),
        marks=(Mark(f"a = 0.5: {at_half:.3f}", 0.5, at_half),),
    )


RESULT = Result(
    name="gradual-gain",
    title="What gradual is worth over abrupt",
    assumptions={"clock": CLOCK, "labour": CURVED_LABOUR, "concave": CONCAVE, "end": END_ONLY},
    notation={
        **CURVED_NOTATION,
        STOP: PAUSE_NOTATION[STOP],
        WORK: PAUSE_NOTATION[WORK],
        WORK_ABRUPT: Quantity("researcher year", "alignment work of the best full stop"),
        GAIN: Quantity("1", "work of the best gradual slowdown over that of the best full stop"),
        GAIN_AT_MOST: Quantity("1", "the same in a long run, where it is greatest"),
    },
    argue=_argue,
    meaning="The gain is modest unless output is very concave, and never as much as a factor of $e$. It depends on "
    "curvature only: neither the lead nor the growth of AI productivity changes what gradual is worth in a long run.",
    picture=_picture,
)
