"""
How the answer moves with one input
===================================

The best pause is a number; whether to trust it depends on how it moves when an input does.
"""

from matplotlib.figure import Figure

import takeoff

model = takeoff.load("lead-and-pause")
growth = [1, 1.5, 2, 3]
models = [model.change(productivity_growth=value) for value in growth]
found = [one.best_pause("alignment").best for one in models]
starts = [answer.parameters["start"].value for answer in found]
print(starts)

# %%
# The closed form says the same for all inputs at once. The search does not know it.
derived = takeoff.derive("best-stop")
print(derived.result)


def by_hand(value: float) -> float:
    """The best start, in years, for a growth of AI labour."""
    return derived.evaluate(g=value, D=3, X=0.5, phi_0=0.05, phi_1=0.9)


print([f"{start - by_hand(value):.0e}" for start, value in zip(starts, growth, strict=True)])

# %%
# The faster AI labour grows, the later and the shorter is the best stop.
curve = [1 + step / 50 for step in range(101)]
figure = Figure(figsize=(6.4, 3.6), layout="constrained")
figure.suptitle("The faster AI labour grows, the later is the best stop")
axes = figure.add_subplot()
axes.set(xlabel="growth of AI labour (1/year)", ylabel="best start (year)")
axes.plot(curve, [by_hand(value) for value in curve], color="#0072B2", label="closed form")
axes.plot(growth, starts, "o", color="#D55E00", label="search")
axes.axhline(3.5, color="#555555", linestyle=":", label="end of the run")
axes.legend(loc="lower right")
