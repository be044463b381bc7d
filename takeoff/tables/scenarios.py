"""What slowdowns give in the scenarios of a model: a finding, a table, and a few sentences on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from takeoff.decide.scenarios import AS_IT_IS, AS_PLANNED, ScenarioComparison
from takeoff.decide.slowdowns import Comparison, Slowdown
from takeoff.equations import units as u
from takeoff.equations.words import outcome_label, several
from takeoff.schedules.bound import bind
from takeoff.schedules.text import read_schedule_text
from takeoff.solve.run import Amount
from takeoff.tables.amounts import amount_text, number
from takeoff.tables.dates import date
from takeoff.tables.layout import Row, text_table
from takeoff.tables.pauses import milestone_changes

UNCHANGED, NOTHING = "the model as it is", "nothing"


@dataclass(frozen=True)
class Told:
    """A comparison over scenarios as it is told.

    Arguments:
        found: the comparison.
    """

    found: ScenarioComparison

    @property
    def outcome(self) -> str:
        """The model's label of what is maximised."""
        return outcome_label(self.found.case.meaning, self.found.maximised)

    @property
    def labels(self) -> list[str]:
        """Slowdowns besides never pausing that any scenario has, in order."""
        planned = any(one.label == AS_PLANNED for _, comparison in self.found.known for one in comparison.slowdowns)
        return [*([AS_PLANNED] if planned else []), *self.found.labels]

    def amount(self, value: float) -> str:
        """A value of the outcome: "54.8 %"."""
        return f"{100 * value:.1f} %" if self.found.in_points else amount_text(Amount(value, self.unit))

    def change(self, change: float) -> str:
        """A change of the outcome: "+4.7 points"; "nothing" where it rounds to 0."""
        text = self.bare_change(change)
        unit = "points" if self.found.in_points else several(self.unit) if self.unit != "1" else ""
        return text if text == NOTHING else f"{text} {unit}".rstrip()

    def bare_change(self, change: float) -> str:
        """A change without its unit."""
        text = f"{100 * change:+.1f}" if self.found.in_points else f"{'+' if change > 0 else ''}{number(change)}"
        return NOTHING if not text.strip("+-0.") else text

    def bare_amount(self, value: float) -> str:
        """A value without its unit, but with its percent sign."""
        return self.amount(value) if self.found.in_points else number(value)

    @property
    def unit(self) -> str:
        """Declared unit of the outcome."""
        return u.readable(self.found.case.meaning.outcome_units[self.found.maximised].unit)


def scenarios_words(found: ScenarioComparison) -> str:
    """Where slowing down helps most, and a table of all scenarios with each slowdown's arguments chosen anew."""
    told = Told(found)
    notes = [f"{one.name or UNCHANGED}: {one.reason}" for one in found.entries if one.reason]
    header, *rows = scenarios_table(told)
    return "\n".join([finding(told), "", text_table(header, rows), *([""] if notes else []), *notes])


def finding(told: Told) -> str:
    """Where the outcome is highest and lowest, and where slowing down adds most and least."""
    known = [(one, comparison) for one, comparison in told.found.known if one.name != AS_IT_IS]
    if not known:
        return "No scenario has an answer."
    ranked = sorted(known, key=lambda pair: told.found.value(told.found.best(pair[1])))
    (low, lowest), (high, highest) = ranked[0], ranked[-1]
    values = [told.amount(told.found.value(told.found.best(one))) for one in (highest, lowest)]
    gained = sorted(known, key=lambda pair: told.found.gain(pair[1]))
    (least, little), (most, much) = gained[0], gained[-1]
    return (
        f"At its best, {told.outcome} is highest in {high.name} ({values[0]}) and lowest in {low.name} ({values[1]}). "
        f"Slowing down adds most in {most.name} ({told.change(told.found.gain(much))}) "
        f"and least in {least.name} ({told.change(told.found.gain(little))})."
    )


def scenarios_table(told: Told) -> Iterator[Row]:
    """A header, and a row for the model as it is and for every scenario, as text."""
    unit = "points" if told.found.in_points else told.unit
    gain = "gain" if unit == "1" else f"gain [{unit}]"
    yield ("scenario", "never pausing", *(cell for label in told.labels for cell in _heads(told, label)), gain)
    for one in told.found.entries:
        yield (one.name or UNCHANGED, *_cells(told, one.comparison))


def _heads(told: Told, label: str) -> list[str]:
    return [label, *_arguments(told, label)]


def _arguments(told: Told, label: str) -> list[str]:
    """Names of the arguments of a slowdown that were chosen."""
    found = (_slowdown(comparison, label) for _, comparison in told.found.known)
    return next((list(one.parameters) for one in found if one is not None), [])


