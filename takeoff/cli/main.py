"""`takeoff`: the group of verbs, exit codes, and errors on stderr without a traceback."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import signal
import sys
import traceback

import click
from click.shell_completion import add_completion_class

from takeoff.cli.shells import Bash, Fish, Zsh
from takeoff.errors import TakeoffError

VERBS = {
    "list": "list_models",
    "check": "check",
    "explain": "explain",
    "run": "run",
    "pause": "pause",
    "compare": "compare",
    "compare-models": "compare_models",
    "backcast": "backcast",
    "calibrate": "calibrate",
    "plan": "plan",
    "ensemble": "ensemble",
    "sensitivity": "sensitivity",
    "theory": "theory",
    "figures": "figures",
    "export": "export",
    "page": "page",
    "new": "new",
    "completion": "completion",
}
"""Verb -> module of this package, in the order of the help."""

for shell in (Bash, Zsh, Fish):
    add_completion_class(shell)

INTERRUPTED = 130
REPORT = "TAKEOFF_DEBUG=1 shows where; please report it with the command that caused it"


class Verbs(click.Group):
    """A group whose verbs are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the verbs, in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of a name."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"takeoff.cli.{VERBS[cmd_name]}").command
        return command


def _show_version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from takeoff.version import package_version

        click.echo(f"takeoff {package_version()}")
        context.exit()


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show the version."
)
def takeoff() -> None:
    """When should a cautious AI developer slow down, how abruptly, and what does that buy?"""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit.

    Arguments:
        arguments: words after the program's name; those of the process unless given.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    _stop_cleanly()
    sys.exit(exit_code(arguments))


def _stop_cleanly() -> None:
    """Clean up as after Ctrl-C when a scheduler or a closed terminal ends the process; what is ignored stays so."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def exit_code(arguments: list[str] | None) -> int:
    """Run the command line; every error is told on stderr.

    Arguments:
        arguments: words after the program's name; those of the process unless given.

    Returns:
        0 done, 1 a bad model or a failed run, 2 a wrong command line, 3 no answer, 130 interrupted.
    """
    try:
        result = takeoff.main(arguments, prog_name="takeoff", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show(file=sys.stderr)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except TakeoffError as error:
        click.echo(f"error: {error}", err=True)
        return error.exit_code
    except SystemExit:  # click's own way out, taken only where the reader of the output is gone
        return 0
    except OSError as error:
        return _not_written(error)
    except MemoryError:
        click.echo("error: this takes more memory than there is\n  hint: fewer draws, points or steps", err=True)
        return 1
    except Exception as error:
        return _unforeseen(error)


def _not_written(error: OSError) -> int:
    """A file that could not be read, or results that could not be written."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    where = f" '{error.filename}'" if error.filename else ""
    click.echo(f"error: cannot read or write{where}: {error.strerror or error}", err=True)
    return 1


def _unforeseen(error: Exception) -> int:
    if os.environ.get("TAKEOFF_DEBUG"):
        traceback.print_exc()
    click.echo(f"error: this should not have happened: {type(error).__name__}: {error}\n  hint: {REPORT}", err=True)
    return 1
