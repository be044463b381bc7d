"""Why a stock has no closed form, as an exception that carries the sentence."""

from __future__ import annotations


class NoForm(ArithmeticError):
    """No closed form, and why: the rest of a sentence that begins "no closed form: "."""


class NoShape(NoForm):
    """The rate as a whole is of no form that can be solved, or too large for that."""
