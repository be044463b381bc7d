"""`takeoff completion`: the script by which a shell completes commands, names of models, and names in them."""

from __future__ import annotations

import click

VARIABLE = "_TAKEOFF_COMPLETE"


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    r"""Print the script that completes commands and names in a SHELL.

    \b
    In ~/.bashrc:                  eval "$(takeoff completion bash)"
    In ~/.zshrc, after compinit:   eval "$(takeoff completion zsh)"
    In ~/.config/fish/config.fish: takeoff completion fish | source
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(context.find_root().command, {}, "takeoff", VARIABLE).source())
