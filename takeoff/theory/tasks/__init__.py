"""What people and AI produce together when AI can do only a share of the tasks."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="tasks",
    title="People and AI on tasks",
    question="AI learns tasks one at a time, and on those it has learned it is soon as plentiful as anyone wants. What "
    "do people and AI then produce together, when a share $f$ of the tasks is automated, $m$ is AI labour, $h$ are the "
    "people, and tasks can stand in for each other only so well?",
    answer="First AI labour adds up with people one for one; once it has filled its tasks, people on the other tasks "
    "hold it back. Where tasks need each other ($\\rho$ below 0) boundless AI multiplies people by a number that only "
    "the automated share and $\\rho$ decide, at worst by Amdahl's $1/(1 - f)$. The two regimes meet without a kink, "
    "and tasks that weigh differently follow the same law. So ask which tasks AI can do, and how well one replaces "
    "another, before asking how much AI there is.",
    files=("output", "border", "abundant_ai", "amdahl", "cobb_douglas", "elasticities", "heterogeneous"),
)
