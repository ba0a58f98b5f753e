"""Open questions, the most useful first.

The order is by expected usefulness: how unsure the answer is, `4 p (1 - p)` for a probability `p`, times how much
hangs on it, the logarithm of the number of relations that an answer can change. A coin toss about two namesakes with
twenty posts comes before a doubtful prize; what is nearly certain comes last. `p` is the confidence of a fact, the
score of a merge (`kg.curation.merges`), the prior 0.5 for namesakes of one zone and 0.2 for others, and 0.5 for a short
form with two full forms. Facts in conflict count as 0.5, times the weight of the conflict, shared among the facts that
say the same: a side that rests on one article is asked about first. What was judged already, `unsure` included, is not
asked again.
"""

import dataclasses
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from kg.curation.conflicts import Conflict, find_conflicts
from kg.curation.drafts import Draft, Side, useful
from kg.curation.merges import weak_merges
from kg.curation.referring import refer, statements
from kg.curation.statements import document_label
from kg.curation.validity import ABOUT_FACTS, PAIRS
from kg.model import Edge, Entity, Judgement, name_key
from kg.names import fold
from kg.resolve.references import NameReference
from kg.store import StoreReader
from kg.store.columns import rows_of

_RIVALS = re.compile(r"(.+) may shorten (.+) or (.+): kept apart")
_DOUBTFUL = 0.75
_LIMIT = 200  # questions that are made ready; nobody answers more at a time
_SHOWN = 2  # edges of each name that are shown
_SIDES = 6  # edges of one conflict that are shown
_FACTS = 3  # facts of one edge in conflict that are asked about

_At = Mapping[str, Sequence[Edge]]  # the edges at each entity


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A pair of names (`pair`) or a fact (`fact`) to judge; `edge_ids` are what shows their sentences.

    `why` is the recorded reason of a merge or the kind of a conflict, `about` the name of the entity in question;
    both are empty where nothing but doubt is to be said.
    """

    kind: Literal["pair", "fact"]
    left: str
    right: str
    usefulness: float
    edge_ids: tuple[str, ...]
    why: str = ""
    about: str = ""


def open_questions(reader: StoreReader, judgements: Sequence[Judgement]) -> list[Question]:
    """The questions that judgements in force leave open, the most useful first."""
    edges = reader.edges()
    at: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        at[edge.subject_id].append(edge)
        at[edge.object_id].append(edge)
    entities = rows_of(Entity, reader.table("entities"))
    known = {e.id: e for e in entities}
    drafts = [
        *_namesakes(entities, at),
        *_doubtful(edges, at),
        *_conflicting(find_conflicts(edges, known), at, known),
        *weak_merges(entities, at, {e.id: e.name for e in entities}),
    ]
    judged = {frozenset((j.left, j.right)) for j in judgements if j.verdict in PAIRS}
    said = {j.left for j in judgements if j.verdict in ABOUT_FACTS}
    chosen = itertools.islice(_once(drafts), _LIMIT + len(judgements))
    found = (_question(reader, draft, at, known) for draft in chosen)
    left = (q for q in found if q.left != q.right and frozenset((q.left, q.right)) not in judged)
    return [q for q in left if q.left not in said][:_LIMIT]


def _once(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts in order of usefulness, each question once: the one that says why one asks, as useful as any."""
    found: dict[tuple[tuple[Side, ...], str], Draft] = {}
    for draft in drafts:
        key = draft.sides, draft.fact_id
        other = found.get(key, draft)
        worth = max(draft.usefulness, other.usefulness)
        found[key] = dataclasses.replace(draft if draft.why and not other.why else other, usefulness=worth)
    yield from sorted(found.values(), key=lambda d: (-d.usefulness, d.sides, d.fact_id))


