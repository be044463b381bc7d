"""
A model of one's own
====================

A model is a TOML file: quantities with units, equations as text. Nothing else is needed.

Two teams work: one on capability, whose speed doubles every year, and one on safety, which is twice as fast while the
other one pauses. The run ends when capability reaches a level.
"""

import tempfile
from pathlib import Path

import takeoff

TEXT = """
schema = 1
[model]
name = "two-teams"
title = "Two teams"
[stocks]
capability = { unit = "year", start = "0" }
safety = { unit = "year", start = "0", label = "safety work" }
[flows]
progress = { into = "capability", rate = "exp(t / doubling * log(2)) * (1 - caution)" }
work = { into = "safety", rate = "1 + caution" }
[parameters]
doubling = { value = 1, unit = "year", between = [0.1, 10], source = "assumed" }
danger = { value = 7, unit = "year", between = [0, 100], source = "assumed" }
[controls]
caution = { unit = "1" }
[milestones]
dangerous = { when = "capability >= danger", stop = true }
[outcomes]
safety = { unit = "year", equation = "safety", better = "higher" }
end = { unit = "year", equation = "t" }
"""

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "two-teams.toml"
    path.write_text(TEXT, encoding="utf-8")
    model = takeoff.load(path)

print(model.run().outcomes)

# %%
# A year of full stop adds a year of work, for the doubled speed, and the time by which the end comes later: less than a
# year, because capability is faster by the time it goes on.
never, paused = model.run(), model.run(caution=takeoff.abrupt(start=1, stop=2))
for outcome in ("safety", "end"):
    print(outcome, paused.outcome(outcome) - never.outcome(outcome))

# %%
# A mistake is told with its place. Here the unit is wrong:
wrong = TEXT.replace('rate = "1 + caution"', 'rate = "doubling + caution"')
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "two-teams.toml"
    path.write_text(wrong, encoding="utf-8")
    try:
        takeoff.load(path)
    except takeoff.ModelError as error:
        print(error.problems[0].message)

# %%
# Its figure shows its stocks, until the file asks for other panels.
comparison = model.compare(["abrupt(start=1, stop=2)"], ranked_by="safety")
figure = takeoff.figures.slowdowns(comparison)
