"""What a derivation is: assumptions as equations, steps that sympy took, the formula they end in, where it holds."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sympy

from takeoff.theory.illustration import Illustration
from takeoff.theory.table import Table


@dataclass(frozen=True)
class Quantity:
    """What a symbol stands for.

    Arguments:
        unit: as model files write it; "1" for none.
        meaning: words for a table of symbols.
    """

    unit: str
    meaning: str


@dataclass(frozen=True)
class Assumption:
    """What a derivation starts from.

    Arguments:
        sentence: in words; formulas between dollar signs.
        equation: the same as a sympy relation that the derivation computes with; None for what only words say.
    """

    sentence: str
    equation: sympy.Basic | None = None


Assumptions = Mapping[str, Assumption]
Notation = Mapping[sympy.Basic, Quantity]


@dataclass(frozen=True)
class Step:
    """One step of a derivation.

    Arguments:
        name: two or three words that say what is done.
        sentence: what is done and why it may be done; formulas between dollar signs.
        equation: the sympy relation that the step arrives at.
    """

    name: str
    sentence: str
    equation: sympy.Basic


@dataclass(frozen=True)
class Argument:
    """The way from assumptions to a formula.

    Arguments:
        steps: in the order taken.
        formula: computed by the steps and never typed in.
        holds: a sentence that says for which values the formula is true.
    """

    steps: tuple[Step, ...]
    formula: sympy.Basic
    holds: str


@dataclass(frozen=True)
class Derivation:
    """A formula together with the way it was found.

    Arguments:
        name: by which it is asked for.
        title: what is derived.
        assumptions: what the steps start from, by name.
        notation: unit and meaning of every symbol.
        steps: in the order taken.
        result: the formula, a sympy relation.
        holds: a sentence that says for which values the result is true.
        meaning: what it means for someone who decides, in a sentence or two.
    """

    name: str
    title: str
    assumptions: Assumptions
    notation: Notation
    steps: tuple[Step, ...]
    result: sympy.Basic
    holds: str
    meaning: str

    def step(self, name: str) -> Step:
        """A step by its name.

        Raises:
            KeyError: there is none of that name.
        """
        return {step.name: step for step in self.steps}[name]

    def evaluate(self, **values: float) -> float:
        """The right-hand side of the result as a number.

        Arguments:
            values: symbol, as the result spells it, -> its value in the unit of `notation`.

        Raises:
            ValueError: a symbol has no value, a value has no symbol, or the result is no equality.
        """
        if not isinstance(self.result, sympy.Eq):
            raise ValueError(f"the result of '{self.name}' is no equality: {self.result}")
        symbols = {symbol.name: symbol for symbol in self.result.rhs.free_symbols}
        if set(symbols) != set(values):
            raise ValueError(f"'{self.name}' needs values of {', '.join(sorted(symbols))}")
        return float(self.result.rhs.subs({symbols[name]: value for name, value in values.items()}))


@dataclass(frozen=True, eq=False)
class Result:
    """A result that can be derived: what is asked, and how it is argued.

    Arguments:
        name: by which it is asked for, unique among all results.
        title: what is derived.
        assumptions: what the argument starts from, by name.
        notation: unit and meaning of every symbol that the derivation shows.
        argue: assumptions -> argument; refuses where they do not lead to the result.
        meaning: what it means for someone who decides; formulas between dollar signs.
        picture: derivation -> what its figure shows; None without a figure.
        table: derivation -> a table of numbers; None without one.
    """

    name: str
    title: str
    assumptions: Assumptions
    notation: Notation
    argue: Callable[[Assumptions], Argument]
    meaning: str
    picture: Callable[[Derivation], Illustration] | None = None
    table: Callable[[Derivation], Table] | None = None

    @functools.cached_property
    def derivation(self) -> Derivation:
        """The derivation from the assumptions as they stand, made on first need.

        Raises:
            Refused: the assumptions do not lead to the result.
        """
        argument = self.argue(self.assumptions)
        return Derivation(
            self.name,
            self.title,
            self.assumptions,
            self.notation,
            argument.steps,
            argument.formula,
            argument.holds,
            self.meaning,
        )


def side(assumptions: Assumptions, name: str) -> sympy.Expr:
    """The right-hand side of an assumed equation.

    Arguments:
        assumptions: by name.
        name: of one that is an equality.
    """
    relation = assumptions[name].equation
    if not isinstance(relation, sympy.Eq):
        raise TypeError(f"the assumption '{name}' is no equation")
    return relation.rhs