def _slowdown(comparison: Comparison, label: str) -> Slowdown | None:
    return next((one for one in comparison.slowdowns if one.label == label), None)


def _cells(told: Told, comparison: Comparison | None) -> list[str]:
    if comparison is None:
        return ["-"] * (2 + sum(len(_heads(told, label)) for label in told.labels))
    cells = [told.bare_amount(told.found.value(comparison.slowdowns[0]))]
    for label in told.labels:
        one, arguments = _slowdown(comparison, label), _arguments(told, label)
        cells.append("-" if one is None else told.bare_amount(told.found.value(one)))
        helps = one is not None and told.found.helps(comparison, one)
        cells += [argument(one, name) if one is not None and helps else "-" for name in arguments]
    return [*cells, told.bare_change(told.found.gain(comparison))]


def argument(slowdown: Slowdown, name: str) -> str:
    """An argument that was chosen for a slowdown: a date, or an amount.

    Arguments:
        slowdown: has it.
        name: of the argument, or control.argument.
    """
    amount, (control, _, short) = slowdown.parameters[name], name.rpartition(".")
    meaning = slowdown.run.meaning
    for owner, text in slowdown.schedule.items():
        bound = bind(read_schedule_text(text), meaning)
        if control in ("", owner) and short in bound.parameters and bound.door(short).date and amount.value is not None:
            return date(bound.start + amount.value * u.scale(bound.door(short).unit))
    return amount_text(amount, 3)


def scenario_sentences(told: Told, comparison: Comparison) -> list[str]:
    """What never pausing gives in one scenario, what each slowdown does, and when it then ends.

    Arguments:
        told: all scenarios.
        comparison: of this one.
    """
    never, *slowdowns = comparison.slowdowns
    sentences = [f"Never pausing gives {told.outcome} of {told.amount(told.found.value(never))}."]
    sentences += [_slowdown_sentence(told, comparison, one) for one in slowdowns]
    best = told.found.best(comparison)
    if best is never:
        return sentences
    dates = "; ".join(line.rstrip(".") for line in milestone_changes(best.run, never.run))
    return [*sentences, *([f"Under the best of these: {dates}."] if dates else [])]


def _slowdown_sentence(told: Told, comparison: Comparison, one: Slowdown) -> str:
    change = told.found.value(one) - told.found.value(comparison.slowdowns[0])
    text = f"{told.amount(told.found.value(one))} ({told.change(change)})"
    if one.label == AS_PLANNED:
        return f"As planned, it is {text}."
    if not told.found.helps(comparison, one):
        return f"No {one.label} does better." if one.parameters else f"The {one.label} gives {text}."
    chosen = " and ".join(f"{name.replace('_', ' ')} {argument(one, name)}" for name in one.parameters)
    return f"The best {one.label}, with {chosen}, gives {text}." if chosen else f"The {one.label} gives {text}."


def against_model(told: Told, comparison: Comparison) -> str:
    """A scenario held against the model as it is, in a sentence; "" where that has no answer."""
    first = next((other for one, other in told.found.known if one.name == AS_IT_IS), None)
    if first is None:
        return ""
    never = told.found.value(comparison.slowdowns[0]) - told.found.value(first.slowdowns[0])
    best = told.found.value(told.found.best(comparison)) - told.found.value(told.found.best(first))
    return f"Against the model as it is: {told.change(never)} without a pause, {told.change(best)} with the best one."


def scenarios_header(found: ScenarioComparison) -> Row:
    """Names of the columns of `scenarios_rows`."""
    told = Told(found)
    columns = [label if not name else f"{label} {name}" for label, name in _columns(told)]
    return ("scenario", "never pausing", *columns, "reason")


def scenarios_rows(found: ScenarioComparison) -> list[Row]:
    """The model as it is and every scenario, numbers in full and in declared units."""
    told = Told(found)
    rows: list[Row] = []
    for entry in found.entries:
        cells: list[object] = [None] * (1 + len(_columns(told)))
        if entry.comparison is not None:
            never = told.found.value(entry.comparison.slowdowns[0])
            cells = [never, *(_number(told, entry.comparison, label, name) for label, name in _columns(told))]
        rows.append((entry.name, *cells, entry.reason))
    return rows


def _columns(told: Told) -> list[tuple[str, str]]:
    return [(label, name) for label in told.labels for name in ("", *_arguments(told, label))]


def _number(told: Told, comparison: Comparison, label: str, name: str) -> float | None:
    one = _slowdown(comparison, label)
    if one is None:
        return None
    return one.parameters[name].value if name else told.found.value(one)
