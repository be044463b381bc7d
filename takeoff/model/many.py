"""What many models are asked at once: the same question, and what they imply for the past."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from takeoff.decide import backcast as past
from takeoff.decide.across import Answers, ask
from takeoff.decide.backcast import Backcast
from takeoff.decide.observations import read_observations
from takeoff.decide.questions import KINDS, read_question
from takeoff.model.model import Model, load
from takeoff.solve.case import Case
from takeoff.spec.find import model_paths

Asked = Model | str | Path
"""A model with its changes, or one by name or path."""
Watch = Callable[[Sequence[Case]], Iterable[Case]]


def compare_models(
    questions: Sequence[str] = (), models: Sequence[Asked] = (), watch: Watch = iter
) -> tuple[Answers, ...]:
    """Put the same questions to many models; those that cannot answer say why.

    Arguments:
        questions: such as "automated" or "takeoff(low=0.3, high=0.9)"; all there are unless given.
        models: whom to ask; all shipped ones whose [concepts] name a quantity unless given.
        watch: passes the models on one by one, such as a progress bar.

    Raises:
        InputError: an unknown question, argument or model, or an illegal value.
        ModelError: a model is wrong.
    """
    asked = [read_question(text) for text in questions or KINDS]
    return ask(_cases(models), asked, watch)


def backcast(
    data: str | Path, models: Sequence[Asked] = (), folder: str | Path | None = None, watch: Watch = iter
) -> tuple[Backcast, ...]:
    """Hold models against observations of what their [concepts] name, a data set each.

    Arguments:
        data: the TOML file that says what columns measure.
        models: that are held; all shipped ones whose [concepts] name a quantity unless given.
        folder: where the data files are; that of `data` unless given.
        watch: passes the models on one by one, such as a progress bar.

    Raises:
        InputError: data that cannot be read, an unknown model, or one whose quantity has no logarithm at its start.
        ModelError: the file of the data, or a model, is wrong.
        RunError: a run failed.
    """
    path = Path(data)
    observations = read_observations(path, path.parent if folder is None else Path(folder))
    return past.backcast(_cases(models), observations, watch)


def shipped() -> tuple[list[Model], list[Model]]:
    """The shipped models whose [concepts] name a quantity, and those that cannot be asked as theirs name none."""
    models = [load(name) for name in model_paths()]
    return [one for one in models if one.meaning.concepts], [one for one in models if not one.meaning.concepts]


def _cases(models: Sequence[Asked]) -> list[Case]:
    asked = [one if isinstance(one, Model) else load(one) for one in models] or shipped()[0]
    return [one.case for one in asked]
