"""From what a store holds to the references that judgements use."""

from collections.abc import Iterable

from kg.curation.statements import document_label, statement_of
from kg.errors import LookupFailed
from kg.model import Entity, name_key
from kg.resolve.keys import identifies
from kg.resolve.references import NameReference
from kg.store import StoreReader, names_equal


def refer(reader: StoreReader, entity: Entity, key: str = "") -> NameReference:
    """How a judgement refers to an entity: by a name that articles print, the one asked for if they print it.

    Where the name alone does not tell which entity is meant (a person's, a general one, one that two entities bear) a
    document is added that prints it.
    """
    mentions = reader.mentions(entity.mention_ids)
    printed = {k for m in mentions for k in (m.key, name_key(m.full)) if k}
    known = [name_key(name) for name in (*entity.names, *entity.hidden)]
    chosen = key if key in printed else next(k for k in (*known, *sorted(printed)) if k in printed)
    bearers = {r.entity_id for r in names_equal(reader, [chosen]) if r.type == entity.type}
    if identifies(chosen, entity.type) and len(bearers) == 1:
        return NameReference(entity.type, chosen)
    documents = reader.documents(m.document_id for m in mentions if chosen in (m.key, name_key(m.full)))
    return NameReference(entity.type, chosen, document_label(documents[0]))


def statements(reader: StoreReader, fact_ids: Iterable[str]) -> dict[str, str]:
    """What facts say, as judgements refer to it, by fact id; raises LookupFailed for an id the store has not."""
    wanted = sorted(set(fact_ids))
    facts = reader.facts(wanted)
    missing = sorted(set(wanted) - {f.id for f in facts})
    if missing:
        raise LookupFailed(f"图谱中没有事实 {missing[0]}", f"the graph has no fact {missing[0]}")
    mentions = {m.id: m for m in reader.mentions({i for f in facts for i in (f.subject_id, f.object_id)})}
    documents = {d.id: d for d in reader.documents({f.document_id for f in facts})}
    return {
        f.id: str(statement_of(f, mentions[f.subject_id], mentions[f.object_id], documents[f.document_id]))
        for f in facts
    }


def facts_of_edge(reader: StoreReader, edge_id: str) -> tuple[str, ...]:
    """The ids of the facts that support an edge; raises LookupFailed for an id the store has not."""
    found = reader.select("edges", "id", [edge_id], ["fact_ids"])["fact_ids"].to_pylist()
    if not found:
        raise LookupFailed(f"图谱中没有关系 {edge_id}", f"the graph has no edge {edge_id}")
    return tuple(found[0])
