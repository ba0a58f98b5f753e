"""Annotated articles as the classifier sees them: with the annotated names, and with the names a recogniser found."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.annotations import AnnotatedArticle
from kg.model import Mention, content_id, name_key
from kg.nlp.coreference import assign_locals
from kg.nlp.names import Candidate
from kg.nlp.names.component import PARTS, THRESHOLDS, Names
from kg.nlp.recogniser.kind import kind_of
from kg.nlp.relations.layout import predicates
from kg.nlp.relations.reading import Reading, read
from kg.vocabulary import ontology

Key = tuple[int, int, int]
Truth = dict[Key, bool]


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """A document and the truth: (predicate number, subject's, object's local number) → stated, or denied (False).

    What is `optional` counts neither way. `total` counts by predicate what else the annotation holds, found names or not;
    `local` gives the number of each annotated entity that was found.
    """

    article: int
    reading: Reading
    truth: Truth
    optional: frozenset[Key]
    total: Counter[int]
    annotation: AnnotatedArticle
    local: Mapping[str, int]


def annotated_example(number: int, article: AnnotatedArticle) -> Example:
    """The article with its annotated names and coreference."""
    local = {e: i for i, e in enumerate(dict.fromkeys(m.entity for m in article.mentions if m.entity))}
    mentions = []
    for m in article.mentions:
        surface = article.text[m.start : m.end]
        kind, full = article.organizations.get(m.entity, ("", ""))
        mentions.append(_mention(article.id, m.start, m.end, m.type, kind, surface, full, local.get(m.entity, -1)))
    return _example(number, article, mentions, local)


def found_example(number: int, article: AnnotatedArticle, found: Sequence[Candidate]) -> Example:
    """The article with the names that were found, and judged, without having seen it."""
    component = Names([p for p in PARTS if p != "judge"], THRESHOLDS)
    mentions = []
    for c in component.find(article.text, list(found)):
        surface = article.text[c.start : c.end]
        kind = kind_of(surface)[0] if c.type == "ORG" else ""
        mentions.append(_mention(article.id, c.start, c.end, c.type, kind, surface, "", -1))
    grouped = assign_locals(article.text, mentions)
    local = _aligned(article, grouped)
    return _example(number, article, grouped, local)


def _example(number: int, article: AnnotatedArticle, mentions: Sequence[Mention], local: Mapping[str, int]) -> Example:
    truth, optional = _truth(article, local)
    return Example(number, read(article.text, mentions), truth, optional, _total(article), article, local)


def _aligned(article: AnnotatedArticle, mentions: Sequence[Mention]) -> dict[str, int]:
    """For each annotated entity the local number that shares most places or names with it; each number once."""
    names = article.names()
    keys = {e: {name_key(n) for n in ns} for e, ns in names.items()}
    types = {m.entity: m.type for m in article.mentions if m.entity}
    votes: Counter[tuple[str, int]] = Counter()
    for m in mentions:
        if m.local < 0:
            continue
        for g in article.mentions:
            if g.entity and g.type == m.type and g.start < m.end and m.start < g.end:
                votes[g.entity, m.local] += 2
        for entity, known in keys.items():
            if types.get(entity) == m.type and m.key in known:
                votes[entity, m.local] += 1
    result: dict[str, int] = {}
    for (entity, local), _ in sorted(votes.items(), key=lambda v: (-v[1], v[0])):
        if entity not in result and local not in result.values():
            result[entity] = local
    return result


def _truth(article: AnnotatedArticle, local: Mapping[str, int]) -> tuple[Truth, frozenset[Key]]:
    truth: Truth = {}
    optional: set[Key] = set()
    for r in article.relations:
        if r.predicate == "holds_position" or r.subject not in local or r.object not in local:
            continue
        p, s, o = predicates().index(r.predicate), local[r.subject], local[r.object]
        stated = r.qualifiers.get("status") != "negated"
        for key in ((p, s, o), (p, o, s)) if ontology().predicates[r.predicate].symmetric else ((p, s, o),):
            if r.optional:
                optional.add(key)
            else:
                truth[key] = truth.get(key, False) or stated
    return truth, frozenset(optional - truth.keys())


def _total(article: AnnotatedArticle) -> Counter[int]:
    counts: Counter[int] = Counter()
    for r in article.relations:
        if r.predicate != "holds_position" and r.qualifiers.get("status") != "negated" and not r.optional:
            counts[predicates().index(r.predicate)] += 1
    return counts


def _mention(
    document: str, start: int, end: int, type_: str, kind: str, surface: str, full: str, local: int
) -> Mention:
    identifier = content_id("m", document, str(start), str(end), type_)
    return Mention(
        identifier, document, start, end, type_, kind, surface, name_key(surface), full, local, "annotated", 1.0
    )
