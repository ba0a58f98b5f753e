"""Edges with their sentences, and their dates as the sources give them."""

import dataclasses
from collections.abc import Iterable, Sequence

from kg.mapping import sentence_at
from kg.model import Document, Edge, Fact, When
from kg.query.answers import APART, Evidence
from kg.query.dates import stated_bounds
from kg.store import StoreReader


@dataclasses.dataclass(frozen=True, slots=True)
class Observed:
    """What the facts of an edge say: quotes, and first and last sight in the precision of the sources.

    `only_former` says that nothing but words like 原局长 speaks for it: at the time of the article it was over.
    """

    evidence: tuple[Evidence, ...]
    first_seen: str | None
    last_seen: str | None
    only_former: bool


def observe(reader: StoreReader, edges: Sequence[Edge]) -> dict[str, Observed]:
    """The evidence of edges, by edge id."""
    said = told_facts(reader, edges)
    return {edge.id: observed(edge, [said[i] for i in edge.fact_ids]) for edge in edges}


def told_facts(reader: StoreReader, edges: Iterable[Edge]) -> dict[str, tuple[Fact, Document]]:
    """The facts behind edges by id, each with its article."""
    facts = reader.facts(i for edge in edges for i in edge.fact_ids)
    documents = {d.id: d for d in reader.documents({f.document_id for f in facts})}
    return {f.id: (f, documents[f.document_id]) for f in facts}


def observed(edge: Edge, claims: Sequence[tuple[Fact, Document]]) -> Observed:
    """What facts with their articles say of an edge."""
    first, last = stated_bounds(edge.first_seen, edge.last_seen, _windows(claims))
    ordered = sorted(claims, key=lambda c: (c[1].source, c[1].part, c[0].evidence, c[0].id))
    seen = dict.fromkeys(quoted(fact, document) for fact, document in ordered)
    over = all(fact.status == "former" and fact.when is None for fact, _ in claims)
    return Observed(tuple(seen), first, last, over)


def _windows(claims: Iterable[tuple[Fact, Document]]) -> list[When]:
    return [w for fact, document in claims for w in (fact.when, document.published) if w is not None]


def quoted(fact: Fact, document: Document) -> Evidence:
    """The words of a fact, verbatim, in order of the text; words apart are joined by APART."""
    places = sorted(fact.evidence)
    return Evidence(
        document=document.name,
        published=document.published.iso if document.published else None,
        quote=APART.join(document.text[start:end] for start, end in places),
        sentence=APART.join(dict.fromkeys(sentence_around(document.text, *span) for span in places)),
        document_id=document.id,
    )


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence or sentences that hold a span, on one line and not much longer than the span.

    >>> sentence_around("会议召开。“局长王运华介绍情况。”散会。", 6, 11)
    '“局长王运华介绍情况。”'
    """
    found = sentence_at(text, start, end)
    shown = " ".join(text[found.start : found.end].split())
    return f"{'..' if found.cut_before else ''}{shown}{'..' if found.cut_after else ''}"
