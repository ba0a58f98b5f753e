"""What lookups return."""

import dataclasses
from typing import Literal

from kg.model import Edge, Entity

Direction = Literal["out", "in"]
LeaderStatus = Literal["current", "former", "uncertain"]


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """An entity that a name may mean: `name` is its fullest name, `matched` the name that was found, and how."""

    id: str
    name: str
    type: str
    kind: str
    matched: str = ""
    how: str = ""


APART = " … "
"""What stands between words that are apart in the text."""


@dataclasses.dataclass(frozen=True, slots=True)
class Evidence:
    """Where an article says so: file name, date as precise as known, the words, their sentence, the article."""

    document: str
    published: str | None
    quote: str
    sentence: str
    document_id: str = ""

    @property
    def clauses(self) -> list[str]:
        """The stretches of the words that stand apart."""
        return self.quote.split(APART) if self.quote else []


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """Somebody who leads or led a body; dates are as precise as their source."""

    person: str
    position: str
    organization: str
    first_seen: str | None
    last_seen: str | None
    status: LeaderStatus
    confidence: float
    evidence: tuple[Evidence, ...]
    person_id: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Leaders:
    """The answer of `who_leads`; `known_from` is the first date for which a head is known, if none was at `on`."""

    query: str
    on: str | None
    matches: tuple[Match, ...]
    answers: tuple[Answer, ...]
    known_from: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Relation:
    """An edge seen from one of its entities: `direction` is `out` where that entity is the subject."""

    id: str
    direction: Direction
    predicate: str
    other: Match
    qualifiers: tuple[tuple[str, str], ...]
    at: str
    first_seen: str | None
    last_seen: str | None
    since: str | None
    until: str | None
    status: str
    confidence: float
    evidence: tuple[Evidence, ...]

    @property
    def began(self) -> str | None:
        """The date it is told by: the one stated, the stated start, or the first sight of it."""
        return self.at or self.since or self.first_seen


@dataclasses.dataclass(frozen=True, slots=True)
class Portrait:
    """An entity with its relations."""

    entity: Entity
    relations: tuple[Relation, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One relation of a path: it leads from `source` to `target`, along (`out`) or against (`in`) its direction."""

    source: Match
    target: Match
    relation: Relation


@dataclasses.dataclass(frozen=True, slots=True)
class Path:
    """A shortest chain of relations between two entities; no steps where there is none."""

    start: Match
    end: Match
    steps: tuple[Step, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Route:
    """A shortest chain of entities; `edges[i]` are all edges between the i-th and the next, surest first."""

    entities: tuple[Match, ...]
    edges: tuple[tuple[Edge, ...], ...]
