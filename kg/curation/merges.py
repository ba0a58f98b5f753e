"""Merges that rest on little: they were made, and may be wrong.

Which names were joined, and on what, stands in the reasons of an entity. A short form is as sure as its score (computed
again, as `kg why` does), and never quite sure; a career at units of one zone and a byline are taken to be right in
three cases of four.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.curation.drafts import Draft, Side, useful
from kg.model import Edge, Entity, name_key
from kg.resolve.joining import compare

_SHORT = re.compile(r"(.+) is (.+): [^:]+?(?:, articles on (.+))?")
_CAREER = re.compile(r".+: posts at units of .+ in one career \((.+) (?:\d{4}|\?), (.+) (?:\d{4}|\?)\)")
_BYLINES = re.compile(r".+: bylines of articles on .+")
_PEOPLE = 0.75
_HIGHEST = 0.95


def weak_merges(
    entities: Sequence[Entity], at: Mapping[str, Sequence[Edge]], names: Mapping[str, str]
) -> Iterator[Draft]:
    """Pairs of names inside one entity whose merge people may doubt; `at` are the edges, `names` all names by id."""
    for entity in entities:
        for reason in entity.reasons:
            if entity.type == "PERSON":
                yield from _of_person(entity, reason, at.get(entity.id, ()), names)
            elif match := _SHORT.fullmatch(reason):
                yield from _of_short_form(entity, reason, match, len(at.get(entity.id, ())))


def _of_short_form(entity: Entity, reason: str, match: re.Match[str], reach: int) -> Iterator[Draft]:
    short, full = match[1], match[2]
    zones = frozenset({match[3]} if match[3] else ())
    score = min(compare(short, full, entity.type, (zones, zones))[1], _HIGHEST)
    if score:
        sides = (Side(entity.id, name_key(short)), Side(entity.id, name_key(full)))
        yield Draft(useful(score, reach), sides, why=reason, about=entity.name)


def _of_person(entity: Entity, reason: str, edges: Sequence[Edge], names: Mapping[str, str]) -> Iterator[Draft]:
    """The articles of the two posts of a career, or the first and the last with a byline."""
    shown: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    if match := _CAREER.fullmatch(reason):
        posts = {names.get(e.object_id, "") + e.qualifier("position"): e for e in edges if e.subject_id == entity.id}
        found = [posts[said] for said in match.groups() if said in posts]
        shown, documents = tuple(e.id for e in found), tuple(e.documents[0] for e in found)
    elif _BYLINES.fullmatch(reason):
        documents = entity.documents[:: len(entity.documents) - 1] if len(entity.documents) > 1 else ()
    if len(set(documents)) == 2:
        first, second = (Side(entity.id, "", document) for document in documents)
        yield Draft(useful(_PEOPLE, len(edges)), (first, second), edge_ids=shown, why=reason, about=entity.name)
