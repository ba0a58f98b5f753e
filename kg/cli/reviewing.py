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
        made: list[str] = []
        for number, question in enumerate(questions, start=1):
            _ask(session, graph.reader, question, f"{number}/{len(questions)}")
            if not _answer(session, question, path, author(by), made):
                break
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
    for edge in edges:
        session.screen.line(*edge_line(session, edge, seen[edge.id], names), indent=2)
        telling.sentences(session, seen[edge.id].evidence, indent=6)
    session.screen.line((session.say(f"keys_{question.kind}"), "dim"))


def _answer(session: Session, question: Any, path: Path, by: str, made: list[str]) -> bool:
    """Read answers until one settles the question; False to stop. `undo` takes the last one back and asks on."""
    from kg.curation.deciding import decide

    while line := sys.stdin.readline():
        key, _, value = line.strip().partition(" ")
        if key == "quit":
            return False
        if key in ("skip", ""):
            return True
        if key == "undo" and made:
            decide(path, "undo", made.pop(), by=by)
        elif key and key in _FITTING[question.kind] and len(key) == 1 and bool(value) == (key in _VALUED):
            try:
                judgement = decide(path, *_wanted(question, key, value), by=by)  # type: ignore[arg-type]
            except JudgementError as error:
                session.screen.talk((error.message(session.lang), "red"))
                continue
            made.append(judgement.id)
            return True
        else:
            session.screen.talk(session.say(f"keys_{question.kind}"))
    return False


def _wanted(question: Any, key: str, value: str) -> Sequence[str]:
    return (_KEYS[key], question.left, value.strip() if key in _VALUED else question.right)
