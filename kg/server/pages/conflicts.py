"""Records that contradict each other, as far as the time line shows them."""

import dataclasses
from collections.abc import Sequence

from kg.names.posts import post_of
from kg.query import Match
from kg.server.pages.statements import Statement
from kg.server.pages.timelines import Held


@dataclasses.dataclass(frozen=True, slots=True)
class Conflict:
    """Several holders of one post at a time (`conflict_post`), or one statement in doubt (`conflict_doubt`)."""

    key: str
    body: str
    position: str
    statements: tuple[Statement, ...]


def conflicts(entity: Match, held: Sequence[Held], doubtful: Sequence[Statement]) -> tuple[Conflict, ...]:
    """The posts of a body that several people are said to hold at a time, and other statements in doubt."""
    found = [] if entity.type == "PERSON" else _shared(held)
    told = {s.id for c in found for s in c.statements}
    rest = [Conflict("conflict_doubt", "", s.position, (s,)) for s in doubtful if s.id not in told]
    return (*found, *rest)


def _shared(held: Sequence[Held]) -> list[Conflict]:
    posts: dict[tuple[str, str], list[Statement]] = {}
    for h in held:
        if h.claim.edge.status == "uncertain":
            posts.setdefault((h.body, post_of(h.statement.position)), []).append(h.statement)
    return [Conflict("conflict_post", *post, tuple(found)) for post, found in posts.items() if len(found) > 1]
