"""The argument that all caution times share: integrate caution, piece by piece."""

from collections.abc import Mapping

import sympy

from takeoff.equations.words import sentence
from takeoff.theory.derivation import Argument, Derivation, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.lead.schedules import CAUTION, CAUTION_TIME, DEPTH, END, TIME, Piece, pieces, whole
from takeoff.theory.proof import equation, proved

LAST = 4.0
"""End of the figures [year]."""
Words = tuple[tuple[str, str], ...]
"""Name and sentence of a step for each piece with caution."""


def add_up(caution: sympy.Expr, words: Words, holds: str) -> Argument:
    """Caution time up to T of a schedule.

    Arguments:
        caution: as a function of t.
        words: for the pieces, the last ones first to go if there are fewer.
        holds: for which values.
    """
    parts = pieces(caution)
    return Argument(
        steps=(*_integrals(parts, words), _slope(parts[-1]), *_long_run(parts[-1])),
        formula=equation(CAUTION_TIME, whole(parts)),
        holds=holds,
    )


def _integrals(parts: tuple[Piece, ...], words: Words) -> tuple[Step, ...]:
    shown = parts[-len(words) :]
    return tuple(
        Step(name, sentence, equation(part.sum(), part.total))
        for part, (name, sentence) in zip(shown, words, strict=True)
    )


def _slope(last: Piece) -> Step:
    """The caution time must grow at the rate of caution."""
    here = last.caution.subs(TIME, END)
    proved(sympy.diff(last.total, END), here)
    return Step(
        "check",
        "As it must, the last of these grows with $T$ as fast as caution says.",
        equation(CAUTION(END), here),
    )


def _long_run(last: Piece) -> tuple[Step, ...]:
    """When an abrupt slowdown for good that amounts to the same would have begun, if this one is for good."""
    missing = END - last.total / DEPTH
    if not last.total.has(END):
        return ()
    found = sympy.limit(missing, END, sympy.oo)
    return (
        Step(
            "long run",
            "In the long run, what is missing to caution of full depth all along is a fixed time: "
            "an abrupt slowdown would begin then.",
            equation(sympy.Limit(missing, END, sympy.oo), found),
        ),
    )


def added_up(derivation: Derivation, name: str, arguments: Mapping[sympy.Symbol, float]) -> Illustration:
    """Caution time of a schedule, beside that of the full stop that costs as much in the long run.

    Arguments:
        derivation: of the caution time.
        name: of the schedule, with its article.
        arguments: of the schedule but its depth, which is 1 [year].
    """
    values = {**arguments, DEPTH: 1.0}
    begins = float(derivation.step("long run").equation.rhs.subs(values))
    x = Axis("time from the start", "year", 0, LAST)
    spent = derivation.result.rhs.subs(values)
    by_then = float(spent.subs(END, begins))
    return Illustration(
        title=f"{sentence(name)} costs as much lead as a full stop from year {begins:.3g}",
        subtitle=f"in the end; it has spent {by_then:.2f} years when the stop begins",
        x=x,
        y=Axis("caution time", "year", 0, LAST - begins + 0.2),
        curves=(
            curve(name, spent, END, x),
            curve("full stop", sympy.Max(0, END - begins), END, x),
        ),
        marks=(Mark(f"{by_then:.2f} years", begins, by_then),),
    )
