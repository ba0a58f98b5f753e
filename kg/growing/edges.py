"""The edges after a change: those of facts that came, went or moved between entities are made anew, others stand."""

from collections.abc import Collection, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from kg.growing.columns import among, chosen, lean_documents, pairs, together, without
from kg.model import Edge, Fact
from kg.store.columns import rows_of, table_of, texts
from kg.timeline import edges_between
from kg.vocabulary import ontology

_Triple = tuple[str, str, str]  # subject, predicate, object
_ENDS = ("subject", "object")
_POST = "holds_position"


def changed_edges(before: Mapping[str, pa.Table], after: Mapping[str, pa.Table], articles: Collection[str]) -> pa.Table:
    """The table of edges after a change of some articles (ids of documents); all other tables are given."""
    now = after["entities"]
    former, facts = (_with_ends(tables["facts"], tables["entities"]) for tables in (before, after))
    sides = [
        (chosen(rows, "document_id", articles), without(rows, "document_id", articles)) for rows in (former, facts)
    ]
    (gone, was_staying), (come, staying) = sides
    moved = pc.or_(*(pc.not_equal(was_staying[end], staying[end]) for end in _ENDS))
    changed = [gone, come, was_staying.filter(moved), staying.filter(moved)]
    triples = {triple for table in changed for triple in _triples(table)}
    bodies = {o for _, predicate, o in triples if predicate == _POST} | _renamed(before["entities"], now)
    kept = before["edges"].filter(pc.invert(_touched(before["edges"], ("subject_id", "object_id"), triples, bodies)))
    both_ways = triples | {(o, p, s) for s, p, o in triples if ontology().predicates[p].symmetric}
    rows = facts.filter(_touched(facts, _ENDS, both_ways, bodies))
    made = edges_between(
        rows_of(Fact, rows),
        published={d.id: d.published for d in lean_documents(after["documents"], rows["document_id"].to_pylist())},
        entity_of={
            m: e for end in _ENDS for m, e in zip(rows[f"{end}_id"].to_pylist(), rows[end].to_pylist(), strict=True)
        },
        names=_names(chosen(now, "id", rows["object"].to_pylist())),
    )
    return together([kept, table_of(Edge, made)], "id")


def _with_ends(facts: pa.Table, entities: pa.Table) -> pa.Table:
    """Facts with the ids of the entities that they are about, empty where there is none."""
    mentions, owners = pairs(entities, "mention_ids", "id")
    said = pa.concat_arrays([facts[f"{end}_id"].combine_chunks() for end in _ENDS])
    known = pc.fill_null(owners.take(pc.index_in(said, value_set=mentions)), "")
    for number, end in enumerate(_ENDS):
        facts = facts.append_column(end, known[number * len(facts) : (number + 1) * len(facts)])
    return facts


def _triples(facts: pa.Table) -> Iterator[_Triple]:
    columns = (facts[name].to_pylist() for name in ("subject", "predicate", "object"))
    for subject, predicate, object_ in zip(*columns, strict=True):
        if subject and object_:
            one, other = ontology().oriented(predicate, subject, object_)
            yield one, predicate, other


def _touched(
    table: pa.Table, ends: tuple[str, str], triples: Collection[_Triple], bodies: Collection[str]
) -> pa.ChunkedArray:
    """Which rows are about one of the triples, or about a post at one of the bodies."""
    subject, object_ = ends
    said = pc.binary_join_element_wise(table[subject], table["predicate"], table[object_], " ")
    post = pc.and_(pc.equal(table["predicate"], _POST), among(table[object_], bodies))
    return pc.or_(pc.is_in(said, value_set=texts(sorted(map(" ".join, triples)))), post)


def _renamed(was: pa.Table, now: pa.Table) -> set[str]:
    """The entities that had another name."""
    names = pc.binary_join_element_wise(was["id"], was["name"], " ")
    new = now.filter(pc.invert(pc.is_in(pc.binary_join_element_wise(now["id"], now["name"], " "), value_set=names)))
    return set(new["id"].to_pylist())


def _names(entities: pa.Table) -> dict[str, str]:
    return dict(zip(entities["id"].to_pylist(), entities["name"].to_pylist(), strict=True))
