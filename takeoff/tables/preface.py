"""What is said of a whole model before its parts."""

from __future__ import annotations

from takeoff.spec.parts import Header


def preface(header: Header) -> list[str]:
    """What a model is, what it leaves out, and how it maps onto others: a paragraph each, of what there is.

    Arguments:
        header: of the model.
    """
    told = {"": header.meaning, "What it leaves out: ": header.leaves_out, "Beside other models: ": header.maps_to}
    return [f"{lead}{text}" for lead, text in told.items() if text]
