"""Completion in Bash, zsh and fish: a name that goes on gets no space, and `--set lead=1` is understood in each."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, ShellComplete, split_arg_string

BASH = """\
%(complete_func)s() {
    mapfile -t COMPREPLY < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \\
        %(complete_var)s=bash_complete "$1" 2> /dev/null)
    case ${COMPREPLY[0]} in "") COMPREPLY=() ;; *[=/]) compopt -o nospace ;; esac
}
complete -o nosort -o default -F %(complete_func)s %(prog_name)s
"""
"""Nothing offered means names of files; nothing follows a name that goes on. Bash takes `lead=1` for three words."""

ZSH = """\
#compdef %(prog_name)s
%(complete_func)s() {
    local kind value help
    local -a told plain open
    [[ $PREFIX == --*=* ]] && compset -P 1 '*='
    for kind value help in "${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT - 1)) \\
            %(complete_var)s=zsh_complete %(prog_name)s 2> /dev/null)}"; do
        case $kind,$help,$value in
            plain,,*[=/]) open+=("$value") ;;
            plain,,*) plain+=("$value") ;;
            plain,*) told+=("${value//:/\\\\:}:$help") ;;
            dir,*) _path_files -/ ;;
            file,*) _path_files -f ;;
        esac
    done
    (( $#told )) && _describe -V unsorted told
    compadd -V unsorted -a plain
    compadd -V unsorted -S '' -a open
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

FISH = """\
function %(complete_func)s
    set -l option (string match -r '^--[^=]*=' -- (commandline -ct))
    for line in (env COMP_WORDS=(commandline -cp | string collect) COMP_CWORD=(count (commandline -opc)) \\
            %(complete_var)s=fish_complete %(prog_name)s 2> /dev/null)
        set -l parts (string split -m 1 , -- $line)
        if test $parts[1] = plain
            echo "$option$parts[2]"
        else
            __fish_complete_path (string replace -- "$option" "" (commandline -ct)) | string replace -r '^' -- "$option"
        end
    end
end
complete --no-files --keep-order --command %(prog_name)s --arguments "(%(complete_func)s)"
"""
"""fish itself puts no space after a name that goes on."""


class Bash(BashComplete):
    """Completion in Bash, words around an equals sign taken together."""

    source_template = BASH

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


class _Whole(ShellComplete):
    """Completion in a shell that keeps words whole: all before the cursor, and the number of the unfinished one."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Words before the one that is completed, and that."""
        words, current = split_arg_string(os.environ.get("COMP_WORDS", "")), int(os.environ.get("COMP_CWORD", "0"))
        return words[1:current], words[current] if current < len(words) else ""


class Zsh(_Whole):
    """Completion in zsh."""

    name = "zsh"
    source_template = ZSH

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Three lines: what it is, the word, and its help."""
        return f"{item.type}\n{item.value}\n{_help(item)}"


class Fish(_Whole):
    """Completion in fish."""

    name = "fish"
    source_template = FISH

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """A line: what it is, the word, and its help behind a tab."""
        return f"{item.type},{item.value}\t{_help(item)}".rstrip("\t")


def _help(item: CompletionItem[Any]) -> str:
    return " ".join((item.help or "").split())
