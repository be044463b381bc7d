"""Small models from a few lines, and a closed form held against the run of its model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import takeoff
from takeoff.equations import units as u
from takeoff.equations.scope import label
from takeoff.model import Model
from takeoff.solve.settings import Settings
from takeoff.theory.closed_forms.closed_form import ClosedForm

Make = Callable[..., Model]
TIGHT = Settings(relative=1e-12, absolute=1e-15)
UNITS = {"tau": "year", "n": "1", "start": "1", "room": "1", "first": "1"}
"""Units of the parameters of small models; all others are per year."""


def write(folder: Path, stocks: Mapping[str, tuple[str, str]], values: Mapping[str, float], more: str = "") -> Model:
    """A model of stocks without units.

    Arguments:
        folder: where its file goes.
        stocks: name -> start and rate; a name that ends in "_log" is integrated as its logarithm.
        values: parameters, between -1000 and 1000, or from a little above 0 on if the value is positive.
        more: further text.
    """
    text = ['schema = 1\n[model]\nname = "small"\ntitle = "Small"\ntime = { start = 2026.0, stop = 2029.0 }']
    for name, (start, rate) in stocks.items():
        scale = "log" if name.endswith("_log") else "linear"
        text += [f'[stocks.{name}]\nunit = "1"\nstart = "{start}"\nscale = "{scale}"']
        text += [f'[flows.{name}_moves]\ninto = "{name}"\nrate = "{rate}"']
    for name, value in values.items():
        between = "[1e-6, 1000]" if value > 0 else "[-1000, 1000]"
        unit = UNITS.get(name, "1/year")
        text += [f'[parameters.{name}]\nvalue = {value}\nunit = "{unit}"\nbetween = {between}\nsource = "assumed"']
    path = folder / "small.toml"
    path.write_text("\n".join([*text, more]), encoding="utf-8")
    return takeoff.load(path)


def by_name(model: Model) -> dict[str, ClosedForm]:
    """Closed forms by the name of the stock."""
    return {label((form.stock, form.members)): form for form in model.closed_forms()}


def known(model: Model) -> dict[str, float]:
    """Values of parameters and constant controls by the names that closed forms use."""
    return {label(key).removesuffix(".level"): value for key, value in model.case.values().items()}


def assert_equals_run(
    model: Model, forms: Mapping[str, ClosedForm], times: Sequence[float] = (0.0, 0.4, 1.7, 2.9)
) -> None:
    """Every closed form is the integrated stock, to 1e-9."""
    run = replace(model.change(horizon=max(times)).case, settings=TIGHT).run()
    for name, form in forms.items():
        exact = [form.at(time, known(model)) / u.scale(run.unit(name)) for time in times]
        assert exact == pytest.approx(list(run.sample(name, times)), rel=1e-9, abs=1e-12), name
