"""How many questions in Chinese are answered right: `python benchmarks/questions.py [FILE.tsv] [--misses] [--sparql]`.

The graph is made by hand (`questions_entities.tsv`, `questions_facts.tsv`), and so are the answers: what is expected
was written down from the facts before any question was asked. An answer is right if it is exactly the expected one;
it is wrong if it says something else; where nothing is answered though something is known it is a miss. `none` wants no
answer at all, and `unclear` wants to be told what is not clear. `--sparql` also runs the query of each answer that
claims to be given by it alone.
"""

import argparse
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.model import Document, Edge, EdgeStatus, Entity, Fact, Mention, Snapshot, When, content_id, name_key
from kg.query import Graph, parse_moment
from kg.questions import Answered, answer
from kg.store import write_store
from kg.vocabulary import ontology, read_table

HERE = Path(__file__).parent
Row = Mapping[str, str]


def graph_of_tables(folder: Path = HERE) -> tuple[Snapshot, dict[str, Entity]]:
    """The graph made by hand, and its entities by their key in the tables."""
    facts = read_table(folder / "questions_facts.tsv")
    documents = {s: _document(s, facts) for s in sorted({r["source"] for r in facts})}
    entities, mentions = {}, []
    for number, row in enumerate(read_table(folder / "questions_entities.tsv")):
        mine = list(_mentions(row, documents.values(), number))
        mentions += mine
        entities[row["key"]] = _entity(row, mine)
    made = [_fact(r, documents[r["source"]], entities) for r in facts]
    edges: dict[str, Edge] = {}
    for row, fact in zip(facts, made, strict=True):
        edge = _edge(row, fact, documents[row["source"]], entities)
        edges[edge.id] = _joined(edges[edge.id], edge) if edge.id in edges else edge
    return Snapshot(
        documents=tuple(documents.values()),
        mentions=tuple(sorted(mentions, key=lambda m: m.id)),
        facts=tuple(sorted(made, key=lambda f: f.id)),
        entities=tuple(sorted(entities.values(), key=lambda e: e.id)),
        edges=tuple(sorted(edges.values(), key=lambda e: e.id)),
    ), entities


def store_of_tables(path: Path) -> dict[str, Entity]:
    """Write the graph made by hand into a store; its entities by key."""
    snapshot, entities = graph_of_tables()
    write_store(path, snapshot, {"software": "0", "input": "0", "base": "https://example.org/htz/"})
    return entities


def _when(iso: str, role: str = "at") -> When | None:
    if not iso:
        return None
    moment = parse_moment(iso)
    return When(iso, moment.iso, moment.earliest, moment.latest, role)  # type: ignore[arg-type]


def _document(source: str, facts: tuple[dict[str, str], ...]) -> Document:
    mine = [r for r in facts if r["source"] == source]
    text = "".join(dict.fromkeys(r["sentence"] for r in mine))
    id_ = content_id("d", source)
    return Document(id_, source, 1, 1, id_, text, "", "", _when(mine[0]["published"]), "sidecar")


def _mentions(row: Row, documents: Iterable[Document], number: int) -> Iterator[Mention]:
    for document in documents:
        for name in row["names"].split("|"):
            start = document.text.find(name)
            if start >= 0:
                id_, end = content_id("m", document.id, row["key"], name), start + len(name)
                args = (row["type"], row["kind"], name, name_key(name), "", number, "sample", 0.9)
                yield Mention(id_, document.id, start, end, *args)


def _entity(row: Row, mine: list[Mention]) -> Entity:
    names, hidden = tuple(row["names"].split("|")), tuple(filter(None, row["hidden"].split("|")))
    documents = tuple(sorted({m.document_id for m in mine}))
    id_ = content_id(ontology().types[row["type"]].letter, row["key"])
    return Entity(
        id_, row["type"], row["kind"], names[0], names, hidden, documents, tuple(sorted(m.id for m in mine)), (), 0.9
    )


