"""One question across many models: a finding, a table of answers, and why the other models have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from takeoff.decide.across import Answer, Answers, Gain
from takeoff.equations.words import outcome_label
from takeoff.solve.run import Amount
from takeoff.tables.amounts import apart, duration, with_unit
from takeoff.tables.dates import date
from takeoff.tables.layout import Row, text_table

HEADER = ("question", "model", "years", "at_least", "date", "goal", "without_pause", "with_pause", "note", "reason")
"""Of the rows of all answers."""


def across_words(found: Sequence[Answers]) -> str:
    """Every question with what the models answer, and which cannot and why.

    Arguments:
        found: one or more questions with their answers.
    """
    return "\n\n".join("\n".join(_told(one)) for one in found)


def _told(answers: Answers) -> Iterator[str]:
    yield answers.question.text
    yield finding(answers)
    if answers.answered:
        yield ""
        header, *rows = answer_table(answers)
        yield text_table(header, rows)
    if answers.unanswered:
        yield ""
    for reason, models in answers.unanswered.items():
        yield f"no answer ({reason}): {', '.join(models)}"


def finding(answers: Answers) -> str:
    """What the models come to, in a sentence: how many answer, and from what to what."""
    timed = sorted((one for one in answers.answered if one.years is not None), key=lambda one: one.years or 0.0)
    if not timed:
        return "No model can tell." if not answers.answered else "No model can tell a time."
    first, last = timed[0], timed[-1]
    if len(timed) == 1:
        return f"One model can tell: {first.case.meaning.header.name}, {time_words(answers, first)}."
    ends = " to ".join(f"{time_words(answers, one)} ({one.case.meaning.header.name})" for one in (first, last))
    if all(one.at_least for one in timed):
        return f"No run of {len(timed)} models that can tell covers all of it: {ends}."
    return f"{len(timed)} models can tell, from {ends}."


def time_words(answers: Answers, answer: Answer) -> str:
    """The time of an answer: "24 January 2033", "more than 9.36 years"; "" where it has none."""
    if answer.years is None:
        return ""
    if answers.question.kind.answers == "date" and answer.date is not None:
        return f"{'later than ' if answer.at_least else ''}{date(answer.date)}"
    return f"{'more than ' if answer.at_least else ''}{duration(answer.years)}"


def gain_words(answer: Answer) -> str:
    """What a pause does to what the model is about: "success 0.5477 -> 0.5482"; "" where it has no such outcome."""
    if answer.gain is None:
        return ""
    gain = answer.gain
    bare = apart([Amount(one.value, "1") for one in (gain.without, gain.with_pause)])
    return f"{goal_label(answer, gain)} {with_unit(' -> '.join(bare), gain.without.unit)}"


def goal_label(answer: Answer, gain: Gain) -> str:
    """The model's own name of what it is about."""
    return outcome_label(answer.case.meaning, gain.outcome)


def answer_table(answers: Answers) -> list[Row]:
    """A header, and a row for every model that answers.

    Arguments:
        answers: to one question.
    """
    return [_columns(answers), *(_cells(answers, one) for one in answers.answered)]


def _columns(answers: Answers) -> Row:
    asked = {"date": "when", "length": "how long", "pause": "buys"}[answers.question.kind.answers]
    return ("model", asked, *(["and"] if _has_gains(answers) else []), *(["note"] if _has_notes(answers) else []))


def _cells(answers: Answers, answer: Answer) -> Row:
    cells = [answer.case.meaning.header.name, time_words(answers, answer) or "-"]
    cells += [gain_words(answer) or "-"] if _has_gains(answers) else []
    return [*cells, *([answer.note] if _has_notes(answers) else [])]


def _has_gains(answers: Answers) -> bool:
    return any(one.gain for one in answers.answered)


def _has_notes(answers: Answers) -> bool:
    return any(one.note for one in answers.answered)


def across_rows(found: Sequence[Answers]) -> list[Row]:
    """A row for every model and question, with the columns of HEADER.

    Arguments:
        found: questions with their answers.
    """
    return [tuple(_record(answers, one).values()) for answers in found for one in answers.given]


def _record(answers: Answers, one: Answer) -> dict[str, Any]:
    gain = one.gain
    values = (
        answers.question.name,
        one.case.meaning.header.name,
        one.years,
        one.at_least,
        one.date if answers.question.kind.answers == "date" else None,
        gain.outcome if gain else None,
        gain.without.value if gain else None,
        gain.with_pause.value if gain else None,
        one.note,
        one.reason,
    )
    return dict(zip(HEADER, values, strict=True))


def across_record(found: Sequence[Answers]) -> list[dict[str, Any]]:
    """Questions with all answers as plain data; times in years.

    Arguments:
        found: questions with their answers.
    """
    return [
        {
            "question": answers.question.name,
            "text": answers.question.text,
            "arguments": dict(answers.question.values),
            "answers": [
                {key: value for key, value in _record(answers, one).items() if key != "question"}
                for one in answers.given
            ],
        }
        for answers in found
    ]
