"""Pages of the command line: verbs as click knows them, kinds of schedule as their files say."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click
from pages import write_page, written_before_reading
from sphinx.application import Sphinx

from takeoff.cli.main import takeoff as program
from takeoff.equations.values import spelled
from takeoff.schedules.find import find_kind, kind_names
from takeoff.schedules.kind import Kind
from takeoff.spec.readers import EVERY
from takeoff.spec.schedule_parts import ScheduleParameter, Watched
from takeoff.tables.markdown import escaped, filled, pipe_table

FOLDER = "commands"
VERBS = "# Verbs\n\nMODEL, values, times, schedules and ranges are read as [told for all verbs](index.md)."
KINDS = """# Kinds of schedule

A schedule says how a control moves: caution between 0 and its depth. These kinds are shipped. Arguments without a
default must be given, or searched for with `--over`."""
COLUMNS = ("argument", "default", "unit", "between", "meaning")


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the pages before they are read.

    Arguments:
        app: the build.
    """
    return written_before_reading(app, lambda sources, config: write_pages(sources / FOLDER))


def write_pages(folder: Path) -> None:
    """Write a page of all verbs and one of all kinds of schedule.

    Arguments:
        folder: made if it is not there.
    """
    with program.make_context("takeoff", [], resilient_parsing=True) as context:
        verbs = [program.get_command(context, name) for name in program.list_commands(context)]
        told = [text for verb in verbs if verb for text in _verb(verb, context)]
    write_page(folder / "verbs.md", "\n\n".join([VERBS, *told]))
    kinds = [find_kind(name) for name in kind_names()]
    write_page(folder / "kinds.md", "\n\n".join([KINDS, *(text for kind in kinds for text in _kind(kind))]))


def _verb(verb: click.Command, program_context: click.Context) -> Iterator[str]:
    context = click.Context(verb, program_context, info_name=verb.name)
    yield f"## takeoff {verb.name}"
    yield f"```text\n{verb.get_usage(context).removeprefix('Usage: ')}\n```"
    yield _help(verb.help or "")
    options = [option for option in verb.get_params(context) if isinstance(option, click.Option)]
    records = [record for option in options if (record := option.get_help_record(context))]
    yield pipe_table(("option", "meaning"), [(f"`{option}`", _help(meaning)) for option, meaning in records])


def _help(text: str) -> str:
    """A help text, its options as code."""
    return re.sub(r"--[a-z-]*[a-z]", r"`\g<0>`", escaped(cleandoc(text)))


def _kind(kind: Kind) -> Iterator[str]:
    yield f"## {kind.name}"
    yield f"`{kind.signature()}`"
    yield escaped(kind.meaning)
    yield pipe_table(*filled(COLUMNS, list(_arguments(kind))))


def _arguments(kind: Kind) -> Iterator[tuple[str, ...]]:
    for name, watched in kind.quantities.items():
        yield (f"`{name}`", watched.default, _unit(watched), "", escaped(watched.meaning))
    for name, part in kind.declared.items():
        default = spelled(part.value[EVERY]) if part.value else ""
        between = " to ".join(f"{end:g}" for end in part.between or ())
        shown = f"`{name}_1`, `{name}_2`, ..." if part.over else f"`{name}`"
        yield (shown, default, _unit(part), between, escaped(part.meaning))


def _unit(part: Watched | ScheduleParameter) -> str:
    return part.unit or (f"that of `{part.unit_of}`" if part.unit_of else "any")
