"""The things each document speaks of, before documents are brought together."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Document, Mention, name_key
from kg.names import find_setting, zone_key


@dataclasses.dataclass(frozen=True, slots=True)
class Local:
    """What one document calls one thing: its names (fullest first), mentions, and the zone the document is set in."""

    document_id: str
    number: int
    type: str
    kind: str
    names: tuple[str, ...]
    mention_ids: tuple[str, ...]
    confidence: float
    zone: str

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.names[0]


def gather(documents: Sequence[Document], mentions: Iterable[Mention]) -> list[Local]:
    """The local entities of all documents, in order of document id and number; titles are left out."""
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        if m.local >= 0 and m.type != "POSITION":
            by_document[m.document_id].append(m)
    texts = {d.id: d.text for d in documents}
    found: list[Local] = []
    for document_id in sorted(by_document):
        rows = sorted(by_document[document_id], key=lambda m: (m.start, m.end, m.id))
        zone = zone_key(find_setting(texts.get(document_id, ""), rows).zone)
        groups: dict[int, list[Mention]] = defaultdict(list)
        for m in rows:
            groups[m.local].append(m)
        found += [_local(document_id, number, groups[number], zone) for number in sorted(groups)]
    return found


def _local(document_id: str, number: int, mentions: list[Mention], zone: str) -> Local:
    type_ = _most(m.type for m in mentions)
    kind = _most(m.kind for m in mentions if m.type == type_ and m.kind)
    names = Counter(n for m in mentions if m.type == type_ for n in (m.full, m.text) if n)
    doubt = 1.0
    for m in mentions:
        doubt *= 1.0 - min(m.confidence, 0.99)
    return Local(
        document_id=document_id,
        number=number,
        type=type_,
        kind=kind,
        names=tuple(distinct(sorted(names, key=lambda n: fullness(n, names[n])))),
        mention_ids=tuple(sorted(m.id for m in mentions)),
        confidence=round(max(max(m.confidence for m in mentions), min(0.99, 1.0 - doubt)), 4),
        zone=zone,
    )


def fullness(name: str, count: int) -> tuple[int, int, str]:
    """Sort key of names: the longest in comparison form first, then the more frequent."""
    return (-len(name_key(name)), -count, name)


def distinct(names: Iterable[str]) -> list[str]:
    """Names without those whose comparison form came before."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name_key(name), name)
    return list(kept.values())


def _most(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v), default="")
