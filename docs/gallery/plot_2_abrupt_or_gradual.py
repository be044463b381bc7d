"""
Abrupt or gradual, at an equal price
====================================

Slowdowns can only be compared if they cost the same. Here the price is time: the years of full stop that a schedule
amounts to.
"""

import takeoff

model = takeoff.load("lead-and-pause")
schedules = ["abrupt", "ramp(length=6 month)", "logistic(width=1 month)"]
comparison = model.compare(schedules, ranked_by="alignment", equal="caution_time")

# %%
# The first schedule sets the standard: it begins where that is best. The others begin where they amount to as much
# caution, which is earlier.
for one in comparison.slowdowns:
    years, work = one.run.outcome("caution_time"), one.run.outcome("alignment")
    print(f"{one.label:13} {years:.3f} years of caution {work:9,.0f} researcher years")

# %%
# In this model abrupt is better: AI labour grows with progress, so that caution is worth most at the very end, and a
# gradual slowdown spends some of it before. That holds while output is linear in caution (`takeoff theory
# linear-output`); where people must check what AI does, as in the flagship model, it is not.
figure = takeoff.figures.slowdowns(comparison)
