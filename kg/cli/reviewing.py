"""`kg review`: open questions one by one, answered with a key; works from a pipe too."""

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli import telling
from kg.cli.disputing import edge_line
from kg.cli.judging import author, file_of
from kg.cli.session import Session
from kg.errors import JudgementError

_KEYS = {
    "s": "same", "d": "different", "u": "unsure", "n": "rename", "t": "retype",
    "a": "accept", "r": "reject", "w": "date",
}  # fmt: skip
_FITTING = {"pair": "sdunt", "fact": "arw"}
_VALUED = "ntw"


def review(
    session: Session,
    by: Annotated[str, typer.Option("--by", metavar="WHO", envvar="KG_BY", show_envvar=False)] = "",
    judgements: Annotated[Path | None, typer.Option("--judgements", metavar="FILE")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Answer the most useful open questions."""
    from kg.curation.journal import in_force, read_judgements
    from kg.curation.review import open_questions
    from kg.query import Graph

    path = file_of(judgements)
    with Graph.open(session.store) as graph:
        questions = open_questions(graph.reader, in_force(read_judgements(path)))
        if as_json:
            session.screen.json({"questions": [dataclasses.asdict(q) for q in questions]})
            return
        made: dict[int, str] = {}
        at = 0
        while 0 <= at < len(questions):
            _ask(session, graph.reader, questions[at], f"{at + 1}/{len(questions)}")
            at = _answer(session, questions[at], path, author(by), made, at)
    session.talk("reviewed", number=len(made), file=path)


def _ask(session: Session, reader: Any, question: Any, number: str) -> None:
    from kg.model import Edge
    from kg.query.evidence import observe
    from kg.store.columns import rows_of

    edges = rows_of(Edge, reader.select("edges", "id", question.edge_ids))
    seen = observe(reader, edges)
    names = {e.id: e for e in reader.entities({i for e in edges for i in (e.subject_id, e.object_id)})}
    told = " = ".join(filter(None, (question.left, question.right)))
    session.screen.line((f"[{number}] ", "dim"), (f"{told} ?", "bold yellow"))
    if question.why:
        session.screen.line(_why(session, question), indent=2)
    for edge in edges:
        session.screen.line(*edge_line(session, edge, seen[edge.id], names), indent=2)
        telling.sentences(session, seen[edge.id].evidence, indent=6)
    session.screen.line((session.say(f"keys_{question.kind}"), "dim"))


def _why(session: Session, question: Any) -> str:
    from kg.curation.conflicts import KINDS
    from kg.curation.wording import reason

    if question.why in KINDS:
        return session.say(f"conflict_{question.why}", name=question.about)
    return session.say("merged", name=question.about, reason=reason(question.why, session.lang))


def _answer(session: Session, question: Any, path: Path, by: str, made: dict[int, str], at: int) -> int:
    """Read answers until one settles the question; the number of the question to ask next, -1 to stop.

    `made` are the judgements by question. `undo` takes the last one back, and its question comes up again.
    """
    from kg.curation.deciding import decide

    while line := sys.stdin.readline():
        key, _, value = line.strip().partition(" ")
        if key == "quit":
            return -1
        if key in ("skip", ""):
            return at + 1
        if key == "undo" and made:
            last, judgement = made.popitem()
            decide(path, "undo", judgement, by=by)
            return last
        if key and key in _FITTING[question.kind] and len(key) == 1 and bool(value) == (key in _VALUED):
            try:
                made[at] = decide(path, *_wanted(question, key, value), by=by).id  # type: ignore[arg-type]
            except JudgementError as error:
                session.screen.talk((error.message(session.lang), "red"))
                continue
            return at + 1
        session.screen.talk(session.say(f"keys_{question.kind}"))
    return -1


def _wanted(question: Any, key: str, value: str) -> Sequence[str]:
    return (_KEYS[key], question.left, value.strip() if key in _VALUED else question.right)
