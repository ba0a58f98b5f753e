"""The page of questions: what was understood, the answers with their sentences, or what was not understood."""

import dataclasses

from kg.query import Graph, Match
from kg.questions import Answered, Trouble, answer
from kg.server.exchange import Request
from kg.server.pages.home import examples
from kg.server.pages.view import View
from kg.server.refusals import lookup_status

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
    trouble = answered.trouble if answered else None
    return View(
        "pages/ask.html",
        {
            "question": question,
            "answered": answered,
            "choices": _choices(question, trouble) if trouble else (),
            "examples": examples(graph),
        },
        _status(trouble),
    )


def _status(trouble: Trouble | None) -> int:
    """A name in a question that means no one thing is answered as on other pages; what is not understood is told."""
    named = trouble is not None and trouble.kind in ("ambiguous", "unknown")
    return lookup_status(ambiguous=trouble.kind == "ambiguous") if trouble and named else 200


def _choices(question: str, trouble: Trouble) -> tuple[Choice, ...]:
    return tuple(Choice(m, question.replace(trouble.words, m.name, 1)) for m in trouble.candidates)
