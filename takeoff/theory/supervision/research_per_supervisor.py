"""What one more supervisor adds to alignment research, of which some tasks are left to people."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import Refused, equation, proved
from takeoff.theory.supervision.setting import NOTATION, USABLE

LABOUR, PEOPLE, AUTOMATED, EACH, GAIN, PART, REST = sympy.symbols("G h f w w_G e epsilon", positive=True)
SUBSTITUTION = sympy.Symbol("rho", negative=True)
SCARCE = USABLE <= AUTOMATED * (USABLE + PEOPLE)
BOTTLENECK = (
    AUTOMATED ** (1 - SUBSTITUTION) * USABLE**SUBSTITUTION
    + (1 - AUTOMATED) ** (1 - SUBSTITUTION) * PEOPLE**SUBSTITUTION
) ** (1 / SUBSTITUTION)
MODEL_NAMES = {PEOPLE: "alignment_staff", SUBSTITUTION: "task_substitution"}
"""Symbol -> parameter of the model `automating-alignment`."""
SHARES = (0.9, 0.6, 0.3)
"""Of tasks that are automated, in the figure."""
LITTLE = 0.1

TASKS = Assumption(
    "People can do every task, AI the automated ones, and both are placed where they are worth most (the task CES).",
    equation(LABOUR, sympy.Piecewise((USABLE + PEOPLE, SCARCE), (BOTTLENECK, True))),
)


def regimes(given: Assumptions) -> tuple[sympy.Expr, sympy.Expr]:
    """Labour on research where AI is scarce, and where it is not."""
    labour = sympy.piecewise_fold(side(given, "tasks"))
    if not isinstance(labour, sympy.Piecewise) or len(labour.args) != 2:
        raise Refused(f"not two regimes: {labour}")
    return labour.args[0][0], labour.args[1][0]


def _argue(given: Assumptions) -> Argument:
    scarce, abundant = (sympy.simplify(sympy.diff(regime, USABLE)) for regime in regimes(given))
    border = abundant.subs(AUTOMATED, 1 / (1 + REST)).subs(PEOPLE, USABLE * REST)
    proved(sympy.expand_power_base(sympy.powdenest(sympy.simplify(border), force=True), force=True), scarce)
    part = sympy.simplify(USABLE * sympy.diff(sympy.log(regimes(given)[1]), USABLE))
    slope = sympy.Derivative(LABOUR, USABLE)
    return Argument(
        steps=(
            Step(
                "scarce", "While AI is scarce, a researcher's worth of it adds a researcher.", equation(slope, scarce)
            ),
            Step("abundant", "Beyond, people are short on what only they can do.", equation(slope, abundant)),
            Step(
                "border",
                "Where one regime passes into the other, both say the same; write $f = 1/(1 + \\epsilon)$.",
                equation(border, scarce),
            ),
            Step(
                "part",
                "One percent more usable labour adds this part of a percent; for $\\rho < 0$ it vanishes as AI grows.",
                equation(PART, part),
            ),
        ),
        formula=equation(GAIN, EACH * sympy.Piecewise((scarce, SCARCE), (abundant, True))),
        holds="True for $0 < f < 1$ and $\\rho < 0$.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("automating-alignment", MODEL_NAMES, derivation.notation)
    part, share = derivation.result.rhs.subs(EACH, 1), SHARES[1]
    full = float(share / (1 - share) * values[PEOPLE])
    little = float(sympy.nsolve(part.subs({**values, AUTOMATED: share}) - LITTLE, USABLE, 2 * full))
    x = Axis("usable AI labour", "researcher", full / 10, full * 10, log=True)
    return Illustration(
        title=f"What a supervisor makes usable counts in full up to {full:,.0f} AI researchers, "
        f"and {percent(LITTLE)} of it at {little:,.0f}",
        subtitle=f"{percent(share)} of the tasks automated, and {values[PEOPLE]:g} people as in automating-alignment",
        x=x,
        y=Axis("labour on alignment, for each researcher made usable", "1", 0, 1.2),
        curves=tuple(
            curve(f"{percent(one)} of the tasks automated", part, USABLE, x, {**values, AUTOMATED: one})
            for one in SHARES
        ),
        marks=(Mark(f"{full:,.0f}", full, 1.0), Mark(f"{little:,.0f}", little, LITTLE)),
    )


RESULT = Result(
    name="research-per-supervisor",
    title="What one more supervisor adds to research",
    assumptions={"tasks": TASKS},
    notation={
        USABLE: NOTATION[USABLE],
        LABOUR: Quantity("researcher", "labour on alignment, of people and AI together"),
        PEOPLE: Quantity("researcher", "people on alignment"),
        AUTOMATED: Quantity("1", "share of the tasks that is automated"),
        SUBSTITUTION: Quantity("1", "substitution between tasks; negative if one cannot stand in for another"),
        EACH: Quantity("1", "usable AI labour that one more supervisor adds"),
        GAIN: Quantity("1", "labour on alignment that one more supervisor adds"),
        PART: Quantity("1", "elasticity of labour on alignment by usable AI labour"),
        REST: Quantity("1", "any positive number"),
    },
    argue=_argue,
    meaning="A supervisor is worth what one more supervisor makes usable only while usable AI labour is scarce. Once "
    "people are short on the tasks left to them, training researchers for those beats training supervisors.",
    picture=_picture,
)
