"""The things each document speaks of, before documents are brought together."""

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Document, Mention, name_key
from kg.names import find_setting, zone_key

_CERTAIN = 0.99
_BROKEN = re.compile(r"(?<=[^\x00-\x7f])\s|\s(?=[^\x00-\x7f])")


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
    type_ = most(m.type for m in mentions)
    kind = most(m.kind for m in mentions if m.type == type_ and m.kind)
    names = Counter(n for m in mentions if m.type == type_ for n in (m.full, m.text) if n)
    return Local(
        document_id=document_id,
        number=number,
        type=type_,
        kind=kind,
        names=tuple(distinct(sorted(names, key=lambda n: fullness(n, names[n])))),
        mention_ids=tuple(sorted(m.id for m in mentions)),
        confidence=joint(m.confidence for m in mentions),
        zone=zone,
    )


def joint(confidences: Iterable[float]) -> float:
    """How sure it is that one of several independent sightings is right: noisy-or, capped at 0.99.

    >>> joint([0.5, 0.5]), joint([1.0])
    (0.75, 1.0)
    """
    given = list(confidences)
    doubt = 1.0
    for confidence in given:
        doubt *= 1.0 - min(confidence, _CERTAIN)
    return round(max(max(given), min(_CERTAIN, 1.0 - doubt)), 4)


def fullness(name: str, count: int) -> tuple[bool, int, int, str]:
    """Sort key of names: well-formed ones first, then the longest in comparison form, then the more frequent.

    >>> sorted(["三次创业", "“三次创业” 促创业", "“三次创业”战略"], key=lambda n: fullness(n, 1))
    ['“三次创业”战略', '三次创业', '“三次创业” 促创业']
    """
    return (_BROKEN.search(name) is not None or _unbalanced(name), -len(name_key(name)), -count, name)


def _unbalanced(name: str) -> bool:
    return any(name.count(a) != name.count(b) for a, b in ("“”", "（）", "《》", "()"))


def distinct(names: Iterable[str]) -> list[str]:
    """Names without those whose comparison form came before."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name_key(name), name)
    return list(kept.values())


def most(values: Iterable[str]) -> str:
    """The most frequent value, of equally frequent ones the first in order; empty if there is none."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v), default="")
