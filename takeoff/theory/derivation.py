"""What a derivation is: sentences assumed, steps that sympy took, the formula they end in, and where it holds."""

from collections.abc import Iterator
from dataclasses import dataclass

import sympy


@dataclass(frozen=True)
class Step:
    """One step of a derivation.

    Attributes:
        sentence: what is done and why it may be done, as a full sentence.
        equation: the sympy relation that the step arrives at.
    """

    sentence: str
    equation: sympy.Basic


@dataclass(frozen=True)
class Derivation:
    """A formula together with the way it was found.

    Attributes:
        title: what is derived.
        assumptions: sentences that the steps start from.
        steps: in the order taken.
        result: the formula, computed by the steps and never typed in.
        holds: a sentence that says for which values the result is true.
    """

    title: str
    assumptions: tuple[str, ...]
    steps: tuple[Step, ...]
    result: sympy.Eq
    holds: str

    def text(self) -> str:
        """Return the derivation as plain text, equations in Python spelling."""
        lines = [self.title, "", *(f"Assume: {sentence}" for sentence in self.assumptions), ""]
        for number, step in enumerate(self.steps, start=1):
            lines += [f"{number}. {step.sentence}", f"   {spell(step.equation)}"]
        return "\n".join([*lines, "", f"Result: {spell(self.result)}", self.holds])

    def markdown(self) -> str:
        """Return the derivation as Markdown with LaTeX between double dollar signs."""
        lines = [f"## {self.title}", "", *(f"- {sentence}" for sentence in self.assumptions), ""]
        for number, (sentence, formula) in enumerate(self._typeset(), start=1):
            lines += [f"{number}. {sentence}", "", f"   $${formula}$$", ""]
        return "\n".join([*lines, "**Result.** " + self.holds, "", f"$${sympy.latex(self.result)}$$"])

    def latex(self) -> str:
        """Return the derivation as a LaTeX section body that needs only amsmath."""
        lines = [rf"\subsection*{{{self.title}}}", *self.assumptions]
        for sentence, formula in self._typeset():
            lines += ["", sentence, rf"\begin{{equation*}}{formula}\end{{equation*}}"]
        final = rf"\begin{{equation*}}{sympy.latex(self.result)}\end{{equation*}}"
        return "\n".join([*lines, "", self.holds, final])

    def _typeset(self) -> Iterator[tuple[str, str]]:
        return ((step.sentence, sympy.latex(step.equation)) for step in self.steps)


def spell(relation: sympy.Basic) -> str:
    """Return a relation on one line, an equality as `left = right`.

    Args:
        relation: any sympy expression or relation.
    """
    if isinstance(relation, sympy.Eq):
        return f"{relation.lhs} = {relation.rhs}"
    return str(relation)


def equation(left: sympy.Expr, right: sympy.Expr) -> sympy.Eq:
    """Return left = right as written, even where sympy could see that it is true.

    Args:
        left: what is named.
        right: what it was computed to be.
    """
    return sympy.Eq(left, right, evaluate=False)


def proved(left: sympy.Expr, right: sympy.Expr) -> sympy.Eq:
    """Return left = right once sympy has simplified the difference to zero.

    Args:
        left: one side.
        right: the other side.

    Raises:
        ArithmeticError: the difference does not simplify to zero.
    """
    residual = sympy.simplify(left - right)
    if residual != 0:
        raise ArithmeticError(f"not proved: {left} = {right}; the difference is {residual}")
    return equation(left, right)
