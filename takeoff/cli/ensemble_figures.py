"""The options of `takeoff ensemble` that draw: --figure, and what is in it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from takeoff.cli.options import Command, with_options
from takeoff.cli.saving import check_figure, figure_stem, save_figure
from takeoff.errors import InputError, brief, near
from takeoff.tables.reproduce import repeated

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from takeoff.solve.case import Case
    from takeoff.uncertainty.ensemble import Ensemble

TIMES = 241
"""Times at which quantities are sampled, from the start to the horizon."""
MOST = 100_000
"""Most draws of an ensemble that is sampled: each quantity takes 0.2 GB of its folder for them."""

PICTURE_OPTIONS = (
    click.option("--figure", metavar="PATH", help="Also draw fans, and dates as PATH-dates: .svg and .png."),
    click.option("--sample", "quantities", multiple=True, metavar="QUANTITY", help="Of the fans; else the panels'."),
    click.option("--spread", "outcomes", multiple=True, metavar="OUTCOME", help="Also draw it, as PATH-OUTCOME."),
)


@dataclass(frozen=True)
class Pictures:
    """What is drawn, as given.

    Arguments:
        figure: what --figure gives, None without it.
        quantities: what --sample gives.
        outcomes: what --spread gives.
    """

    figure: str | None
    quantities: tuple[str, ...]
    outcomes: tuple[str, ...]

    def sampling(self, case: Case, draws: int) -> dict[str, Any]:
        """What the plan of the ensemble keeps along the runs; nothing unless something is drawn or sampled.

        Arguments:
            case: a model with its changes and schedules.
            draws: of the ensemble.

        Raises:
            InputError: no figure can be there, an unknown name, or too many draws.
        """
        from takeoff.decide.bounds import require_outcome

        check_figure(self.figure)
        for outcome in self.outcomes:
            require_outcome(outcome, case.meaning)
        if self.outcomes and self.figure is None:
            raise click.UsageError("--spread needs --figure.")
        quantities = self._sampled(case)
        if not quantities:
            return {}
        if draws > MOST:
            raise InputError(f"{draws:,} draws are too many to be sampled along all runs", f"{MOST:,} look the same")
        horizon = case.horizon()
        times = tuple(horizon * place / (TIMES - 1) for place in range(TIMES))
        return {"quantities": quantities, "times": times}

    def _sampled(self, case: Case) -> tuple[str, ...]:
        """Quantities that are sampled: those asked for, else those of the model's panels if something is drawn."""
        from takeoff.equations.scope import label

        if not self.quantities:
            return () if self.figure is None else self._of_panels(case)
        known = [label(key) for key in case.programs.system.quantities]
        for name in self.quantities:
            if name not in known:
                raise InputError(f"the model has no quantity '{brief(name)}'", near(name, known))
        return self.quantities

    def _of_panels(self, case: Case) -> tuple[str, ...]:
        from takeoff.figures import fan_quantities

        found = fan_quantities(case)
        if not found:
            raise InputError("the model's panels show nothing that moves", "name quantities with --sample")
        return found

    def words(self) -> list[str]:
        """The options as words."""
        figure = [] if self.figure is None else ["--figure", self.figure]
        sampled = repeated("--sample", self.quantities)
        return [*figure, *sampled, *repeated("--spread", self.outcomes)]

    def draw(self, found: Ensemble, line: str) -> None:
        """Draw and save what is asked for.

        Arguments:
            found: finished.
            line: that reproduces it.

        Raises:
            RunError: a block is missing or damaged.
            OSError: the folder cannot be written to.
        """
        if self.figure is None:
            return
        from takeoff import figures

        stem = figure_stem(self.figure)
        self._save(stem, line, found, figures.fan)
        if found.plan.wanted.milestones:
            self._save(f"{stem}-dates", line, found, figures.dates)
        for outcome in self.outcomes:
            self._save(f"{stem}-{outcome}", line, found, functools.partial(figures.spread, outcome=outcome))

    def _save(self, path: str, line: str, found: Ensemble, draw: Callable[[Ensemble], Figure]) -> None:
        """Save a figure; where there is nothing to draw, say so, for the numbers are there all the same."""
        try:
            figure = draw(found)
        except InputError as error:
            click.echo(f"note: no figure {path}: {error}", err=True)
            return
        save_figure(figure, path, {**found.provenance, "command": line})


def picture_options(function: Command) -> Command:
    """--figure, --sample and --spread, which the command gets as `Pictures`, its second argument."""

    @functools.wraps(function)
    def command(
        asked: Any, figure: str | None, quantities: tuple[str, ...], outcomes: tuple[str, ...], **others: Any
    ) -> Any:
        return function(asked, Pictures(figure, quantities, outcomes), **others)

    return with_options(PICTURE_OPTIONS, command)
