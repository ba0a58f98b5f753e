"""A snapshot's rows by id, as the mappings need them."""

from kg.mapping.clean import clean_name
from kg.mapping.quotes import Quote, quotes
from kg.model import Edge, Entity, Fact, Mention, Snapshot
from kg.vocabulary import ontology


class Tables:
    """Look-ups over one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.documents = {d.id: d for d in snapshot.documents}
        self.mentions = {m.id: m for m in snapshot.mentions}
        self.facts = {f.id: f for f in snapshot.facts}
        self.entities = {e.id: e for e in snapshot.entities}
        self.entity_of = {m: e.id for e in snapshot.entities for m in e.mention_ids}

    def mentions_by_document(self) -> dict[str, list[Mention]]:
        """Each document's mentions."""
        found: dict[str, list[Mention]] = {}
        for mention in self.snapshot.mentions:
            found.setdefault(mention.document_id, []).append(mention)
        return found

    def facts_by_document(self) -> dict[str, list[Fact]]:
        """Each document's facts."""
        found: dict[str, list[Fact]] = {}
        for fact in self.snapshot.facts:
            found.setdefault(fact.document_id, []).append(fact)
        return found

    def quotes(self, edge: Edge) -> list[Quote]:
        """The evidence of an edge, each quotation of a document once, at its first place."""
        found: dict[tuple[str, str], Quote] = {}
        for fact in (self.facts[i] for i in edge.fact_ids if i in self.facts):
            ends = [self.mentions[i] for i in (fact.subject_id, fact.object_id) if i in self.mentions]
            spans = tuple((m.start, m.end) for m in ends)
            for quote in quotes(self.documents[fact.document_id], fact, spans):
                key = (quote.document_id, quote.exact)
                if key not in found or quote.start < found[key].start:
                    found[key] = quote
        return [found[k] for k in sorted(found)]


def label(entity: Entity) -> str:
    """The name to show; the id where cleaning leaves nothing of the name."""
    return clean_name(entity.name) or entity.id


def aliases(entity: Entity) -> list[str]:
    """The other names it can be found by, in order of fullness."""
    hidden = {clean_name(n) for n in entity.hidden}
    names = dict.fromkeys(clean_name(n) for n in entity.names)
    return [n for n in names if n and n != label(entity) and n not in hidden]


def hidden(entity: Entity) -> list[str]:
    """The forms too general to be found by alone, sorted."""
    return sorted({clean_name(n) for n in entity.hidden} - {"", label(entity)})


def oriented(edge: Edge) -> tuple[str, str]:
    """Subject and object id; a symmetric relation said in both directions meets in one statement."""
    return ontology().oriented(edge.predicate, edge.subject_id, edge.object_id)
