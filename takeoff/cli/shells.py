"""Completion in Bash, which takes `--set lead=1` for three words where other shells see two."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, split_arg_string

SCRIPT = """\
%(complete_func)s() {
    mapfile -t COMPREPLY < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \\
        %(complete_var)s=bash_complete "$1" 2> /dev/null)
    case ${COMPREPLY[0]} in "") COMPREPLY=() ;; *[=/]) compopt -o nospace ;; esac
}
complete -o nosort -o default -F %(complete_func)s %(prog_name)s
"""
"""Nothing offered means names of files; nothing follows a name that goes on."""


class Bash(BashComplete):
    """Completion in Bash, words around an equals sign taken together."""

    source_template = SCRIPT

    typed = ""
    """What stands before the last of the shell's words."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Words before the one that is completed, and that."""
        words = split_arg_string(os.environ.get("COMP_WORDS", ""))
        current = int(os.environ.get("COMP_CWORD", "0"))
        *before, last = [*words[1:current], words[current] if current < len(words) else ""]
        *whole, incomplete = joined([*before, last]) if last else [*joined(before), ""]
        self.typed = incomplete if last == "=" else incomplete.removesuffix(last)
        return whole, incomplete

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """What takes the place of the last word; nothing for a file, which Bash completes by itself."""
        return str(item.value).removeprefix(self.typed) if item.type == "plain" else ""


def joined(words: Iterable[str]) -> list[str]:
    """Words as they were before they were split at equals signs.

    Arguments:
        words: an equals sign is one of its own.
    """
    found: list[str] = []
    open_end = False
    for word in words:
        if found and (word == "=" or (open_end and not word.startswith("--"))):
            found[-1] += word
        else:
            found.append(word)
        open_end = word == "="
    return found
