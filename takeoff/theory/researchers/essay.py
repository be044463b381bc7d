"""The essay's numbers beside what its own equations give, and why they differ."""

import sympy

from takeoff.equations import units as u
from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Derivation
from takeoff.theory.illustration import percent
from takeoff.theory.researchers import model_size, scaling, tokens
from takeoff.theory.researchers.setting import HOURS, MODEL_NAMES, NOTATION, TOKENS, USED, WORTH
from takeoff.theory.table import Table

ITS_TOKENS = 2.3e7
"""Tokens per second in the note of the essay that its main text rounds to 20 million."""

MONTH = 30 * u.scale(u.parse_unit("day")) / u.scale(u.parse_unit("second"))
"""Seconds in the essay's month of 30 days."""

Row = tuple[str, str, str, str]


def unit_of_work() -> str:
    """The unit of researcher-seconds per token times tokens per second, by the library of units."""
    per_second = u.quotient(u.parse_unit(NOTATION[TOKENS].unit), u.parse_unit(NOTATION[WORTH].unit))
    return u.readable(per_second)


def essay_table(derivation: Derivation) -> Table:
    """Seven numbers of the essay, each with ours and the reason.

    Arguments:
        derivation: of AI researchers, which holds all equations but two.
    """
    values = defaults("researcher-supply", MODEL_NAMES, NOTATION)
    per_second = _value(tokens.RESULT.derivation.result, values)
    values[TOKENS] = per_second
    return Table(
        title="The essay's numbers and what its equations give",
        header=("quantity", "the essay prints", "equations give", "why they differ"),
        rows=(*_model(values, per_second), *_researchers(derivation, values), _gain()),
    )


def _model(values: dict[sympy.Symbol, float], per_second: float) -> tuple[Row, ...]:
    sized = model_size.RESULT.derivation
    compute = _value(sized.step("training compute").equation, values)
    unused = f"the product that it prints leaves out its own {percent(values[USED])} utilisation"
    return (
        ("training compute", "~3e28 FLOP", f"{_short(compute)} FLOP", unused),
        (
            "parameters",
            "11 trillion",
            _short(_value(sized.result, values)),
            f"agree, so here it used {_short(compute, 1)}",
        ),
        ("tokens per second", "~20 million", _short(per_second), "agree"),
    )


def _researchers(derivation: Derivation, values: dict[sympy.Symbol, float]) -> tuple[Row, ...]:
    serial, parallel = (_value(derivation.step(name).equation, values) for name in ("serial", "parallel"))
    twice = (
        f"it divides 24/8 out a second time: {parallel:,.0f}/{1 / values[HOURS]:g} = {parallel * values[HOURS]:,.0f}"
    )
    work, its_work = (per_second / values[WORTH] * MONTH for per_second in (values[TOKENS], ITS_TOKENS))
    slip = (
        f"a unit slip: researcher seconds per token times tokens per second have the unit {unit_of_work()}, as seconds "
        f"cancel; in a month that is {_short(its_work)} with its own {_short(ITS_TOKENS, 1)} tokens per second"
    )
    return (
        ("serial multiple", "15", f"{serial:.1f}", "agree"),
        ("parallel researchers", "15,000", f"{parallel:,.0f}", twice),
        ("work of all of them", "6e11 tokens per second", f"{_short(work)} researcher seconds per month", slip),
    )


def _gain() -> Row:
    gain = float(scaling.RESULT.derivation.result.rhs.subs(scaling.ESSAY))
    return (f"{scaling.ESSAY[scaling.MORE]}x compute in 4 months", "~100x", f"{gain:.1f}x", "agree")


def _value(equation: sympy.Eq, values: dict[sympy.Symbol, float]) -> float:
    return float(equation.rhs.subs(values))


def _short(number: float, digits: int = 3) -> str:
    """A number with a plain exponent."""
    mantissa, exponent = f"{number:.{digits}e}".split("e")
    return f"{mantissa}e{int(exponent)}"
