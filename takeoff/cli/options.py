"""Options that verbs share: what is asked, of which model, and how results are shown."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from takeoff.cli import completing
from takeoff.cli.texts import Span, once, read_named, read_over, read_schedules
from takeoff.errors import InputError
from takeoff.tables.reproduce import repeated

if TYPE_CHECKING:
    from takeoff.equations.meaning import Meaning
    from takeoff.solve.case import Case

Command = Callable[..., Any]

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    help="Form of the results on stdout.",
)


def _named(context: click.Context, parameter: click.Parameter, model: str) -> str:
    if not model.strip():
        raise InputError("the MODEL is empty", "a name that 'takeoff list' shows, or a path")
    return model


model_argument = click.argument("model", callback=_named, shell_complete=completing.models)

OUTCOMES = completing.of_model("outcomes")

bounds_option = click.option(
    "--subject-to",
    "bounds",
    multiple=True,
    metavar="BOUND",
    shell_complete=OUTCOMES,
    help='Such as "hazard_leader <= 0.02".',
)

CASE_OPTIONS = (
    click.option(
        "--schedule",
        "schedules",
        multiple=True,
        metavar="CONTROL=KIND(ARG=VALUE, ...)",
        shell_complete=completing.schedules,
        help='How a control moves: "caution=ramp(start=3 year, length=2 year)", or a number.',
    ),
    click.option(
        "--set",
        "changes",
        multiple=True,
        metavar="NAME=VALUE",
        shell_complete=completing.settings,
        help='Change a parameter: a number in its own unit, or "NUMBER UNIT".',
    ),
    click.option(
        "--scenario",
        shell_complete=completing.of_model("scenarios"),
        help="Apply a named set of changes and schedules first.",
    ),
    model_argument,
)

SEARCH_OPTIONS = (
    click.option("--figure", metavar="PATH", help="Also draw the answer: PATH.svg and PATH.png."),
    click.option(
        "--over",
        multiple=True,
        metavar="ARG[=LOW..HIGH UNIT]",
        shell_complete=completing.arguments,
        help="An argument to search over.",
    ),
    click.option("--maximise", metavar="OUTCOME", shell_complete=OUTCOMES, help="What a slowdown is for."),
)


@dataclass(frozen=True)
class Asked:
    """What a question is asked of, as given: MODEL, --scenario, --set and --schedule."""

    model: str
    scenario: str | None
    changes: tuple[str, ...]
    schedules: tuple[str, ...]

    def case(self) -> Case:
        """The model with its changes, scheduled as its scenario says.

        Raises:
            TakeoffError: a bad model, name or value.
        """
        from takeoff.model import load

        changed = read_named("--set", self.changes)
        model = load(self.model)
        if self.scenario is not None:
            model = model.scenario(self.scenario)
        return model.change(**changed).case

    def scheduled(self) -> Case:
        """The model with its changes and schedules.

        Raises:
            TakeoffError: a bad model, name or value.
        """
        return self.case().with_schedules(once("--schedule", read_schedules(self.schedules)))

    def line(self, verb: str, options: Iterable[str]) -> str:
        """The line that reproduces an answer.

        Arguments:
            verb: of the command.
            options: of this verb, as words.
        """
        from takeoff.tables.reproduce import command

        scenario = [] if self.scenario is None else ["--scenario", self.scenario]
        return command(verb, self.model, read_named("--set", self.changes), self.schedules, [*scenario, *options])


@dataclass(frozen=True)
class Sought:
    """What is searched for, as given: --maximise, --over and --figure."""

    maximise: str | None
    over: tuple[str, ...]
    figure: str | None

    @property
    def outcome(self) -> str:
        """The outcome to maximise.

        Raises:
            UsageError: none was given.
        """
        if self.maximise is None:
            raise click.UsageError("Missing option '--maximise'.")
        return self.maximise

    def ranges(self) -> dict[str, Span]:
        """Arguments to search over, each with its range, or None for all that is legal.

        Raises:
            UsageError: none was given.
            InputError: a wrong range.
        """
        if not self.over:
            raise click.UsageError("Missing option '--over'.")
        return read_over(self.over)

    def options(self) -> list[str]:
        """The options as words."""
        words = ["--maximise", self.maximise] if self.maximise is not None else []
        words += repeated("--over", self.over)
        return words + (["--figure", self.figure] if self.figure is not None else [])


def case_options(function: Command) -> Command:
    """MODEL, --scenario, --set and --schedule, which the command gets as `Asked`, its first argument."""

    @functools.wraps(function)
    def command(
        model: str, scenario: str | None, changes: tuple[str, ...], schedules: tuple[str, ...], **others: Any
    ) -> Any:
        return function(Asked(model, scenario, changes, schedules), **others)

    return with_options(CASE_OPTIONS, command)


def search_options(function: Command) -> Command:
    """--maximise, --over and --figure, which the command gets as `Sought`, its second argument."""

    @functools.wraps(function)
    def command(asked: Asked, maximise: str | None, over: tuple[str, ...], figure: str | None, **others: Any) -> Any:
        return function(asked, Sought(maximise, over, figure), **others)

    return with_options(SEARCH_OPTIONS, command)


def with_options(options: Sequence[Command], function: Command) -> Command:
    """Add options to a command, from the last to the first.

    Arguments:
        options: as click makes them.
        function: the command.
    """
    return functools.reduce(lambda decorated, option: option(decorated), options, function)


def fresh_seed() -> int:
    """A new seed of draws, for those who give none; the line that reproduces an answer tells it."""
    import secrets

    return secrets.randbelow(2**31)


def as_json(record: Any) -> str:
    """A record as JSON text: no number that JSON does not have."""
    return json.dumps(record, indent=2, allow_nan=False)


def account(meaning: Meaning, line: str) -> dict[str, str]:
    """How an answer came about, for JSON and figures: model, hash, version, and the line that reproduces it.

    Arguments:
        meaning: the model.
        line: that reproduces the answer.
    """
    from takeoff.version import package_version

    model = {"model": meaning.header.name, "model_sha256": meaning.spec.digest}
    return {**model, "takeoff": package_version(), "command": line}


def show(text: str, line: str, form: str) -> None:
    """Print a result to stdout and the line that reproduces it: below a table, else on stderr."""
    click.echo(text)
    click.echo(f"{chr(10) if form == 'table' else ''}reproduce: {line}", err=form != "table")
