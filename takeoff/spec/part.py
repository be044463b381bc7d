"""What all parts of model and schedule files share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """What all parts share: they never change, know no other keys, and may say what they mean."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    meaning: str = ""
