"""The entities of single documents, as the pipeline numbered them: the units that resolution puts together."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Document, Fact, Mention
from kg.names import fold, parse

_TITLE_WEIGHT = 3


@dataclasses.dataclass(frozen=True, slots=True)
class LocalEntity:
    """What one document's mentions of one thing say: names (fullest first), kind, and the zone the document is about.

    `bodies` are, for a person, the folded names of the bodies of their posts and of the zones these belong to.
    """

    document_id: str
    order: tuple[str, int]
    type: str
    kind: str
    names: tuple[str, ...]
    mention_ids: tuple[str, ...]
    zone: str
    bodies: tuple[str, ...]
    confidence: float

    @property
    def keys(self) -> tuple[str, ...]:
        """The names in folded form."""
        return tuple(dict.fromkeys(fold(n, self.type) for n in self.names))


def bare(name: str, type_: str) -> bool:
    """Whether a name is a type word alone (高新区, 管委会, 区党工委) that says nothing outside its document.

    >>> bare("高新区", "PARK"), bare("济宁高新区", "PARK"), bare("管委会", "ORG"), bare("科技创新局", "ORG")
    (True, False, True, False)
    """
    if type_ not in ("ORG", "PARK"):
        return False
    parsed = parse(name, type_)
    last = parsed.last
    return not parsed.hosts and not last.regions and not last.core and bool(last.form)


def local_entities(
    documents: Sequence[Document], mentions: Iterable[Mention], facts: Iterable[Fact]
) -> list[LocalEntity]:
    """The local entities of all documents, in order of documents and numbers."""
    order = {d.id: (d.published.earliest.isoformat() if d.published else "9999", d.source, d.part) for d in documents}
    rank = {d: f"{i:09d}" for i, d in enumerate(sorted(order, key=lambda d: order[d]))}
    grouped: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    by_id: dict[str, Mention] = {}
    for m in mentions:
        by_id[m.id] = m
        if m.local >= 0:
            grouped[m.document_id, m.local].append(m)
    titles = {d.id: d.text.find("\n") for d in documents}
    zones = _zones(grouped, titles)
    bodies = _bodies(facts, by_id, grouped)
    return [
        _local(document, rank[document], number, group, zones.get(document, ""), bodies.get((document, number), set()))
        for (document, number), group in sorted(grouped.items())
    ]


def _local(document: str, rank: str, number: int, group: list[Mention], zone: str, bodies: set[str]) -> LocalEntity:
    type_ = group[0].type
    kinds: Counter[str] = Counter()
    for m in group:
        kinds[m.kind] += len(m.text)
    return LocalEntity(
        document_id=document,
        order=(rank, number),
        type=type_,
        kind=min(kinds, key=lambda k: (-kinds[k], k)),
        names=_names(group),
        mention_ids=tuple(sorted(m.id for m in group)),
        zone=zone,
        bodies=tuple(sorted(bodies)),
        confidence=max(m.confidence for m in group),
    )


def _names(group: Sequence[Mention]) -> tuple[str, ...]:
    names = {name for m in group for name in (m.text, m.full) if name}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


def _zones(grouped: dict[tuple[str, int], list[Mention]], titles: dict[str, int]) -> dict[str, str]:
    """The folded name of each document's main zone: the one most mentioned, mentions in the title counting more."""
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    for (document, _), group in grouped.items():
        if group[0].type == "PARK":
            name = next((n for n in _names(group) if not bare(n, "PARK")), "")
            if name:
                shortest = min((n for n in _names(group) if not bare(n, "PARK")), key=lambda n: (len(n), n))
                weight = sum(_TITLE_WEIGHT if m.start < titles[document] else 1 for m in group)
                weights[document][fold(shortest if len(shortest) > 3 else name, "PARK")] += weight
    return {d: min(c, key=lambda z: (-c[z], z)) for d, c in weights.items()}


def _bodies(
    facts: Iterable[Fact], by_id: dict[str, Mention], grouped: dict[tuple[str, int], list[Mention]]
) -> dict[tuple[str, int], set[str]]:
    """For each person: the bodies of their posts and the hosts in those bodies' names."""
    bodies: dict[tuple[str, int], set[str]] = defaultdict(set)
    for fact in facts:
        if fact.predicate != "holds_position" or fact.status == "negated":
            continue
        person, body = by_id[fact.subject_id], by_id[fact.object_id]
        for name in _names(grouped.get((body.document_id, body.local), [body])):
            if bare(name, body.type):
                continue
            bodies[person.document_id, person.local].add(fold(name, body.type))
            hosts = parse(name).hosts
            if hosts and (hosts[0].regions or hosts[0].core):
                bodies[person.document_id, person.local].add(fold(hosts[0].text, "PARK"))
    return bodies
