"""The option --draws of `takeoff pause`: when to pause while inputs are uncertain."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from takeoff.cli.notes import note_direction
from takeoff.cli.options import Asked, Command, Sought, as_json, fresh_seed, show
from takeoff.cli.progress import progress
from takeoff.cli.texts import once, read_named, read_schedules
from takeoff.errors import InputError
from takeoff.tables.reproduce import repeated

if TYPE_CHECKING:
    from takeoff.uncertainty.decision import Decision

OPTIONS = (
    click.option("--known", multiple=True, metavar="NAME", help="With --draws: an input that one may wait to know."),
    click.option("--prior", "priors", multiple=True, metavar="NAME=PRIOR", help='With --draws: a prior, or "fixed".'),
    click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Of the draws; a new one unless given."),
    click.option("--draws", type=int, metavar="N", help="Parameters are drawn N times: the best pause on average."),
)


@dataclass(frozen=True)
class Drawn:
    """What is drawn, as given: --draws, --seed, --prior and --known."""

    draws: int | None
    seed: int | None
    priors: tuple[str, ...]
    known: tuple[str, ...]

    def refuse(self, others: Mapping[str, object]) -> None:
        """Refuse what cannot be asked while inputs are uncertain.

        Arguments:
            others: option -> what it gives.

        Raises:
            InputError: one of these was given.
        """
        for option, given in others.items():
            if given:
                raise InputError(f"--draws and {option} exclude each other", "one question at a time")

    def refuse_alone(self) -> None:
        """Refuse what only goes with --draws.

        Raises:
            InputError: it was given without.
        """
        for option, given in {"--seed": self.seed, "--prior": self.priors, "--known": self.known}.items():
            if given not in (None, ()):
                raise InputError(f"{option} is for a pause while inputs are uncertain", "add --draws")

    def answer(self, asked: Asked, sought: Sought, form: str) -> None:
        """Find and show the schedule that is best on average, its regret, and what it is worth to know more.

        Arguments:
            asked: the model, its changes and schedules.
            sought: an outcome to maximise, and arguments to search over.
            form: "table", "json" or "csv".

        Raises:
            TakeoffError: a wrong question, or one without an answer.
        """
        from takeoff.decide.pause import split_schedules
        from takeoff.uncertainty.decision import decide

        maximise, case, over = sought.outcome, asked.case(), sought.ranges()
        if sought.figure and len(over) != 1:
            raise InputError(
                f"{len(over)} arguments are searched; with --draws, a figure shows one", "--over NAME once"
            )
        searched, held = split_schedules(once("--schedule", read_schedules(asked.schedules)), over)
        given = read_named("--prior", self.priors)
        known = tuple(once("--known", zip(self.known, self.known, strict=True)))
        draws, seed, case = self.draws or 0, fresh_seed() if self.seed is None else self.seed, case.with_schedules(held)
        watch = progress("running")
        found = decide(case, searched, maximise, over, draws, seed, given, known, watch=watch)
        note_direction(case.meaning, maximise)
        words = [*sought.options(), "--draws", str(draws), "--seed", str(seed)]
        words += [*repeated("--prior", self.priors), *repeated("--known", self.known)]
        line = asked.line("pause", words)
        if sought.figure:
            _draw(found, sought.figure, line)
        show(_text(found, form), line, form)


def draws_options(function: Command) -> Command:
    """--draws, --seed, --prior and --known, which the command gets as `drawn`."""

    @functools.wraps(function)
    def command(
        *given: Any, draws: int | None, seed: int | None, priors: tuple[str, ...], known: tuple[str, ...], **others: Any
    ) -> Any:
        return function(*given, drawn=Drawn(draws, seed, priors, known), **others)

    return functools.reduce(lambda decorated, option: option(decorated), OPTIONS, command)


def _draw(found: Decision, figure: str, line: str) -> None:
    from takeoff.cli.saving import save_figure
    from takeoff.figures import decision

    choice = found.choice
    record = {"model": choice.space.case.meaning.header.name, "draws": len(choice), "seed": choice.draws.seed}
    save_figure(decision(found), figure, {**record, "command": line})


def _text(found: Decision, form: str) -> str:
    from takeoff.tables.decision_record import decision_record
    from takeoff.tables.decisions import decision_words, draw_header, draw_rows
    from takeoff.tables.layout import csv_table

    if form == "json":
        return as_json(decision_record(found))
    return csv_table(draw_header(found), draw_rows(found)) if form == "csv" else decision_words(found)
