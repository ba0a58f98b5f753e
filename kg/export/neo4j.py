"""Tables for Neo4j: nodes by type, relationships by type, and the commands that load them.

The headers are those of `neo4j-admin database import`; the same tables load into a running database through
`LOAD CSV` with the script beside them.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from kg.export.bundles import write_bundle
from kg.export.files import Target
from kg.export.neo4j_commands import ARTICLE, END, ENTITY, ID, LABEL, START, TYPE, Table, commands
from kg.mapping import Namer, Tables, clean_name
from kg.mapping.tables import aliases, hidden, label, oriented
from kg.mapping.terms import number
from kg.model import Edge, Snapshot
from kg.vocabulary import ontology

Row: TypeAlias = Sequence[object]

_NODE = (
    ID.format(ENTITY), "name", "kind", "aliases:string[]", "hidden:string[]", "mentions:int", "articles:int",
    "confidence:double", "iri", LABEL,
)  # fmt: skip
_ARTICLE = (ID.format(ARTICLE), "file", "title", "published", "earliest:date", "latest:date", "iri", LABEL)
_LINK = (
    START.format(ENTITY), "id", "position", "manner", "amount", "amountValue:double", "amountCurrency", "at",
    "firstSeen:date", "lastSeen:date", "since", "until", "status", "confidence:double", "evidence:string[]",
    "articles:string[]", "iri", END.format(ENTITY), TYPE,
)  # fmt: skip
_MENTIONED = (START.format(ENTITY), "mentions:int", END.format(ARTICLE), TYPE)
_MENTIONED_IN = "MENTIONED_IN"
# backslash escapes in LOAD CSV but not in neo4j-admin; a semicolon parts the values of a list
_LOOKALIKES = str.maketrans({"\\": "＼"})
_IN_LISTS = str.maketrans({";": "；"})


def neo4j(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes a folder or zip file: `nodes/`, `relationships/`, `import.sh`, `load.cypher` and a README."""
    tables = Tables(snapshot)
    namer = Namer(base, snapshot.documents)
    made = {t: _csv(t.header, rows) for t, rows in _tables(tables, namer) if rows}
    write_bundle(target, {t.path: data for t, data in made.items()} | commands(list(made)), single=".csv")


def _tables(tables: Tables, namer: Namer) -> Iterator[tuple[Table, list[Row]]]:
    """Every table with its rows, nodes first, in the ontology's order."""
    types, predicates = ontology().types, ontology().predicates
    nodes: dict[str, list[Row]] = {tag: [] for tag in types}
    for entity in tables.snapshot.entities:
        names, forms = _list(aliases(entity)), _list(hidden(entity))
        counts = len(entity.mention_ids), len(entity.documents)
        kind = f"Entity;{node_label(entity.type)}"
        row = entity.id, label(entity), entity.kind, names, forms, *counts, entity.confidence
        nodes[entity.type].append((*row, namer.entity(entity.id), kind))
    for tag, rows in nodes.items():
        yield Table("nodes", node_label(tag), _NODE), rows
    yield Table("nodes", ARTICLE, _ARTICLE), [*_articles(tables, namer)]
    links: dict[str, list[Row]] = {tag: [] for tag in predicates}
    for edge in tables.snapshot.edges:
        links[edge.predicate].append(_link(edge, tables, namer))
    for tag, rows in links.items():
        yield Table("relationships", tag.upper(), _LINK), rows
    yield Table("relationships", _MENTIONED_IN, _MENTIONED), [*_mentions(tables)]


def node_label(tag: str) -> str:
    """The label of a type of entity: the name of its class.

    >>> node_label("ORG"), node_label("PARK")
    ('Organization', 'Park')
    """
    return ontology().types[tag].iri.rpartition("#")[2]


def _articles(tables: Tables, namer: Namer) -> Iterator[Row]:
    for d in tables.snapshot.documents:
        when = (d.published.iso, d.published.earliest, d.published.latest) if d.published else ("", "", "")
        yield d.id, clean_name(d.name), clean_name(d.title), *when, namer.document(d.id), ARTICLE


def _link(edge: Edge, tables: Tables, namer: Namer) -> Row:
    start, end = oriented(edge)
    said = [clean_name(edge.qualifier(q)) for q in ("position", "manner", "amount", "amount_value", "amount_currency")]
    value = number(said[3])
    said[3] = value.value if value is not None else ""
    stated = [when.iso if when else "" for when in (edge.since, edge.until)]
    quotes = _list(clean_name(q.exact) for q in tables.quotes(edge))
    files = _list(clean_name(tables.documents[d].name) for d in edge.documents)
    return (
        start, edge.id, *said, edge.at, edge.first_seen, edge.last_seen, *stated, edge.status, edge.confidence,
        quotes, files, namer.assertion(edge.id), end, edge.predicate.upper(),
    )  # fmt: skip


def _mentions(tables: Tables) -> Iterator[Row]:
    for entity in tables.snapshot.entities:
        counted: dict[str, int] = {}
        for mention in (tables.mentions[m] for m in entity.mention_ids if m in tables.mentions):
            counted[mention.document_id] = counted.get(mention.document_id, 0) + 1
        for document in sorted(counted):
            yield entity.id, counted[document], document, _MENTIONED_IN


def _list(values: Iterable[str]) -> str:
    return ";".join(v.translate(_IN_LISTS) for v in values)


def _csv(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A table without byte order mark; an empty cell is a property that is not there."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(["" if cell is None else str(cell).translate(_LOOKALIKES) for cell in row])
    return text.getvalue().encode()
