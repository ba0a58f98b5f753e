"""The page of questions: what was understood, the answers with their sentences, or what was not understood."""

import dataclasses

from kg.query import Graph, Match
from kg.questions import Answered, Trouble, answer
from kg.server.exchange import Request
from kg.server.pages.home import examples
from kg.server.pages.view import View

_LONGEST = 200


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """An entity that was perhaps meant, and the question put again with its full name."""

    match: Match
    question: str


def show_question(graph: Graph, request: Request) -> View:
    """The answer to `q`; without a question, examples of what can be asked."""
    question = " ".join(request.first("q").split())[:_LONGEST]
    answered: Answered | None = answer(graph, question) if question else None
    return View(
        "pages/ask.html",
        {
            "question": question,
            "answered": answered,
            "choices": _choices(question, answered.trouble) if answered and answered.trouble else (),
            "examples": examples(graph),
        },
    )


def _choices(question: str, trouble: Trouble) -> tuple[Choice, ...]:
    return tuple(Choice(m, question.replace(trouble.words, m.name, 1)) for m in trouble.candidates)
