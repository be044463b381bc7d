"""
Solved by hand, and by the solver
=================================

What can be solved by hand is also solved by computer algebra, from the model's own equations, and the integration can
be held against that.
"""

from matplotlib.figure import Figure

import takeoff

model = takeoff.load("lead-and-pause")
forms = {form.stock: form for form in model.closed_forms()}
for form in forms.values():
    print(form.stock, "=", form.solution.rhs)

# %%
# The solutions hold at any constant level of caution. The solver steps through the same equations without knowing
# them; the largest relative difference of each stock:
times = [0.5, 1, 1.5, 2, 2.5, 3, 3.5]
run = model.run(caution=0.3)
values = {name: amount.value for name, amount in model.parameters.items()}
values["caution"] = 0.3
for name, form in forms.items():
    exact = [form.at(time, values) for time in times]
    print(f"{name:14} {max(abs(run.sample(name, times) / exact - 1)):.1e}")

# %%
# Alignment work by both.
fine = [0.05 + 3.45 * step / 100 for step in range(101)]
exact = [forms["alignment"].at(time, values) for time in fine]
figure = Figure(figsize=(6.4, 3.6), layout="constrained")
figure.suptitle("The solver agrees with the closed form")
axes = figure.add_subplot(yscale="log")
axes.set(xlabel="years from the start", ylabel="alignment work (researcher years)")
axes.plot(fine, exact, color="#0072B2", label="closed form")
axes.plot(times, run.sample("alignment", times), "o", color="#D55E00", label="solver")
axes.legend()
