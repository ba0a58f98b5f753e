"""The provenance section of the RDF: articles, posts, statements with time and confidence, and their evidence."""

from collections.abc import Iterator

from kg.mapping.clean import clean_name
from kg.mapping.names import Namer
from kg.mapping.namespaces import DCTERMS, KG, OA, ORG, PROV, RDF, SCHEMA, SKOS, TIME
from kg.mapping.quotes import Quote
from kg.mapping.tables import Tables, label, oriented
from kg.mapping.terms import Block, Term, block, calendar, date, decimal, node, number, plain, precision, zh
from kg.model import Document, Edge, When
from kg.vocabulary import ontology

_INSTANT = {"gYear": "inXSDgYear", "gYearMonth": "inXSDgYearMonth", "date": "inXSDDate"}
_Pairs = Iterator[tuple[str, Term]]


def provenance_blocks(tables: Tables, namer: Namer) -> Iterator[Block]:
    """Articles, then posts, then statements in order of edge id with their parts, then evidence."""
    for document in tables.snapshot.documents:
        yield block(namer.document(document.id), _article(document))
    yield from _posts(tables, namer)
    evidence: dict[str, Quote] = {}
    for edge in tables.snapshot.edges:
        quotes = {namer.evidence(q.document_id, q.exact): q for q in tables.quotes(edge)}
        for iri, quote in quotes.items():
            evidence[iri] = min(evidence.get(iri, quote), quote, key=lambda q: q.start)
        pairs = [*_statement(edge, tables, namer), *((KG + "evidence", node(iri)) for iri in quotes)]
        yield block(namer.assertion(edge.id), pairs)
        yield from _amount(edge, namer)
        yield from _interval(edge, namer)
    for iri in sorted(evidence):
        yield from _selector(iri, evidence[iri], namer)


def is_tenure(edge: Edge) -> bool:
    """Whether the statement is an org:Membership too: somebody holds a post with a title."""
    return edge.predicate == "holds_position" and bool(title(edge))


def title(edge: Edge) -> str:
    """The title of a post."""
    return clean_name(edge.qualifier("position"))


def titles(tables: Tables) -> list[str]:
    """Every title of the graph, sorted."""
    return sorted({title(e) for e in tables.snapshot.edges if is_tenure(e)})


def _article(document: Document) -> _Pairs:
    yield RDF + "type", node(SCHEMA + "NewsArticle")
    yield RDF + "type", node(PROV + "Entity")
    yield DCTERMS + "identifier", plain(clean_name(document.name))
    yield DCTERMS + "language", plain("zh")
    if clean_name(document.title):
        yield DCTERMS + "title", zh(clean_name(document.title))
    if document.published:
        yield DCTERMS + "issued", calendar(document.published.iso)
        yield KG + "earliest", date(document.published.earliest)
        yield KG + "latest", date(document.published.latest)


def _posts(tables: Tables, namer: Namer) -> Iterator[Block]:
    posts = {(e.object_id, title(e)) for e in tables.snapshot.edges if is_tenure(e)}
    for iri, body, name in sorted((namer.post(*post), *post) for post in posts):
        yield block(
            iri,
            [
                (RDF + "type", node(ORG + "Post")),
                (ORG + "postIn", node(namer.entity(body))),
                (ORG + "role", node(namer.role(name))),
                (SKOS + "prefLabel", zh(label(tables.entities[body]) + name)),
            ],
        )


def _statement(edge: Edge, tables: Tables, namer: Namer) -> _Pairs:
    subject, object_ = (node(namer.entity(i)) for i in oriented(edge))
    yield RDF + "type", node(KG + "Assertion")
    yield RDF + "subject", subject
    yield RDF + "predicate", node(ontology().predicates[edge.predicate].iri)
    yield RDF + "object", object_
    if is_tenure(edge):
        yield RDF + "type", node(ORG + "Membership")
        yield ORG + "member", subject
        yield ORG + "organization", object_
        yield ORG + "role", node(namer.role(title(edge)))
        yield KG + "post", node(namer.post(edge.object_id, title(edge)))
    yield from _dates(edge)
    yield KG + "status", plain(edge.status)
    yield KG + "confidence", decimal(edge.confidence)
    for name in ("position", "amount"):
        text = clean_name(edge.qualifier(name))
        if text:
            yield KG + ("amountText" if name == "amount" else name), zh(text)
    if edge.qualifier("manner"):
        yield KG + "manner", plain(clean_name(edge.qualifier("manner")))
    for rule in {tables.facts[i].found_by for i in edge.fact_ids if i in tables.facts}:
        yield KG + "foundBy", plain(clean_name(rule))
    for document in edge.documents:
        yield PROV + "wasDerivedFrom", node(namer.document(document))
    if _value(edge):
        yield KG + "amount", node(namer.part(namer.assertion(edge.id), "m"))
    if _bounds(edge):
        yield ORG + "memberDuring", node(namer.part(namer.assertion(edge.id), "t"))


def _dates(edge: Edge) -> _Pairs:
    if edge.at:
        yield KG + "at", plain(edge.at)
    for name, day in (("firstSeen", edge.first_seen), ("lastSeen", edge.last_seen)):
        if day:
            yield KG + name, date(day)
    for name, when in (("since", edge.since), ("until", edge.until)):
        if when:
            yield KG + name, plain(when.iso)


def _value(edge: Edge) -> Term | None:
    return number(edge.qualifier("amount_value"))


def _amount(edge: Edge, namer: Namer) -> Iterator[Block]:
    value = _value(edge)
    if value:
        pairs = [(RDF + "type", node(SCHEMA + "MonetaryAmount")), (SCHEMA + "value", value)]
        currency = clean_name(edge.qualifier("amount_currency"))
        if currency:
            pairs.append((SCHEMA + "currency", plain(currency)))
        yield block(namer.part(namer.assertion(edge.id), "m"), pairs)


def _bounds(edge: Edge) -> list[tuple[str, When]]:
    """The stated start and end of a tenure that are a year, a month or a day."""
    ends = (("hasBeginning", edge.since), ("hasEnd", edge.until)) if is_tenure(edge) else ()
    return [(name, when) for name, when in ends if when and precision(when.iso)]


def _interval(edge: Edge, namer: Namer) -> Iterator[Block]:
    bounds = _bounds(edge)
    if not bounds:
        return
    interval = namer.part(namer.assertion(edge.id), "t")
    instants = [(f"{TIME}{name}", namer.part(interval, name[3:].lower()), when) for name, when in bounds]
    kind: list[tuple[str, Term]] = [(RDF + "type", node(TIME + "Interval"))]
    yield block(interval, kind + [(name, node(iri)) for name, iri, _ in instants])
    for _, iri, when in instants:
        value = (TIME + _INSTANT[precision(when.iso)], calendar(when.iso))
        yield block(iri, [(RDF + "type", node(TIME + "Instant")), value])


def _selector(iri: str, quote: Quote, namer: Namer) -> Iterator[Block]:
    selector = namer.part(iri, "q")
    yield block(
        iri,
        [
            (RDF + "type", node(OA + "SpecificResource")),
            (OA + "hasSource", node(namer.document(quote.document_id))),
            (OA + "hasSelector", node(selector)),
        ],
    )
    texts = (("exact", quote.exact), ("prefix", quote.prefix), ("suffix", quote.suffix))
    pairs: list[tuple[str, Term]] = [(RDF + "type", node(OA + "TextQuoteSelector"))]
    yield block(selector, pairs + [(OA + name, zh(text)) for name, text in texts if text])
