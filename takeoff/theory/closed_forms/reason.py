"""Why a stock has no closed form, as an exception that carries the sentence."""

from __future__ import annotations


class NoForm(ArithmeticError):
    """No closed form, and why: the rest of a sentence that begins "no closed form: "."""
