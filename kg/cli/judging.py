"""`kg judge`: judgements from scripts, the list of them, and taking one back."""

import dataclasses
import getpass
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.session import Session
from kg.errors import JudgementError

By = Annotated[str, typer.Option("--by", metavar="WHO", envvar="KG_BY", show_envvar=False)]
Note = Annotated[str, typer.Option("--note", metavar="WHY")]
File = Annotated[Path | None, typer.Option("--judgements", metavar="FILE")]
Types = Annotated[list[str] | None, typer.Option("--type", metavar="TYPE")]
ENTITY_ID = re.compile(r"[a-z]-[a-z2-7]{10}")
_EDGE, _FACT = "a-", "f-"


def judge(
    session: Session,
    verdict: Annotated[str, typer.Argument(metavar="VERDICT")] = "",
    left: Annotated[str, typer.Argument(metavar="LEFT")] = "",
    right: Annotated[str, typer.Argument(metavar="[RIGHT]")] = "",
    by: By = "",
    note: Note = "",
    types: Types = None,
    undo: Annotated[str, typer.Option("--undo", metavar="ID")] = "",
    all_: Annotated[bool, typer.Option("--list")] = False,
    judgements: File = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Record a judgement on names or facts."""
    from kg.curation.validity import VERDICTS

    path = file_of(judgements)
    if all_:
        _list(session, path, as_json)
    elif undo:
        _record(session, path, [("undo", undo, "")], author(by), note, as_json)
    elif verdict not in VERDICTS or verdict == "undo" or not left:
        known = ", ".join(v for v in VERDICTS if v != "undo")
        raise typer.BadParameter(session.say("verdict_needed", known=known), param_hint="VERDICT")
    else:
        wanted = [(verdict, *sides) for sides in _sides(session, verdict, left, right, types)]
        _record(session, path, wanted, author(by), note, as_json)


def file_of(judgements: Path | None) -> Path:
    """The file of judgements: the option, else the setting."""
    from kg.config import load_config

    return judgements or Path(load_config().curation.judgements)


def author(by: str) -> str:
    """Who judges: the option or `KG_BY`, else the name of the user's account."""
    try:
        return by or getpass.getuser()
    except (KeyError, OSError):
        raise JudgementError("请用 --by 写明是谁的判断", "say with --by who judges") from None


def _record(
    session: Session, path: Path, wanted: Sequence[tuple[str, str, str]], by: str, note: str, as_json: bool
) -> None:
    from kg.curation.deciding import decide

    made = [decide(path, verdict, left, right, by=by, note=note) for verdict, left, right in wanted]  # type: ignore[arg-type]
    if as_json:
        session.screen.json([_row(judgement, True) for judgement in made])
    else:
        for judgement in made:
            session.screen.line((judgement.id, "bold"), "  ", _told(judgement))
    session.talk("judged", file=path)


def _list(session: Session, path: Path, as_json: bool) -> None:
    from kg.curation.journal import in_force, read_judgements

    known = read_judgements(path)
    holding = {j.id for j in in_force(known)}
    if as_json:
        session.screen.json([_row(j, j.id in holding) for j in known])
        return
    for judgement in known:
        style = "bold" if judgement.id in holding else "dim"
        gone = "" if judgement.id in holding or judgement.verdict == "undo" else session.say("undone")
        when = f"  {judgement.by}  {judgement.at[:10]}  {judgement.note}".rstrip()
        session.screen.line((judgement.id, style), f"  {gone}{_told(judgement)}", (when, "dim"))
    session.talk("listed", number=len(known))


def _told(judgement: Any) -> str:
    return " ".join(filter(None, (judgement.verdict, judgement.left, judgement.right)))


def _row(judgement: Any, holding: bool) -> dict[str, Any]:
    return {**dataclasses.asdict(judgement), "in_force": holding}


def _sides(session: Session, verdict: str, left: str, right: str, types: list[str] | None) -> list[tuple[str, str]]:
    """The references that a judgement is about: one pair, or one for each fact of an edge."""
    from kg.curation.validity import ABOUT_FACTS, PAIRS
    from kg.query import type_tag

    if verdict in ABOUT_FACTS:
        return [(statement, right) for statement in _statements(session, left)]
    if verdict in PAIRS:
        return [(_name(session, left, types), _name(session, right, types))]
    if verdict == "retype":
        tag, colon, kind = right.partition(":")
        right = right if tag == "none" else f"{type_tag(tag)}{colon}{kind}"
    return [(_name(session, left, types), right)]


def _statements(session: Session, text: str) -> list[str]:
    """A fact by its content, by the id of a fact, or all facts of an edge."""
    from kg.curation.referring import facts_of_edge, statements
    from kg.store import open_store

    if not ENTITY_ID.fullmatch(text):
        return [text]
    with open_store(session.store) as reader:
        ids = facts_of_edge(reader, text) if text.startswith(_EDGE) else (text,)
        return list(dict.fromkeys(statements(reader, ids).values()))


def _name(session: Session, text: str, types: list[str] | None) -> str:
    """A reference as it is, else the entity that a name or id means."""
    from kg.curation.referring import refer
    from kg.model import name_key
    from kg.query import Graph, type_tag
    from kg.resolve.references import NameReference, read_name
    from kg.vocabulary import ontology

    given = read_name(text)
    if given.type in ontology().types and given.key:
        return str(NameReference(given.type, name_key(given.key), given.document))
    by_id = text if ENTITY_ID.fullmatch(text) else ""
    with Graph.open(session.store) as graph:
        match = graph.entity(text, id=by_id, types=[type_tag(t) for t in types or ()])
        (entity,) = graph.reader.entities([match.id])
        return str(refer(graph.reader, entity, name_key(match.matched)))
