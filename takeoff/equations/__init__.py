"""From `Spec` to meaning: units, the table of allowed functions, the safe parser, order, the unit check."""
