"""View: what a page shows, read from a query; nothing is clipped, and what is wrong is named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import Key, label
from takeoff.equations.values import NEVER, ValueFlaw, spelled
from takeoff.errors import brief, near
from takeoff.page.query import Refused, number, pairs_by_key, whole
from takeoff.page.served import served

VERSION = "1"
ABRUPT, RAMP = "abrupt", "ramp"
KINDS = (ABRUPT, RAMP)
BY_DEPTH = "depth"
SLOWDOWNS = (ABRUPT, BY_DEPTH, RAMP)
"""What `pause` may search: when to stop at the depth shown, when and how deep, when to begin the ramp shown."""
DEPTH, LENGTH = 1.0, 2.0
MOST_DRAWS, MOST_SEED = 2000, 2**32 - 1
PARAMETER = "p."


@dataclass(frozen=True)
class View:
    """What a page shows: a model, what is changed in it, a slowdown, and what some questions ask besides.

    Arguments:
        model: name of a served model.
        path: where it is.
        preset: a scenario of it, "" for its defaults.
        parameters: label of a parameter, or its name for all its members -> value in the declared unit; infinite for
            a date that never comes.
        off: mechanisms that are switched off.
        kind: of the slowdown that is shown.
        start: of the slowdown [year from the start of the model]; None while it is not known.
        depth: of the slowdown.
        length: of a ramp [year].
        compare: whether a gradual slowdown that leaves the same lead is shown too.
        slowdown: what `pause` searches.
        draws: how many runs `fan` and `dates` make; None for as many as they think fit.
        seed: of these.
    """

    model: str
    path: Path
    preset: str = ""
    parameters: tuple[tuple[str, float], ...] = ()
    off: tuple[str, ...] = ()
    kind: str = ABRUPT
    start: float | None = None
    depth: float = DEPTH
    length: float = LENGTH
    compare: bool = False
    slowdown: str = ABRUPT
    draws: int | None = None
    seed: int = 1

    @classmethod
    def read(cls, query: Iterable[tuple[str, str]], offered: Mapping[str, Path]) -> View:
        """Read a query.

        Arguments:
            query: keys and texts, in any order.
            offered: served models: name -> path; the first is shown where the query names none.

        Raises:
            InputError: an unknown key or name, a value that is none or out of range, a key given twice.
            ModelError: the model is wrong.
        """
        texts = pairs_by_key(query)
        if texts.pop("v", VERSION) != VERSION:
            raise Refused("v", f"only version {VERSION} of the page's addresses is read")
        model = _choice(texts, "model", tuple(offered), next(iter(offered), ""))
        if not model:
            raise Refused("model", "no model is served")
        case = served(offered[model])
        meaning = case.meaning
        preset = _choice(texts, "preset", tuple(meaning.spec.parts.scenarios), "")
        view = cls(
            model=model,
            path=offered[model],
            preset=preset,
            parameters=_parameters(texts, meaning),
            off=_off(texts, meaning),
            compare=_choice(texts, "compare", ("0", "1"), "0") == "1",
            slowdown=_choice(texts, "slowdown", SLOWDOWNS, ABRUPT),
            draws=whole(texts, "draws", 2, MOST_DRAWS, None),
            seed=whole(texts, "seed", 0, MOST_SEED, 1),
            **_slowdown(texts, (case.scenario(preset) if preset else case).horizon()),
        )
        for key in texts:
            raise Refused(key, "unknown key", near(key, KEYS))
        return view

    def write(self) -> list[tuple[str, str]]:
        """The query that gives this view: what differs from the model's defaults, in the order of `KEYS`."""
        plain = View(self.model, self.path)
        given = [("model", self.model), ("preset", self.preset)]
        given += [(f"{PARAMETER}{name}", _number(value)) for name, value in self.parameters]
        given += [("off", ",".join(self.off))]
        for key, name in FIELDS.items():
            value = getattr(self, name)
            if value != getattr(plain, name):
                given.append((key, "1" if value is True else value if isinstance(value, str) else _number(value)))
        return [(key, text) for key, text in given if text]


FIELDS = {
    "pause.kind": "kind",
    "pause.start": "start",
    "pause.depth": "depth",
    "pause.length": "length",
    "compare": "compare",
    "slowdown": "slowdown",
    "draws": "draws",
    "seed": "seed",
}
"""Key of a query -> field of a view, for those with a default."""
KEYS = ("v", "model", "preset", "off", *FIELDS)
"""Keys of a query, besides those of parameters."""


def _number(value: float) -> str:
    return NEVER if math.isinf(value) else spelled(value)


def _choice(texts: dict[str, str], key: str, known: tuple[str, ...], default: str) -> str:
    text = texts.pop(key, None)
    if text is None:
        return default
    if text not in known:
        raise Refused(key, f"'{brief(text)}' is not known", near(text, known) if known else "there is none")
    return text


def _off(texts: dict[str, str], meaning: Meaning) -> tuple[str, ...]:
    known = meaning.spec.parts.mechanisms
    given = texts.pop("off", None)
    names = given.split(",") if given is not None else []
    for name in names:
        if name not in known:
            hint = near(name, known) if known else "it has none"
            raise Refused("off", f"the model has no mechanism '{brief(name)}'", hint)
    if len(set(names)) != len(names):
        raise Refused("off", "a mechanism is named twice")
    return tuple(name for name in known if name in names)


def _slowdown(texts: dict[str, str], horizon: float) -> dict[str, Any]:
    start = texts.pop("pause.start", None)
    return {
        "kind": _choice(texts, "pause.kind", KINDS, ABRUPT),
        "start": None if start is None else number("pause.start", start, 0.0, horizon),
        "depth": number("pause.depth", texts.pop("pause.depth", spelled(DEPTH)), 0.0, 1.0),
        "length": number("pause.length", texts.pop("pause.length", spelled(min(LENGTH, horizon))), 0.0, horizon),
    }


def _parameters(texts: dict[str, str], meaning: Meaning) -> tuple[tuple[str, float], ...]:
    """Changed parameters: those of all members before those of one, in the order of the file."""
    places = parameter_names(meaning)
    given = {key: texts.pop(key) for key in [key for key in texts if key.startswith(PARAMETER)]}
    found = {}
    for key, text in given.items():
        name = key.removeprefix(PARAMETER)
        if name not in places:
            raise Refused(key, f"the model has no parameter '{brief(name)}'", near(name, places))
        found[name] = _value(key, text, meaning, places[name])
    return tuple((name, found[name]) for name in places if name in found)


def _value(key: str, text: str, meaning: Meaning, parameter: str) -> float:
    door = meaning.doors[parameter]
    try:
        value = math.inf if text == NEVER else number(key, text)
        door.read(NEVER if math.isinf(value) else value)
    except ValueFlaw as flaw:
        raise Refused(key, str(flaw)) from flaw
    return value


def parameter_names(meaning: Meaning) -> dict[str, str]:
    """What a query may change: names for all members, then labels of single ones -> the parameter.

    Arguments:
        meaning: the model.
    """
    own: list[Key] = [key for key in meaning.values if key[0] in meaning.spec.parts.parameters]
    return {**{key[0]: key[0] for key in own}, **{label(key): key[0] for key in own}}
