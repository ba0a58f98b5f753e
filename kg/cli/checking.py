"""`kg evaluate`, `kg validate` and `kg info`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.screen import counted
from kg.cli.session import Session


def evaluate(
    session: Session,
    gold: Annotated[Path, typer.Argument(metavar="GOLD")],
    misses: Annotated[bool, typer.Option("--misses")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Compare the graph with gold annotations."""
    from kg.evaluation import evaluate as score
    from kg.export import document_rows
    from kg.store import read_snapshot

    snapshot = read_snapshot(session.store)
    report = score(gold, document_rows(snapshot))
    missed = _missed(report, snapshot) if misses else []
    if as_json:
        session.screen.json({**report.to_dict(), **({"misses": missed} if misses else {})})
        return
    for name in report.missing:
        session.talk("no_prediction", document=name)
    heads = [session.say(h) for h in ("measure", "precision", "recall", "f1", "hits", "predicted", "gold")]
    totals = {session.say(f"total_{name}"): tally for name, tally in report.totals().items()}
    session.screen.table(heads, _figures({**report.types(), **report.predicates(), **totals}), right=range(1, 7))
    agreed = {name: f"{right}/{of}" for name, (right, of) in report.agreement().items()}
    if agreed["status"] != "0/0":
        session.screen.line(session.say("agreed", **{name.replace(" ", "_"): value for name, value in agreed.items()}))
    for row in missed:
        _print_miss(session, row)


def _figures(tallies: Mapping[str, Any]) -> list[list[str]]:
    return [
        [
            name,
            *(f"{getattr(t, f):.3f}" for f in ("precision", "recall", "f1")),
            *map(str, (t.hits, t.predicted, t.gold)),
        ]
        for name, t in tallies.items()
    ]


def _missed(report: Any, snapshot: Any) -> list[dict[str, Any]]:
    from kg.evaluation import misses

    texts: dict[str, str] = {}
    for document in snapshot.documents:
        texts[document.name] = texts.get(document.name, "") + document.text + "\n"
    return [
        {
            "document": f.document,
            "verdict": f.verdict,
            "label": f.label,
            "text": f.text,
            "reason": f.reason,
            "instead": f.instead,
            "sentence": f.sentence,
        }
        for f in misses(report, texts=texts)
    ]


def _print_miss(session: Session, row: Mapping[str, str]) -> None:
    reason = f" [{row['reason']}{': ' + row['instead'] if row['instead'] else ''}]" if row["reason"] else ""
    colour = "yellow" if row["verdict"] == "missed" else "red"
    session.screen.line(
        (f"{row['document']}  ", "dim"),
        (session.say(row["verdict"]), colour),
        f"  {row['label']}  {row['text']}{reason}",
    )
    if row["sentence"]:
        session.screen.line((row["sentence"], "dim"), indent=4)


def validate(
    session: Session,
    file: Annotated[Path | None, typer.Argument(metavar="[TURTLE]")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Check the graph, or a Turtle file, against the SHACL shapes."""
    import dataclasses

    from kg.export.validation import validate as check
    from kg.store import open_store

    if file is not None:
        found = check(file)
    else:
        with open_store(session.store) as reader:
            reader.check()
            found = check(reader.snapshot(), str(reader.manifest.get("base", "")))
    if as_json:
        session.screen.json({"conforms": not found, "violations": [dataclasses.asdict(v) for v in found]})
    else:
        for violation in found:
            session.screen.line((violation.line(session.lang), "red"))
        said = (session.say("violations", number=len(found)), "red") if found else (session.say("conforms"), "green")
        session.screen.line(said)
    if found:
        raise typer.Exit(1)


def info(session: Session, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """What the graph holds."""
    from kg.query import Graph
    from kg.vocabulary import ontology

    with Graph.open(session.store) as graph:
        graph.reader.check()
        facts = graph.info()
    if as_json:
        session.screen.json(facts)
        return
    rows = {name: facts["tables"][name]["rows"] for name in ("documents", "mentions", "facts", "entities", "edges")}
    session.screen.line((str(session.store), "bold"), f"  {facts['version']}  kg {facts.get('software', '?')}")
    session.screen.line("  ".join(f"{session.say(name)} {number}" for name, number in rows.items()))
    known = ontology()
    zh = session.lang == "zh"
    types = {tag: t.zh if zh else t.en for tag, t in known.types.items()}
    predicates = {tag: p.zh if zh else p.en for tag, p in known.predicates.items()}
    for heads, counts, labels in (("types", facts["types"], types), ("predicates", facts["predicates"], predicates)):
        session.screen.line()
        session.screen.table(
            [session.say(heads), session.say("label"), session.say("number")], counted(counts, labels), right=[2]
        )
