"""Candidates for names, and the choice among those that overlap."""

import dataclasses
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be a name: offsets into the text, type, the source that proposed it, and a probability."""

    start: int
    end: int
    type: str
    found_by: str
    confidence: float

    def overlaps(self, other: "Candidate") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def select(candidates: Iterable[Candidate]) -> list[Candidate]:
    """What remains when, of two that overlap, the more confident one stays (then the longer, then the first).

    >>> a, b = Candidate(0, 9, "ORG", "x", 0.9), Candidate(0, 5, "PARK", "y", 0.8)
    >>> select([b, a]) == [a]
    True
    """
    kept: list[Candidate] = []
    taken: set[int] = set()
    for c in sorted(candidates, key=lambda c: (-c.confidence, c.start - c.end, c.start, c.type, c.found_by)):
        span = range(c.start, c.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(c)
    return sorted(kept, key=lambda c: (c.start, c.end))
