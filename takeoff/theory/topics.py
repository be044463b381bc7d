"""The topics of the theory and their results, in the order in which they are told."""

import functools
import importlib

from takeoff.errors import InputError, near
from takeoff.theory.derivation import Derivation, Result
from takeoff.theory.dimensions import prove_units
from takeoff.theory.topic import Topic

FOLDERS = ("researchers", "tasks", "software", "supervision", "lead", "pause", "abrupt", "risk")
"""Of the topics, in order."""


@functools.cache
def topics() -> dict[str, Topic]:
    """Every topic by name, in order."""
    return {name: importlib.import_module(f"takeoff.theory.{name}").TOPIC for name in FOLDERS}


@functools.cache
def results() -> dict[str, Result]:
    """Every result by name, in order."""
    return {result.name: result for topic in topics().values() for result in topic.results}


@functools.cache
def derive(name: str) -> Derivation:
    """Derive a result, and prove that its units fit.

    Arguments:
        name: of a result.

    Raises:
        InputError: no such result.
    """
    if name not in results():
        raise InputError(f"there is no result '{name}'", near(name, results()) or "takeoff theory lists them")
    derivation = results()[name].derivation
    prove_units(derivation)
    return derivation
