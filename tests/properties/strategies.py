"""Random models that are right: small, of several units, with members, linear and log stocks, and every kind of part.

An equation is made for the unit that it must have, from names of that unit and from arithmetic and functions that keep
it; it divides by single names only, so that no part of it is surely infinite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

UNITS = ("1", "USD", "researcher", "token", "OOM")
NUMBERS = ("2", "0.5", "3", "1e3", "0.25", "7")
MEMBERS = ("first", "second")

Draw = st.DrawFn


@dataclass
class Draft:
    """A model in the making.

    Arguments:
        names: unit -> what an equation may call; members are written out.
        lines: of the file.
    """

    names: dict[str, list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def add(self, unit: str, name: str, members: Sequence[str] = ()) -> None:
        """Make a quantity known to equations."""
        self.names.setdefault(unit, []).extend([f"{name}[{member}]" for member in members] or [name])


PLAIN = (
    "exp({0})",
    "softplus({0})",
    "logistic({0})",
    "normal_cdf({0})",
    "log10(1 + exp({0}))",
    "from_oom(oom(1 + exp({0})))",
    "({0})**2",
)
"""From a plain number to a plain number."""

KINKED = ("max({0}, {1})", "min({0}, {1})", "where({0} > {1}, {0}, {1})", "clip({0}, 0, {1})", "ramp({0})", "abs({0})")
"""Of like quantities."""


def equation(draw: Draw, draft: Draft, unit: str, depth: int = 3) -> str:
    """An equation of a unit.

    Arguments:
        draw: of hypothesis.
        draft: says what may be called.
        unit: one of UNITS; the draft has a name of it.
        depth: how deep terms nest.
    """
    if depth == 0:
        return leaf(draw, draft, unit)
    choice = draw(st.integers(0, 7))
    one = equation(draw, draft, unit, depth - 1)
    if choice in (0, 1):
        return f"({one} {'+-'[choice]} {equation(draw, draft, unit, depth - 1)})"
    if choice in (2, 3):
        return f"{equation(draw, draft, '1', depth - 1)} * ({one})"
    if choice == 4:
        return f"({one}) / {draw(st.sampled_from(draft.names['1']))}"
    if choice == 5 and unit == "1":
        return draw(st.sampled_from(PLAIN)).format(one)
    if choice == 7:
        return draw(st.sampled_from(KINKED)).format(one, equation(draw, draft, unit, depth - 1))
    return one


def leaf(draw: Draw, draft: Draft, unit: str) -> str:
    """A name of a unit, the quotient of two of any unit, or a number."""
    choice = draw(st.integers(0, 3))
    if unit == "1" and choice == 0:
        return draw(st.sampled_from(NUMBERS))
    if unit == "1" and choice == 1:
        other = draw(st.sampled_from(sorted(draft.names)))
        return f"{draw(st.sampled_from(draft.names[other]))} / {draw(st.sampled_from(draft.names[other]))}"
    return draw(st.sampled_from(draft.names[unit]))


def table(draft: Draft, title: str, **keys: str) -> None:
    """A table of the file."""
    draft.lines += [f"[{title}]", *(f"{key} = {value}" for key, value in keys.items())]


def quoted(text: str) -> str:
    """Text as TOML."""
    return f'"{text}"'


@st.composite
def drafts(draw: Draw) -> Draft:
    """A head, dimensions and parameters; every parameter is read by an auxiliary of its own."""
    draft = Draft()
    draft.lines += ["schema = 1", "[model]", 'name = "random"', 'title = "Random"', "[dimensions]"]
    draft.lines += [f"actor = {list(MEMBERS)}"]
    for number, unit in enumerate(UNITS):
        value = draw(st.sampled_from(['"log(3)"', "2", "0.5", '"1/3"', f'"4 {unit}"' if unit != "1" else "4"]))
        table(draft, f"parameters.p{number}", unit=quoted(unit), value=value, between="[0, 1e6]")
        draft.add(unit, f"p{number}")
    table(draft, "parameters.speed", unit=quoted("1/year"), value="1")
    table(draft, "controls.caution", unit=quoted("1"))
    draft.add("1", "caution")
    return draft


def stocks(draw: Draw, draft: Draft) -> list[tuple[str, str, bool]]:
    """One to three stocks: name, unit, whether repeated."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        name, unit, repeated = f"s{number}", draw(st.sampled_from(UNITS)), draw(st.booleans())
        start = draw(st.sampled_from(draft.names[unit]).filter(lambda text: text != "caution"))
        keys = {"over": quoted("actor")} if repeated else {}
        scale = quoted(draw(st.sampled_from(["linear", "log"])))
        table(draft, f"stocks.{name}", unit=quoted(unit), start=quoted(start), scale=scale, **keys)
        made.append((name, unit, repeated))
    for name, unit, repeated in made:
        draft.add(unit, name, MEMBERS if repeated else ())
    return made


@st.composite
def models(draw: Draw) -> str:
    """The text of a model that is right.

    Arguments:
        draw: of hypothesis.
    """
    draft = draw(drafts())
    for name, unit, repeated in stocks(draw, draft):
        keys = {"over": quoted("actor"), "into": quoted(name)} if repeated else {"into": quoted(name)}
        rate = f"speed * ({equation(draw, draft, unit, 3)})"
        table(draft, f"flows.f_{name}", rate=quoted(rate), **keys)
    for number, unit in enumerate(UNITS):
        repeated = draw(st.booleans())
        keys = {"over": quoted("actor")} if repeated else {}
        text = f"p{number} + {equation(draw, draft, unit, 3)}"
        table(draft, f"auxiliaries.a{number}", unit=quoted(unit), equation=quoted(text), **keys)
        draft.add(unit, f"a{number}", MEMBERS if repeated else ())
    unit = draw(st.sampled_from(UNITS))
    table(draft, "outcomes.end", unit=quoted(unit), equation=quoted(equation(draw, draft, unit, 2)))
    level = equation(draw, draft, unit, 1)
    table(draft, "milestones.reached", when=quoted(f"{draft.names[unit][-1]} >= {level}"))
    return "\n".join(draft.lines) + "\n"
