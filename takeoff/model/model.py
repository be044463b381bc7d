"""`Model`: what a user holds; short methods that delegate."""

from __future__ import annotations

from pathlib import Path

from takeoff.decide.figure_checks import load_declared
from takeoff.equations.meaning import Meaning
from takeoff.exchange import frames, netcdf  # noqa: F401 - what a run can become
from takeoff.model.decisions import Decisions
from takeoff.model.uncertain import Uncertain
from takeoff.schedules.close import close
from takeoff.schedules.text import Schedulable, as_schedule, plain_value
from takeoff.solve.case import Case, Given
from takeoff.solve.run import Amount, Run
from takeoff.tables.explain import model_text, quantity_text
from takeoff.tables.notebook import model_html
from takeoff.theory.closed_forms.closed_form import ClosedForm
from takeoff.theory.closed_forms.every_stock import closed_forms


class Model(Decisions, Uncertain):
    """A model with its changes; changing it gives a new one.

    Arguments:
        case: the checked model, its changes and schedules.
    """

    def __init__(self, case: Case) -> None:
        self.case = case

    @classmethod
    def load(cls, name: str | Path) -> Model:
        """Load a model by name or path; as long as its files stay the same, it is checked and compiled once.

        Arguments:
            name: a shipped model, a TOML file, or a folder with a `model.toml`.

        Raises:
            InputError: nothing of that name.
            ModelError: the model is wrong; every problem is listed.
        """
        return cls(load_declared(name))

    def __repr__(self) -> str:
        changes = "".join(f", {name}={value!r}" for name, value in self.case.changes.items())
        return f"<Model {self.name}{changes}>"

    def _repr_html_(self) -> str:
        return model_html(self.meaning, self.parameters)

    @property
    def meaning(self) -> Meaning:
        """The checked model."""
        return self.case.meaning

    @property
    def name(self) -> str:
        """Name of the model."""
        return self.meaning.header.name

    @property
    def parameters(self) -> dict[str, Amount]:
        """Every parameter with its present value, in its declared unit; those of schedules are not among them."""
        return self.case.parameters()

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Names of the model's scenarios."""
        return tuple(self.meaning.spec.parts.scenarios)

    @property
    def improvements(self) -> tuple[str, ...]:
        """Names of the changes for the better whose worth `best_pause(...).worth()` tells."""
        return tuple(self.meaning.improvements)

    def change(self, /, **changes: Given) -> Model:
        """The model with some parameters changed.

        Arguments:
            changes: name -> a number in the parameter's own unit, or text with a unit; `horizon` in years.

        Raises:
            InputError: an unknown name or an illegal value.
        """
        return Model(self.case.change(changes))

    def scenario(self, name: str) -> Model:
        """The model with the values and schedules of one of its scenarios; changes and schedules given later win.

        Arguments:
            name: one of `scenarios`.

        Raises:
            InputError: no such scenario.
        """
        return Model(self.case.scenario(name))

    def with_schedules(self, /, **schedules: Schedulable) -> Model:
        """The model with some controls scheduled.

        Arguments:
            schedules: control -> a schedule, its text, or a number for a constant.

        Raises:
            InputError: an unknown control, schedule or argument.
        """
        return Model(self.case.with_schedules({control: as_schedule(one) for control, one in schedules.items()}))

    def run(self, /, **given: Schedulable) -> Run:
        """Integrate.

        Arguments:
            given: controls -> schedules, and parameters -> values.

        Raises:
            InputError: an unknown name or an illegal value.
            RunError: the run failed.
        """
        schedules = {name: value for name, value in given.items() if name in self.meaning.defaults}
        changes = {name: plain_value(name, value) for name, value in given.items() if name not in schedules}
        return self.with_schedules(**schedules).change(**changes).case.run()

    def explain(self, name: str = "") -> str:
        """The whole model, or one quantity of it, as text.

        Arguments:
            name: of the quantity, such as "review_capacity"; "" for the whole model.

        Raises:
            InputError: no such quantity.
        """
        return quantity_text(self.meaning, name) if name else model_text(self.meaning)

    def closed_forms(self) -> tuple[ClosedForm, ...]:
        """The closed form of every stock, or why it has none; parameters and levels of controls stay symbols.

        A control without a schedule is constant, at any level. Present values decide on which side of a kink the
        solutions begin, no more.
        """
        return closed_forms(close(self.case.programs.system, self.case.kinds()), self.case.values())


def load(name: str | Path) -> Model:
    """Load a model by name or path; as long as its files stay the same, it is checked and compiled once.

    Arguments:
        name: a shipped model, a TOML file, or a folder with a `model.toml`.

    Raises:
        InputError: nothing of that name.
        ModelError: the model is wrong; every problem is listed.
    """
    return Model.load(name)
