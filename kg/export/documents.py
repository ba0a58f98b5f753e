"""Documents in the format of the gold files: what each article says, in its own names, one source file a line."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kg.export.files import Target, writing
from kg.export.groups import Group, page_groups
from kg.mapping import Tables, clean_name
from kg.model import Document, Fact, Snapshot, name_key
from kg.vocabulary import ontology

_RANK = {"stated": 0, "planned": 1, "former": 2}


def documents(snapshot: Snapshot, target: Target, base: str = "") -> None:
    """Writes one JSON object a line, in order of source; the parts of one page are together."""
    with writing(target) as stream:
        for row in document_rows(snapshot):
            stream.write(json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n")


def document_rows(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """The rows of the export as plain objects."""
    tables = Tables(snapshot)
    pages: dict[str, list[Document]] = {}
    for document in snapshot.documents:
        pages.setdefault(document.source, []).append(document)
    mentions = tables.mentions_by_document()
    facts = tables.facts_by_document()
    for source in sorted(pages):
        parts = sorted(pages[source], key=lambda d: d.part)
        groups = page_groups([(d, mentions.get(d.id, [])) for d in parts], tables)
        yield _page(parts, groups, [f for d in parts for f in facts.get(d.id, ())])


def _page(parts: Sequence[Document], groups: Sequence[Group], facts: Sequence[Fact]) -> dict[str, Any]:
    ids = _ids(groups)
    of_mention = {m.id: n for n, group in enumerate(groups) for m in group}
    return {
        "document": clean_name(parts[0].name),
        "published": next((d.published.iso for d in parts if d.published), None),
        "entities": [_entity(group, ids[n]) for n, group in enumerate(groups)],
        "relations": list(_relations(facts, of_mention, ids, {d.id: d for d in parts})),
    }


def _ids(groups: Sequence[Group]) -> list[str]:
    seen: Counter[str] = Counter()
    ids = []
    for group in groups:
        letter = ontology().types[_type(group)].letter
        seen[letter] += 1
        ids.append(f"{letter}{seen[letter]}")
    return ids


def _type(group: Group) -> str:
    return _most(m.type for m in group)


def _most(values: Any) -> str:
    """The most frequent value; of equally frequent ones the first."""
    counted = Counter(filter(None, values))
    return max(counted, key=lambda v: counted[v]) if counted else ""


def _entity(group: Group, id_: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": id_,
        "type": _type(group),
        "names": _names(group),
        "confidence": round(max(m.confidence for m in group), 4),
    }
    if kind := _most(m.kind for m in group):
        row["kind"] = kind
    return row


def _names(group: Group) -> list[str]:
    """What the page prints or spells out for it, the longest first, each comparison form once."""
    printed = {clean_name(name) for m in group for name in (m.full, m.text)} - {""}
    by_key: dict[str, str] = {}
    for name in sorted(printed, key=lambda n: (-len(n), n)):
        by_key.setdefault(name_key(name) or name, name)
    return list(by_key.values()) or [group[0].id]


def _relations(
    facts: Sequence[Fact], of_mention: dict[str, int], ids: Sequence[str], parts: dict[str, Document]
) -> Iterator[dict[str, Any]]:
    best: dict[tuple[int, str, int, str, str], Fact] = {}
    ends: dict[tuple[int, str, int, str], set[str]] = {}
    for fact in sorted(facts, key=lambda f: (_RANK.get(f.status, 9), -f.confidence, f.evidence, f.id)):
        subject, object_ = of_mention.get(fact.subject_id), of_mention.get(fact.object_id)
        if fact.status == "negated" or subject is None or object_ is None or subject == object_:
            continue
        position = clean_name(fact.qualifier("position"))
        key = (subject, fact.predicate, object_, position)
        turned = (object_, fact.predicate, subject, position)
        if ontology().predicates[fact.predicate].symmetric and turned in ends:
            key = turned
        at = _at(fact, parts[fact.document_id])
        ends.setdefault(key, set()).add(at)
        best.setdefault((*key, at), fact)
    for full in sorted(best):
        key, at = full[:4], full[4]
        if at or ends[key] == {""}:
            yield _relation(full, best[full], ids)


def _relation(key: tuple[int, str, int, str, str], fact: Fact, ids: Sequence[str]) -> dict[str, Any]:
    subject, predicate, object_, position, at = key
    row: dict[str, Any] = {
        "subject": ids[subject],
        "predicate": predicate,
        "object": ids[object_],
        "position": position,
        "at": at,
        "amount": clean_name(fact.qualifier("amount")),
        "status": fact.status if fact.status != "stated" else "",
        "confidence": round(fact.confidence, 4),
    }
    if fact.when and fact.when.role != "at":
        row[fact.when.role] = fact.when.iso
    return {name: value for name, value in row.items() if value != ""}


def _at(fact: Fact, document: Document) -> str:
    """The stated date where it is another than the publication date."""
    if fact.when is None or fact.when.role != "at":
        return ""
    return "" if document.published and fact.when.iso == document.published.iso else fact.when.iso
