"""Which names a model may use."""

from __future__ import annotations

import keyword
import re

NAME = re.compile(r"[a-z](?:_?[a-z0-9])*_?")
FILE_NAME = re.compile(r"[a-z0-9](?:[-_]?[a-z0-9])*")
LONGEST = 60
RESERVED = frozenset({"t", "horizon", "never", "of"})


def flaw_of_name(name: str) -> str:
    """Say what is wrong with a name of a quantity, or nothing.

    Arguments:
        name: the name as the model file has it.
    """
    if len(name) > LONGEST:
        return f"longer than {LONGEST} characters"
    if NAME.fullmatch(name) is None:
        return "names are lower-case letters, digits and single underscores, beginning with a letter"
    if keyword.iskeyword(name):
        return "a word of the equation language (add an underscore: 'lambda_')"
    if name in RESERVED:
        return "reserved ('t' is time since the start, 'horizon' the length of a run, 'never' no date)"
    return ""


def flaw_of_key(name: str) -> str:
    """Say what is wrong with a name of a source, scenario or panel (hyphens allowed), or nothing.

    Arguments:
        name: the name as the model file has it.
    """
    if FILE_NAME.fullmatch(name) is None or len(name) > LONGEST:
        return "lower-case letters, digits, single hyphens and underscores only"
    return ""