def _qualifiers(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((k, v) for k, _, v in [row["qualifier"].partition("=")] if k)


def _fact(row: Row, document: Document, entities: Mapping[str, Entity]) -> Fact:
    start = document.text.index(row["sentence"])
    subject, object_ = entities[row["subject"]], entities[row["object"]]
    return Fact(
        id=content_id("f", *row.values()),
        document_id=document.id,
        predicate=row["predicate"],
        subject_id=subject.mention_ids[0],
        object_id=object_.mention_ids[0],
        qualifiers=_qualifiers(row),
        status="planned" if row["status"] == "planned" else "stated",
        when=_when(row["at"]) or _when(row["since"], "since"),
        evidence=((start, start + len(row["sentence"])),),
        found_by="sample",
        confidence=0.9,
    )


def _edge(row: Row, fact: Fact, document: Document, entities: Mapping[str, Entity]) -> Edge:
    subject, object_ = ontology().oriented(row["predicate"], entities[row["subject"]].id, entities[row["object"]].id)
    seen = _when(row["at"]) or document.published
    status: EdgeStatus = row["status"]  # type: ignore[assignment]
    return Edge(
        id=content_id("a", subject, row["predicate"], object_, row["qualifier"], row["at"]),
        subject_id=subject,
        predicate=row["predicate"],
        object_id=object_,
        qualifiers=_qualifiers(row),
        at=row["at"],
        first_seen=seen.earliest if seen else None,
        last_seen=seen.latest if seen else None,
        since=_when(row["since"], "since"),
        until=_when(row["until"], "until"),
        fact_ids=(fact.id,),
        documents=(document.id,),
        confidence=0.9,
        status=status,
    )


def _joined(one: Edge, other: Edge) -> Edge:
    fields = {name: getattr(one, name) for name in Edge.__dataclass_fields__}
    assert one.first_seen and other.first_seen and one.last_seen and other.last_seen
    return Edge(
        **{
            **fields,
            "first_seen": min(one.first_seen, other.first_seen),
            "last_seen": max(one.last_seen, other.last_seen),
            "fact_ids": tuple(sorted({*one.fact_ids, *other.fact_ids})),
            "documents": tuple(sorted({*one.documents, *other.documents})),
        }
    )


def said(found: Answered) -> bool:
    """Whether anything is answered."""
    return bool(found.items or found.number or found.verdict in ("yes", "no", "formerly"))


def right(found: Answered, row: Row, entities: Mapping[str, Entity]) -> bool:
    """Whether an answer is the one expected."""
    wanted = row["answer"].split()
    if row["expects"] == "none":
        return not said(found) and bool(found.note or found.trouble)
    if row["expects"] == "unclear":
        return found.trouble is not None
    if found.trouble:
        return False
    if row["expects"] == "portrait":
        return [m.id for m in found.names] == [entities[k].id for k in wanted] and "介绍" in found.understood.zh
    if row["expects"] == "path":
        return len(found.names) == 2 and not found.sparql and bool(found.items)
    if row["expects"] == "count":
        return found.number == int(wanted[0])
    if row["expects"] == "verdict":
        return found.verdict == wanted[0]
    if row["expects"] == "date":
        return [i.date for i in found.items] == wanted
    if row["expects"] == "amount":
        return [w for w in wanted for i in found.items if w in i.what.zh] == wanted and len(found.items) == len(wanted)
    plain = found.number is None and found.verdict is None
    return plain and {i.id for i in found.items} == {entities[k].id for k in wanted}


def same_by_sparql(graph: Graph, found: Answered) -> bool:
    """Whether the query of an answer gives its entities."""
    rows = list(graph.sparql(found.sparql))  # type: ignore[arg-type]
    if found.number is not None and "COUNT(" in found.sparql:
        return int(rows[0]["number"].value) == found.number
    return {r["x"].value.rpartition("/")[2] for r in rows} == {i.id for i in found.items}


def main() -> None:
    """Score a file of questions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?", type=Path, default=HERE / "questions.tsv")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--sparql", action="store_true")
    options = parser.parse_args()
    rows = read_table(options.file)
    counts: dict[str, Counter[str]] = {}
    times, claimed, differing = [], 0, []
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "questions.kg"
        entities = store_of_tables(store)
        with Graph.open(store) as graph:
            for row in rows:
                began = time.perf_counter()
                found = answer(graph, row["question"])
                times.append(1000 * (time.perf_counter() - began))
                verdict = "right" if right(found, row, entities) else "wrong" if said(found) else "missed"
                counts.setdefault(row["group"], Counter())[verdict] += 1
                if options.misses and verdict != "right":
                    told = found.trouble.message.zh if found.trouble else [i.name for i in found.items]
                    print(
                        verdict, row["question"], "|", row["answer"], "|", found.understood.zh, "|", told, found.verdict
                    )
                if options.sparql and found.same:
                    claimed += 1
                    if not same_by_sparql(graph, found):
                        differing.append(row["question"])
    total: Counter[str] = Counter()
    for group, count in counts.items():
        total += count
        print(f"{group:7} {count['right']:3} right {count['wrong']:3} wrong {count['missed']:3} missed")
    number = sum(total.values())
    print(f"total   {total['right'] / number:.1%} right, {total['wrong'] / number:.1%} wrong, of {number}")
    slowest = max(times[1:])
    print(f"time    median {statistics.median(times):.1f} ms, slowest {slowest:.1f} ms, the first {times[0]:.0f} ms")
    if options.sparql:
        print(f"SPARQL  {claimed} answers claim to be their query's, {len(differing)} are not {differing or ''}")


if __name__ == "__main__":
    main()
