"""`kg why`: why two names are one entity, or two."""

import dataclasses
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.judging import ENTITY_ID, file_of
from kg.cli.session import Session

_STYLES = {"for": "green", "against": "red", "neutral": "dim"}
_MARKS = {"for": "+", "against": "-", "neutral": "·"}
_PAIRS = 6
_ARTICLES = 5


def why(
    session: Session,
    start: Annotated[str, typer.Argument(metavar="A")],
    end: Annotated[str, typer.Argument(metavar="B")],
    types: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE")] = None,
    judgements: Annotated[Path | None, typer.Option("--judgements", metavar="FILE")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Why two names are one entity or two."""
    from kg.curation.explaining import explain
    from kg.curation.journal import in_force, read_judgements
    from kg.query import Graph, type_tag

    known = in_force(read_judgements(file_of(judgements)))
    tags = [type_tag(t) for t in types or ()]
    with Graph.open(session.store) as graph:
        left, right = (_meant(graph, text, tags) for text in (start, end))
        found = [explain(graph.reader, (a[0], b[0]), (a[1], b[1]), known) for a, b in _pairs(left, right)]
    if as_json:
        session.screen.json({"pairs": [_record(e) for e in found]})
        return
    for explanation in found:
        _tell(session, explanation)


def _meant(graph: Any, text: str, tags: Sequence[str]) -> list[tuple[str, str]]:
    """The entities that a name or an id means, each as the name in question and the id."""
    if ENTITY_ID.fullmatch(text):
        return [(graph.entity(id=text).name, text)]
    return [(text, m.id) for m in graph.candidates(text, types=tags)]


def _pairs(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]) -> list[tuple[Any, Any]]:
    """The pairs to explain, each once; bearers of one name are set against each other."""
    pairs = [(a, b) for a, b in itertools.product(left, right) if a[1] != b[1] or len(left) == len(right) == 1]
    unique: dict[frozenset[str], tuple[Any, Any]] = {}
    for a, b in pairs:
        unique.setdefault(frozenset((a[1], b[1])), (a, b))
    return list(unique.values())[:_PAIRS]


def _tell(session: Session, explanation: Any) -> None:
    from kg.curation.wording import reason

    names, (left, right) = explanation.names, explanation.entities
    if explanation.same:
        session.screen.line(
            (session.say("why_one", a=names[0], b=names[1], name=left.name), "bold green"), f"  {left.id}"
        )
    else:
        session.screen.line(
            (session.say("why_two", a=left.name, b=right.name), "bold yellow"), f"  {left.id}  {right.id}"
        )
    for recorded in explanation.reasons:
        session.screen.line(("= ", "green"), reason(recorded, session.lang), indent=2)
    for feature in explanation.features:
        score = "" if feature.score is None else f"  {feature.score:.2f}"
        words = [reason(word, session.lang) for word in feature.words]
        said = session.say(f"feature_{feature.name}", words=session.say("comma").join(filter(None, words)))
        style = _STYLES[feature.effect]
        session.screen.line((f"{_MARKS[feature.effect]} ", style), said, (score, "bold"), indent=2)
    for j in explanation.judgements:
        told = session.say("why_judged", by=j.by, verdict=j.verdict, left=j.left, right=j.right)
        session.screen.line(("! ", "bold"), told, (f"  {j.where}  {j.note}".rstrip(), "dim"), indent=2)
    for entity, documents in list(zip(explanation.entities, explanation.documents, strict=True))[
        : 2 - explanation.same
    ]:
        more = f" +{len(entity.documents) - _ARTICLES}" if len(entity.documents) > _ARTICLES else ""
        session.screen.line((f"{entity.name}: {', '.join(documents[:_ARTICLES])}{more}", "dim"), indent=2)


def _record(explanation: Any) -> dict[str, Any]:
    sides = zip(explanation.names, explanation.entities, explanation.documents, strict=True)
    return {
        "same": explanation.same,
        "sides": [
            {"asked": name, "id": e.id, "name": e.name, "type": e.type, "documents": list(documents)}
            for name, e, documents in sides
        ],
        "reasons": list(explanation.reasons),
        "features": [dataclasses.asdict(f) for f in explanation.features],
        "judgements": [dataclasses.asdict(j) for j in explanation.judgements],
    }
