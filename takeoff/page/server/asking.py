"""How a worker answers: the query becomes a view, and the view is asked.

What computes is imported here at the first question: only workers need it, and the server starts without.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from takeoff.page.server.budgets import DOWNLOAD
from takeoff.page.server.question import Question
from takeoff.page.server.reply import Reply, answer_reply, bounded


def answer(offered: Mapping[str, Path], question: Question) -> Reply:
    """Answer a question.

    Arguments:
        offered: models that are served: name -> path.
        question: what is asked.

    Raises:
        InputError: the query is wrong.
        RunError: a run failed.
        NoAnswer: there is none.
    """
    from takeoff.page.answers import QUESTIONS
    from takeoff.page.downloads import DOWNLOADS
    from takeoff.page.view import View

    view = View.read(question.pairs, offered)
    if question.name in QUESTIONS:
        return answer_reply(QUESTIONS[question.name](view))
    file = DOWNLOADS[question.name.removeprefix(DOWNLOAD)](view)
    return bounded(Reply(file.content, media=file.media, name=file.name))
