"""What people and AI produce together when AI can do only a share of the tasks."""

from takeoff.theory.topic import Topic

TOPIC = Topic(
    name="tasks",
    title="People and AI on tasks",
    question="What people and AI produce together when AI can do only a share of the tasks.",
    answer="",
    files=(),
)
