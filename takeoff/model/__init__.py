"""What a user holds: a model, its runs and answers."""

from takeoff.model.given import Schedulable, as_schedule
from takeoff.model.model import Model, load

__all__ = ["Model", "Schedulable", "as_schedule", "load"]
