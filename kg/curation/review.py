"""Open questions, the most useful first.

The order is by expected usefulness: how unsure the answer is, `4 p (1 - p)` for a probability `p`, times how much
hangs on it, the logarithm of the number of relations that an answer can change. A coin toss about two namesakes with
twenty posts comes before a doubtful prize; what is nearly certain comes last. `p` is the confidence of a fact, the
prior 0.5 for namesakes of one zone and 0.2 for others, and 0.5 for a short form with two full forms. What was judged
already, `unsure` included, is not asked again.
"""

import dataclasses
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from kg.curation.referring import refer, statements
from kg.curation.validity import ABOUT_FACTS, PAIRS
from kg.model import Edge, Entity, Judgement, name_key
from kg.names import fold
from kg.resolve.references import NameReference
from kg.store import StoreReader

_RIVALS = re.compile(r"(.+) may shorten (.+) or (.+): kept apart")
_DOUBTFUL = 0.75
_LIMIT = 200  # questions that are made ready; nobody answers more at a time


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A pair of names (`pair`) or a fact (`fact`) to judge; `edge_ids` are what shows their sentences."""

    kind: Literal["pair", "fact"]
    left: str
    right: str
    usefulness: float
    edge_ids: tuple[str, ...]


def open_questions(reader: StoreReader, judgements: Sequence[Judgement]) -> list[Question]:
    """The questions that judgements in force leave open, the most useful first."""
    edges = reader.edges()
    at: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        at[edge.subject_id].append(edge)
        at[edge.object_id].append(edge)
    drafts = [*_pairs(reader, at), *_doubtful(edges, at)]
    drafts.sort(key=lambda d: (-d[0], d[1:]))
    judged = {frozenset((j.left, j.right)) for j in judgements if j.verdict in PAIRS}
    known = {j.left for j in judgements if j.verdict in ABOUT_FACTS}
    found = (_question(reader, draft, at) for draft in drafts[: _LIMIT + len(judgements)])
    return [q for q in found if frozenset((q.left, q.right)) not in judged and q.left not in known][:_LIMIT]


_Draft = tuple[float, str, str]


def _pairs(reader: StoreReader, at: dict[str, list[Edge]]) -> Iterator[_Draft]:
    """Namesakes that were kept apart, and short forms with two full forms."""
    rows = reader.table("entities", ["id", "type", "name", "reasons"]).to_pylist()
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        named[row["type"], fold(row["name"], row["type"])].append(row["id"])
    for same in named.values():
        for a, b in itertools.combinations(sorted(same), 2):
            near = {e.object_id for e in at.get(a, ())} & {e.object_id for e in at.get(b, ())}
            yield _useful(0.5 if near else 0.2, len(at.get(a, ())) + len(at.get(b, ()))), a, b
    for row in rows:
        for match in filter(None, map(_RIVALS.fullmatch, row["reasons"])):
            for full in (i for n in match.groups()[1:] for i in named.get((row["type"], fold(n, row["type"])), ())):
                if full != row["id"]:
                    yield _useful(0.5, len(at.get(row["id"], ())) + 1), row["id"], full


def _doubtful(edges: Sequence[Edge], at: dict[str, list[Edge]]) -> Iterator[_Draft]:
    """Relations that rest on one doubtful fact, and heads that rival each other."""
    degrees = Counter({i: len(found) for i, found in at.items()})
    for edge in edges:
        rival = edge.status == "uncertain"
        if len(edge.fact_ids) == 1 and (edge.confidence < _DOUBTFUL or rival):
            reach = max(degrees[edge.subject_id], degrees[edge.object_id])
            yield _useful(0.5 if rival else edge.confidence, reach), edge.id, edge.fact_ids[0]


def _useful(probability: float, reach: int) -> float:
    return round(4 * probability * (1 - probability) * math.log2(2 + reach), 4)


def _question(reader: StoreReader, draft: _Draft, at: dict[str, list[Edge]]) -> Question:
    usefulness, first, second = draft
    if first.startswith("a-"):
        return Question("fact", statements(reader, [second])[second], "", usefulness, (first,))
    found = {e.id: e for e in reader.entities([first, second])}
    shown = tuple(e.id for i in (first, second) for e in at.get(i, ())[:2])
    left, right = (_reference(reader, found[i]) for i in (first, second))
    return Question("pair", str(left), str(right), usefulness, shown)


def _reference(reader: StoreReader, entity: Entity) -> NameReference:
    return refer(reader, entity, name_key(entity.name))
