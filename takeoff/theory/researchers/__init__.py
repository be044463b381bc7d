"""How many researchers a model is worth when it runs on the compute that trained it."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="researchers",
    title="Researchers from compute",
    question="Whoever has just trained a model has the cluster that trained it, and can run copies of the model there. "
    "How much research is that, if $k$ tokens are worth one second of a researcher? And how does it grow with more "
    "compute and shorter training? An essay (Finnveden, 2023) prints seven numbers; which of them follow?",
    answer="Tokens per second grow with the root of the cluster's speed over the training time: a tenfold larger "
    "cluster that trains for as long is worth only three times as many researchers, since the model it trains is "
    "larger as well. The total depends on tokens alone, not on how fast one AI researcher is or on how many streams "
    "make it up. Four of the essay's seven numbers follow. One leaves out a factor of its own; one has the wrong unit; "
    "and one, built on that, divides working hours out a second time.",
    files=("model_size", "tokens", "scaling", "workers"),
)
