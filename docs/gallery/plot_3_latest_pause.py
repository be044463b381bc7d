"""
The latest pause that is safe
=============================

How long can a pause wait, if the accumulated hazard must stay below a bound, and what does a longer lead change?
"""

import takeoff

model = takeoff.load("lead-and-pause")
(alone,) = model.latest_pause(["hazard <= 0.02"]).points
print(alone.answer.parameters["start"])

# %%
# The same as a function of a parameter. Where no pause meets the bound, the figure says so.
leads = [f"{months} month" for months in range(0, 25, 4)]
found = model.latest_pause(["hazard <= 0.02"], along="lead", values=leads)
figure = takeoff.figures.latest(found)