def _namesakes(entities: Sequence[Entity], at: _At) -> Iterator[Draft]:
    """Namesakes that were kept apart, and short forms with two full forms."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for e in entities:
        named[e.type, fold(e.name, e.type)].append(e.id)
    for same in named.values():
        for a, b in itertools.combinations(sorted(same), 2):
            near = {e.object_id for e in at.get(a, ())} & {e.object_id for e in at.get(b, ())}
            reach = len(at.get(a, ())) + len(at.get(b, ()))
            yield Draft(useful(0.5 if near else 0.2, reach), (Side(a), Side(b)))
    for e in entities:
        for match in filter(None, map(_RIVALS.fullmatch, e.reasons)):
            for full in (i for n in match.groups()[1:] for i in named.get((e.type, fold(n, e.type)), ())):
                if full != e.id:
                    yield Draft(useful(0.5, len(at.get(e.id, ())) + 1), (Side(e.id), Side(full)))


def _doubtful(edges: Sequence[Edge], at: _At) -> Iterator[Draft]:
    """Relations that rest on one doubtful fact, and heads that rival each other."""
    degrees = Counter({i: len(found) for i, found in at.items()})
    for edge in edges:
        rival = edge.status == "uncertain"
        if len(edge.fact_ids) == 1 and (edge.confidence < _DOUBTFUL or rival):
            reach = max(degrees[edge.subject_id], degrees[edge.object_id])
            worth = useful(0.5 if rival else edge.confidence, reach)
            yield Draft(worth, fact_id=edge.fact_ids[0], edge_ids=(edge.id,))


def _conflicting(conflicts: Iterable[Conflict], at: _At, known: Mapping[str, Entity]) -> Iterator[Draft]:
    """The sides of conflicts; of posts in two regions one asks whether they are one person's."""
    for conflict in conflicts:
        worth = conflict.weight * useful(0.5, len(at.get(conflict.about, ())))
        shown = tuple(e.id for e in conflict.edges[:_SIDES])
        why, about = conflict.kind, known[conflict.about].name
        if conflict.kind == "posts":
            for a, b in itertools.pairwise(conflict.edges):
                apart = [d for d in b.documents if d not in a.documents]
                if apart:
                    sides = Side(conflict.about, "", a.documents[0]), Side(conflict.about, "", apart[0])
                    yield Draft(round(worth, 4), sides, edge_ids=(a.id, b.id), why=why, about=about)
            continue
        for edge in conflict.edges:
            each = round(worth / len(edge.fact_ids), 4)
            for fact in edge.fact_ids[:_FACTS]:
                yield Draft(each, fact_id=fact, edge_ids=shown, why=why, about=about)


def _question(reader: StoreReader, draft: Draft, at: _At, known: Mapping[str, Entity]) -> Question:
    worth, why, about = draft.usefulness, draft.why, draft.about
    if draft.fact_id:
        said = statements(reader, [draft.fact_id])[draft.fact_id]
        return Question("fact", said, "", worth, draft.edge_ids, why, about)
    left, right = (str(_reference(reader, known[side.entity_id], side)) for side in draft.sides)
    shown = [e.id for side in draft.sides for e in _edges_of(reader, known[side.entity_id], side, at)]
    return Question("pair", left, right, worth, draft.edge_ids or tuple(dict.fromkeys(shown)), why, about)


def _reference(reader: StoreReader, entity: Entity, side: Side) -> NameReference:
    """How a judgement refers to a side: where it is meant in one document, by the fullest name printed there."""
    if not side.document_id:
        return refer(reader, entity, side.key or name_key(entity.name))
    mine = set(entity.mention_ids)
    keys = {k for m in reader.mentions_in([side.document_id]) if m.id in mine for k in (m.key, name_key(m.full)) if k}
    (document,) = reader.documents([side.document_id])
    return NameReference(entity.type, max(keys, key=lambda k: (len(k), k)), document_label(document))


def _edges_of(reader: StoreReader, entity: Entity, side: Side, at: _At) -> Sequence[Edge]:
    """The first edges that show a side: of an entity, or of its articles that print the name or are meant."""
    edges = at.get(entity.id, ())
    documents = {side.document_id}
    if side.key:
        printed = reader.mentions(entity.mention_ids)
        documents = {m.document_id for m in printed if side.key in (m.key, name_key(m.full))}
    if side.key or side.document_id:
        edges = [e for e in edges if documents.intersection(e.documents)]
    return edges[:_SHOWN]
