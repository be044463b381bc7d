"""What a user holds: a model, its runs and answers."""

from takeoff.model.model import Model, load
from takeoff.schedules.text import Schedulable, as_schedule

__all__ = ["Model", "Schedulable", "as_schedule", "load"]
