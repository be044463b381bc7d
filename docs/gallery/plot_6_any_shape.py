"""
The best schedule of any shape
==============================

A stop, a ramp: are simple schedules good enough? The best schedule of any shape says what they leave on the table.
"""

import takeoff

model = takeoff.load("lead-and-pause")
plan = model.plan("alignment", nodes=[8], against=["abrupt"])
simple = plan.simple["abrupt"]
print(simple.parameters["start"].value, simple.run.outcome("alignment"))
print(plan.best.run.outcome("alignment"))

# %%
# Here they leave nothing: the search, which may put any level at any time, finds the full stop again. Theory says so of
# every model whose output is linear in caution (`takeoff theory linear-output`).
for time, level in zip(plan.best.line.times, plan.best.line.levels, strict=True):
    print(f"{time:.4f} {level:.3f}")

# %%
# Both of them and never pausing.
figure = takeoff.figures.slowdowns(plan.comparison())
