"""Models and results in and out of other tools' formats."""
