"""
A first run
===========

Load a model, run it, and read what it says.

`lead-and-pause` is the picture that can be solved by hand: a leader, a follower half a year behind, and a danger that
the follower reaches whatever the leader does.
"""

import takeoff

model = takeoff.load("lead-and-pause")
run = model.run()
for name, amount in run.outcomes.items():
    print(f"{name:14} {amount.value:10.4g} {amount.unit}")

# %%
# The run ends where a milestone says so. Milestones are calendar years:
print(run.when("danger"))

# %%
# A slowdown is a schedule of a control. A full stop of three months moves AI from capability to alignment: how many
# times the work without one? Parameters are changed by name, in their own unit or in another.
stop = takeoff.abrupt(start="2 year", stop="27 month")
print(model.run(caution=stop).outcome("alignment") / run.outcome("alignment"))
print(model.run(caution=stop, lead="9 month").outcome("alignment") / run.outcome("alignment"))

# %%
# Every quantity can be read over time or at a date, in its declared unit.
print(run["alignment_labour"][[0, -1]])
print(run.at(2027.5)["progress"].value)

# %%
# Derivatives are exact: how much work a small change adds, told for a year more of lead and for 1/year more of growth.
print(run.gradient("alignment", ["lead", "productivity_growth"]))

# %%
# A comparison draws runs side by side, with the panels that the model asks for.
comparison = model.compare([stop], ranked_by="alignment")
figure = takeoff.figures.slowdowns(comparison)
