"""Closed forms of the stocks of any model, each proven, or one sentence on why there is none."""
