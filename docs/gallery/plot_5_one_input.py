"""
How the answer moves with one input
===================================

The best pause is a number; whether to trust it depends on how it moves when an input does.
"""

from matplotlib.figure import Figure

import takeoff

model = takeoff.load("lead-and-pause")
growth = [1, 1.5, 2, 3]
found = [model.change(productivity_growth=value).best_pause("alignment").best for value in growth]
starts = [answer.parameters["start"].value for answer in found]
print(starts)

# %%
# The closed form says the same for all inputs at once. The search does not know it.
derived = takeoff.derive("best-stop")
print(derived.result)
given = {"D": 3, "X": 0.5, "phi_0": 0.05, "phi_1": 0.9}
derived_starts = [derived.evaluate(g=value, **given) for value in growth]
print(max(abs(one - other) for one, other in zip(starts, derived_starts, strict=True)))

# %%
# The faster AI labour grows, the later and the shorter is the best stop.
figure = Figure(figsize=(6.4, 3.6), layout="constrained")
figure.suptitle("Faster growth of AI labour calls for a shorter stop")
axes = figure.add_subplot(
    xlabel="growth of AI labour with progress (1/year)", ylabel="best start of a full stop (year)"
)
curve = [1 + step / 50 for step in range(101)]
axes.plot(curve, [derived.evaluate(g=value, **given) for value in curve], color="#0072B2", label="closed form")
axes.plot(growth, starts, "o", color="#D55E00", label="search")
axes.axhline(3.5, color="#555555", linestyle=":", label="end of the run")
axes.legend(loc="center right")
