"""What improvements are worth, in words and as a table: the gain, as much of the yardstick, the new pause."""

from __future__ import annotations

from takeoff.decide.worth import Worth, Worths
from takeoff.decide.yardstick import Length
from takeoff.equations.words import outcome_label, several
from takeoff.tables.amounts import number, with_unit
from takeoff.tables.layout import Row, text_table

NOTHING = "nothing"
"""What the first row of a table changes."""


def worth_words(worths: Worths) -> str:
    """What is worth most, what the yardstick is worth, and a table of all, the pause chosen anew for each."""
    notes = [f"{one.label}: {one.reason}." for one in worths.ranked if one.reason]
    return "\n".join([finding(worths), "", _table(worths), *([""] if notes else []), *notes])


def finding(worths: Worths) -> str:
    """What is worth most in a sentence or two."""
    label = outcome_label(worths.base.best.run.meaning, worths.base.maximised)
    first = worths.ranked[0]
    if first.gain is None or first.gain <= 0:
        return f"With the slowdown chosen anew, none of these adds to {label}."
    told = f"{first.label} is worth most: {gain_text(worths, first.gain)} of {label}"
    if first.length and not _is_yardstick(worths, first):
        told += f", as much as {_lengthy(worths, first.length)}"
    sentences = [f"With the slowdown chosen anew, {told}."]
    if (yardstick := worths.yardstick) is not None and yardstick.slope is not None:
        told = f"a {yardstick.unit} of {yardstick.quantity} is worth {gain_text(worths, yardstick.slope)}"
        sentences.append(f"At the margin, {told}.")
    return " ".join(sentences)


def gain_text(worths: Worths, gain: float) -> str:
    """A gain with its unit: "+12.0 points", "+41,444 researcher years"."""
    text, unit = _gain(worths, gain), _gain_unit(worths)
    return text if unit == "1" else f"{text} {several(unit)}"


def worth_header(worths: Worths) -> Row:
    """Names of the columns of `worth_rows`."""
    length = (f"{worths.yardstick.improvement} [{worths.yardstick.unit}]", "beyond") if worths.yardstick else ()
    return ("improvement", worths.base.maximised, "gain", *length, *worths.base.best.parameters, "reason")


def worth_rows(worths: Worths) -> list[Row]:
    """Every improvement with numbers in declared units, the unchanged model first."""
    base = worths.base
    nothing = Worth("", NOTHING, {}, base.best, 0.0, Length(0.0) if worths.yardstick else None)
    return [
        (
            one.name,
            None if one.best is None else one.best.run.outcome(base.maximised),
            one.gain,
            *_lengths(worths, one),
            *_arguments(worths, one),
            one.reason,
        )
        for one in (nothing, *worths.ranked)
    ]


def _lengths(worths: Worths, one: Worth) -> Row:
    if worths.yardstick is None:
        return ()
    return (None, "") if one.length is None else (one.length.value, "yes" if one.length.beyond else "")


def _table(worths: Worths) -> str:
    base, yardstick = worths.base, worths.yardstick
    unit = _gain_unit(worths)
    header = (
        "change",
        outcome_label(base.best.run.meaning, base.maximised),
        "gain" if unit == "1" else f"gain [{unit}]",
        *([f"{several(yardstick.unit)} of {yardstick.quantity}"] if yardstick else []),
        *(
            with_unit(name, f"[{amount.unit}]") if amount.unit != "1" else name
            for name, amount in base.best.parameters.items()
        ),
    )
    nothing = Worth("", NOTHING, {}, base.best, None)
    first, *others = zip(header, *(_cells(worths, one) for one in (nothing, *worths.ranked)), strict=True)
    aligned = [first, *([cell.rjust(max(map(len, column))) for cell in column] for column in others)]
    head, *rows = zip(*aligned, strict=True)
    return text_table(head, rows)


def _cells(worths: Worths, one: Worth) -> tuple[str, ...]:
    value = None if one.best is None else one.best.run.outcome(worths.base.maximised)
    return (
        one.label,
        "-" if value is None else number(value),
        "-" if one.gain is None else _gain(worths, one.gain),
        *((_length(one.length),) if worths.yardstick else ()),
        *("-" if x is None else number(x, 4) for x in _arguments(worths, one)),
    )


def _arguments(worths: Worths, one: Worth) -> list[float | None]:
    return [None if one.best is None else one.best.parameters[name].value for name in worths.base.best.parameters]


def _gain(worths: Worths, gain: float) -> str:
    shown = 100 * gain if worths.in_points else gain
    return f"{'+' if shown > 0 else ''}{_rounded(shown)}"


def _gain_unit(worths: Worths) -> str:
    return "point" if worths.in_points else worths.base.best.run.outcomes[worths.base.maximised].unit


def _rounded(value: float) -> str:
    """A number with two decimals where these tell it."""
    return f"{value:.2f}" if value == 0 or 0.05 <= abs(value) < 1000 else number(value)


def _length(length: Length | None) -> str:
    if length is None:
        return "-"
    limit = ("more than " if length.value > 0 else "less than ") if length.beyond else ""
    return limit + _rounded(length.value)


def _lengthy(worths: Worths, length: Length) -> str:
    yardstick = worths.yardstick
    return f"{_length(length)} {several(yardstick.unit)} of {yardstick.quantity}" if yardstick else ""


def _is_yardstick(worths: Worths, one: Worth) -> bool:
    return worths.yardstick is not None and worths.yardstick.improvement == one.name
