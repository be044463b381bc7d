"""What a model is asked by someone who is not sure of its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from takeoff.decide.space import Over, ranges
from takeoff.errors import InputError
from takeoff.schedules.control import first_control
from takeoff.schedules.schedule import Schedule, abrupt
from takeoff.solve.case import Case

if TYPE_CHECKING:
    from takeoff.uncertainty.answers import Question
    from takeoff.uncertainty.calibration.chains import Chains
    from takeoff.uncertainty.calibration.durations import Lasting
    from takeoff.uncertainty.calibration.least_squares import Fit
    from takeoff.uncertainty.decision import Decision
    from takeoff.uncertainty.ensemble import Ensemble
    from takeoff.uncertainty.sensitivity import Measure
    from takeoff.uncertainty.tornado import Tornado


class Uncertain:
    """Questions about numbers that are not sure; part of `Model`."""

    case: Case

    def ensemble(
        self,
        draws: int,
        seed: int,
        priors: Mapping[str, str] | None = None,
        folder: str | Path | None = None,
        quantities: Sequence[str] = (),
        times: Sequence[float] = (),
        engine: str = "auto",
    ) -> Ensemble:
        """Run many times, with uncertain parameters drawn from their priors.

        Arguments:
            draws: how many runs.
            seed: of the draws; the same seed gives the same draws.
            priors: beside those of the model: "lead" or "caution.start" -> "6 to 18 month", or "fixed".
            folder: where it is kept, and goes on after it was killed; a temporary one unless given.
            quantities: sampled along the runs, such as "capability[leader]".
            times: when they are, rising: years from the start.
            engine: "heyoka" or "numpy" (many runs together), "scipy" (one by one, the reference), or "auto" for the
                fastest that is installed.

        Raises:
            InputError: an unknown name, a wrong prior, nothing to draw, or a folder with something else in it.
            RunError: a worker process died.
        """
        from takeoff.uncertainty.plan import plan
        from takeoff.uncertainty.run_ensemble import run_ensemble

        others: dict[str, Any] = {"quantities": tuple(quantities), "times": tuple(times), "engine": engine}
        return run_ensemble(plan(self.case, draws, seed, priors, **others), None if folder is None else Path(folder))

    def sensitivity(
        self,
        outcome: str = "",
        maximise: str = "",
        schedule: Schedule | None = None,
        over: Over = (),
        tell: str = "",
        method: str = "tornado",
        points: int | None = None,
        seed: int = 1,
        priors: Mapping[str, str] | None = None,
        control: str = "",
    ) -> Tornado | Measure:
        """Tell which uncertain inputs an answer hangs on: that of the run, or of the best pause, sought anew for each.

        Arguments:
            outcome: of the run, which is the answer; or else
            maximise: an outcome, and what the best pause gives in it is the answer.
            schedule: whose arguments are searched, `abrupt()` unless given; with `outcome` it is held.
            over: with `maximise`, arguments to search, with or without ranges; the start unless given.
            tell: with `maximise`, the argument of the best pause that is the answer instead.
            method: "tornado" moves one input at a time; "sobol", "morris" and "pawn" move all of them.
            points: base points, a power of two (sobol), trajectories (morris), or draws (pawn).
            seed: of the points; the same seed gives the same answer.
            priors: beside those of the model: "lead" -> "6 to 18 month", or "fixed".
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name or method, a wrong prior, nothing to draw, points that do not fit the method,
                or SALib is not installed, which all but a tornado need.
            RunError: too many points have no answer, or the answer never changes.
            NoAnswer: no pause in range.
        """
        from takeoff.uncertainty.inputs import draws
        from takeoff.uncertainty.sensitivity import points_for, sensitivity

        points_for(method, points)
        case, question = self._asked(outcome, maximise, schedule, over, tell, control)
        return sensitivity(case, draws(case, seed, priors), question, method, points)

    def _asked(
        self, outcome: str, maximise: str, schedule: Schedule | None, over: Over, tell: str, control: str
    ) -> tuple[Case, Question]:
        """The question that `sensitivity` puts, and to what."""
        from takeoff.uncertainty.answers import outcome_question, pause_question

        if bool(outcome) == bool(maximise):
            raise InputError("the answer is an outcome of the run, or of the best pause", "give outcome, or maximise")
        if outcome and (over or tell):
            raise InputError("an outcome of the run has nothing to search for", "over and tell go with maximise")
        name = control or (first_control(self.case.meaning) if maximise or schedule else "")
        if maximise:
            searched = {name: schedule or abrupt()}
            return self.case, pause_question(self.case, searched, maximise, ranges(over or ("start",)), tell)
        case = self.case.with_schedules({name: schedule}) if schedule else self.case
        return case, outcome_question(case, outcome)

    def calibrate(self, recipe: str | Path, data: str | Path, parameters: Sequence[str] = ()) -> Fit | Lasting:
        """Fit parameters to data.

        Arguments:
            recipe: a shipped one by name ("time-horizon"), or the path of a TOML file.
            data: a CSV file, or a folder with the file that the recipe names.
            parameters: that are fitted; those of the recipe unless given.

        Raises:
            ModelError: the recipe is wrong; every problem is listed.
            InputError: data that cannot be read, or names and units that do not fit the model.
            RunError: a run failed, or no minimum was found.
            NoAnswer: the data do not tell the parameters apart, or no distribution goes with them.
        """
        from takeoff.uncertainty.calibration.calibrate import calibrate
        from takeoff.uncertainty.calibration.recipe import read_recipe

        return calibrate(read_recipe(recipe), Path(data), self.case, parameters)

    def posterior(
        self,
        recipe: str | Path,
        data: str | Path,
        seed: int,
        parameters: Sequence[str] = (),
        priors: Mapping[str, str] | None = None,
        walkers: int = 128,
        steps: int = 300,
    ) -> Chains:
        """Sample what data leave of the priors of fitted parameters, by Markov chains.

        Arguments:
            recipe: as of `calibrate`, not one about durations.
            data: as of `calibrate`.
            seed: of the chains; the same seed gives the same samples.
            parameters: that are fitted; those of the recipe unless given.
            priors: beside those of recipe and model: parameter -> prior.
            walkers: how many chains; an even number.
            steps: of each that are kept; half as many come before.

        Raises:
            ModelError: the recipe is wrong; every problem is listed.
            InputError: emcee is not installed, or as `calibrate` has it, or a fitted parameter has no prior.
            RunError: a run failed, or no minimum was found.
            NoAnswer: the data do not tell the parameters apart, or too few draws agree with them.
        """
        from takeoff.uncertainty.calibration.calibrate import calibrate, sampled
        from takeoff.uncertainty.calibration.recipe import read_recipe

        read = read_recipe(recipe)
        found = calibrate(read, Path(data), self.case, parameters)
        return sampled(read, found, self.case, seed, priors, walkers, steps)

    def pause_under_uncertainty(
        self,
        maximise: str,
        draws: int,
        seed: int,
        schedule: Schedule | None = None,
        over: Over = ("start",),
        priors: Mapping[str, str] | None = None,
        known: Sequence[str] = (),
        control: str = "",
    ) -> Decision:
        """Find when to pause before it is known which draw is true: best on average, regret, value of information.

        Arguments:
            maximise: an outcome, whose mean is maximised.
            draws: how many.
            seed: of the draws; the same seed gives the same draws.
            schedule: whose arguments are searched; `abrupt()` unless given.
            over: arguments to search, with or without ranges.
            priors: beside those of the model: "lead" -> "6 to 18 month", or "fixed".
            known: inputs that one may wait to know.
            control: what is scheduled; the model's first control unless given.

        Raises:
            InputError: an unknown name, an illegal range, a wrong prior, nothing to draw, or too few draws.
            RunError: too many draws fail under some schedule.
        """
        from takeoff.uncertainty.decision import decide

        schedules = {control or first_control(self.case.meaning): schedule or abrupt()}
        return decide(self.case, schedules, maximise, ranges(over), draws, seed, priors, known)
