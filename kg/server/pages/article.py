"""The page of an article: its text with the names marked, the facts read in it, and ways from each to the other."""

import dataclasses
from collections import Counter

from kg.model import Document, Fact
from kg.query import Article, Graph, Match
from kg.query.articles import article_line
from kg.query.excerpts import Piece, excerpt
from kg.server.exchange import Request
from kg.server.pages.marking import Paragraph, paragraphs
from kg.server.pages.view import View
from kg.vocabulary import ontology


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """A fact of the article: between whom (an entity, or the words where it is none), when, how sure, and its words."""

    id: str
    subject: Match
    predicate: str
    object: Match
    position: str
    amount: str
    manner: str
    said: str
    when: str
    confidence: float
    found_by: str
    sentence: tuple[Piece, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """An entity of the article: how often it is named, and how many facts are about it."""

    entity: Match
    mentions: int
    facts: int


@dataclasses.dataclass(frozen=True, slots=True)
class Repair:
    """A kind of repair of the text and how often it was done."""

    name: str
    number: str


def show_article(graph: Graph, request: Request) -> View:
    """An article; `fact` marks the evidence of a fact, `name` picks the facts about an entity."""
    article = graph.article(request.values["id"].removesuffix(".json"))
    said = _said(article)
    names = _named(article, said)
    chosen = next((n.entity for n in names if n.entity.id == request.first("name")), None)
    fact = next((f for f in article.facts if f.id == request.first("fact")), None)
    return View(
        "pages/article.html",
        {
            "article": article_line(article.document),
            "document": _document(article.document),
            "paragraphs": _paragraphs(article, fact),
            "facts": [s for s in said if chosen in (None, s.subject, s.object)],
            "fact_count": len(said),
            "names": names,
            "bearing": Counter(m for f in article.facts for m in (f.subject_id, f.object_id)),
            "chosen": chosen,
            "marked": fact.id if fact else None,
        },
    )


def _paragraphs(article: Article, fact: Fact | None) -> tuple[Paragraph, ...]:
    document = article.document
    return paragraphs(document.text, article.mentions, article.entities, fact.evidence if fact else ())


def _document(document: Document) -> dict[str, object]:
    return {
        "source": document.source,
        "part": document.part,
        "parts": document.parts,
        "byline": document.byline,
        "published": document.published,
        "published_how": document.published_how,
        "repairs": [Repair(*r.partition(":")[::2]) for r in document.repairs],
    }


def _said(article: Article) -> list[Said]:
    words = {m.id: Match("", m.text, m.type, m.kind) for m in article.mentions}
    known = {**words, **article.entities}
    return [
        Said(
            id=f.id,
            subject=known[f.subject_id],
            predicate=f.predicate,
            object=known[f.object_id],
            position=f.qualifier("position"),
            amount=f.qualifier("amount"),
            manner=f.qualifier("manner"),
            said=f.status,
            when=f.when.text if f.when else "",
            confidence=f.confidence,
            found_by=f.found_by,
            sentence=excerpt(article.document.text, f.evidence),
        )
        for f in article.facts
        if f.subject_id in known and f.object_id in known
    ]


def _named(article: Article, said: list[Said]) -> list[Named]:
    """The entities by type, and within a type those with most facts first."""
    entities = {e.id: e for e in article.entities.values()}
    mentions = Counter(e.id for e in article.entities.values())
    facts = Counter(id_ for s in said for id_ in {s.subject.id, s.object.id} if id_)
    order = list(ontology().types)
    found = [Named(e, mentions[e.id], facts[e.id]) for e in entities.values()]
    return sorted(found, key=lambda n: (order.index(n.entity.type), -n.facts, -n.mentions, n.entity.name, n.entity.id))
