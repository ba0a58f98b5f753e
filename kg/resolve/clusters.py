"""Local entities to entities: blocks of like names, a decision for each pair with its reason, clusters, ids.

A wrong merge costs more than a missed one. A name alone joins only what it identifies by itself; a body named without its
zone, a programme or a project also needs the same zone; a person needs a body or a zone of the posts in common.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Document, Entity, Fact, Judgement, Mention, content_id
from kg.names import conflict, fold, parse, short_form
from kg.resolve.locals import LocalEntity, bare, local_entities
from kg.vocabulary import ontology

_LEGAL = re.compile(r"(?:控股)?(?:集团)?(?:股份|控股)?(?:有限|有限责任)?公司$|集团$|股份$")
_LOCAL_TYPES = frozenset({"PROGRAMME", "PROJECT", "EVENT"})
_FREE_TYPES = frozenset({"PLACE", "HONOUR", "INDUSTRY"})
_PUBLIC = frozenset({"government", "party"})
_SHORT = 0.9
_LARGEST_BLOCK = 400  # a block larger than this holds a word, not a name


class _Clusters:
    """Disjoint sets of local entities with the reasons that joined them."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.reasons: dict[int, list[str]] = defaultdict(list)

    def find(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int, reason: str) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        if a != b:
            self.parent[b] = a
            self.reasons[a] += [*self.reasons.pop(b, []), reason]


def resolve(
    documents: Sequence[Document],
    mentions: Iterable[Mention],
    facts: Iterable[Fact],
    *,
    judgements: Sequence[Judgement] = (),
) -> list[Entity]:
    """The entities that the mentions of all documents denote, sorted by id; deterministic in any order of input."""
    locals_ = sorted(local_entities(documents, mentions, facts), key=lambda e: e.order)
    clusters = _Clusters(len(locals_))
    for block in _blocks(locals_):
        for at, i in enumerate(block):
            for j in block[at + 1 :]:
                if clusters.find(i) != clusters.find(j) and (reason := _same(locals_[i], locals_[j])):
                    clusters.join(i, j, reason)
    groups: dict[int, list[LocalEntity]] = defaultdict(list)
    for i, entity in enumerate(locals_):
        groups[clusters.find(i)].append(entity)
    entities = [_entity(group, clusters.reasons.get(root, [])) for root, group in sorted(groups.items())]
    return sorted(_unique(entities), key=lambda e: e.id)


def _blocks(locals_: Sequence[LocalEntity]) -> list[list[int]]:
    """Indexes of local entities that share a folded name, or a company's or park's name without region and legal form."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, entity in enumerate(locals_):
        keys = {k for name, k in zip(entity.names, map(_folder(entity.type), entity.names), strict=True)
                if not bare(name, entity.type)}  # fmt: skip
        stems = {_stem(k, entity.type) for k in keys} if entity.type in ("ORG", "PARK", "PLACE") else set()
        for key in sorted(keys | stems):
            blocks[entity.type, key].append(i)
    return [b for _, b in sorted(blocks.items()) if 1 < len(b) <= _LARGEST_BLOCK]


def _folder(type_: str) -> object:
    return lambda name: fold(name, type_)


def _stem(key: str, type_: str) -> str:
    if type_ == "PLACE":
        return key[:-1] if len(key) > 2 and key[-1] in "省市县区" else key
    last = parse(key, type_).last
    text = last.text
    for region in last.regions[:1]:
        for name in (region.name, region.short):
            if text.startswith(name) and len(text) > len(name) + 1:
                text = text[len(name) :]
                break
    stem = _LEGAL.sub("", text)
    return stem if len(stem) >= 2 else key


def _same(a: LocalEntity, b: LocalEntity) -> str:
    """The reason why two local entities of a block are one thing, or the empty string."""
    if a.document_id == b.document_id:
        return ""
    if a.type == "PERSON":
        common = sorted(set(a.bodies) & set(b.bodies))
        return f"same name, posts at {common[0]} in both documents" if common else ""
    if any(conflict(x, y, a.type) for x in a.names[:1] for y in b.names[:1]):
        return ""
    shared = [n for n in a.keys if n in b.keys and not bare(n, a.type)]
    for name in shared:
        if _identifies(name, a) or (a.zone and a.zone == b.zone):
            return f"same name {name} in both documents"
    return "" if shared else _by_short_form(a, b)


def _identifies(key: str, entity: LocalEntity) -> bool:
    """Whether a folded name tells by itself which thing is meant, wherever it is printed."""
    if entity.type in _FREE_TYPES:
        return True
    if entity.type in _LOCAL_TYPES:
        return len(key) >= 8
    name = parse(key, entity.type)
    if name.hosts or name.last.regions:
        return True
    return (
        entity.type == "ORG" and entity.kind not in _PUBLIC and len(name.last.core) >= 2 and entity.kind != "platform"
    )


def _by_short_form(a: LocalEntity, b: LocalEntity) -> str:
    for short, full in ((a, b), (b, a)):
        for s in short.names:
            for f in full.names:
                match = short_form(s, f, a.type) if len(f) > len(s) and not bare(s, a.type) else None
                needs_zone = a.type != "ORG" or a.kind != "company"
                if match and match.score >= _SHORT and (not needs_zone or a.type == "PLACE" or a.zone == b.zone != ""):
                    return f"{s}: {match.how} of {f}"
    return ""


def _entity(group: Sequence[LocalEntity], reasons: Sequence[str]) -> Entity:
    type_ = group[0].type
    names = sorted({n for e in group for n in e.names}, key=lambda n: (-len(n), n))
    proper = [n for n in names if not bare(n, type_)]
    kinds = sorted(e.kind for e in group)
    kind = max(kinds, key=kinds.count)
    name = proper[0] if proper else names[0]
    letter = ontology().types[type_].letter
    return Entity(
        id=content_id(letter, type_, fold(name, type_), _disambiguator(group[0], name)),
        type=type_,
        kind=kind,
        name=name,
        names=tuple(proper or names[:1]),
        hidden=tuple(n for n in names if n not in (proper or names[:1])),
        documents=tuple(sorted({e.document_id for e in group})),
        mention_ids=tuple(sorted(m for e in group for m in e.mention_ids)),
        reasons=tuple(sorted(set(reasons))),
        confidence=round(max(e.confidence for e in group), 3),
    )


def _disambiguator(first: LocalEntity, name: str) -> str:
    """What tells this thing from others of the same name: nothing where the name does, else its body, zone or document."""
    if first.type == "PERSON":
        return first.bodies[0] if first.bodies else first.document_id
    if bare(name, first.type):
        return first.document_id
    return "" if _identifies(fold(name, first.type), first) else (first.zone or first.document_id)


def _unique(entities: Sequence[Entity]) -> list[Entity]:
    """The entities, a document added to the id of those that would still share one."""
    seen: dict[str, int] = defaultdict(int)
    result = []
    for e in sorted(entities, key=lambda e: (e.id, e.documents, e.mention_ids)):
        seen[e.id] += 1
        if seen[e.id] == 1:
            result.append(e)
            continue
        letter = e.id.partition("-")[0]
        values = {f: getattr(e, f) for f in Entity.__dataclass_fields__}
        result.append(Entity(**{**values, "id": content_id(letter, e.id, *e.documents, e.mention_ids[0])}))
    return result
