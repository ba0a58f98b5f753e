"""Where claims and times or sums of money stand, as arrays: the parts of a document that circumstances are read off.

Offsets are the text's.
"""

import dataclasses
import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.claims import Claim
from kg.nlp.relations.layout import TYPES
from kg.nlp.relations.reading import Reading
from kg.vocabulary import ontology

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Span = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True)
class Places:
    """A document's claims: `low` and `high` are the two units' starts in order; clauses, sentences, lines are numbered.

    `units` are the starts of the units, `seen[n]` tells how many of each type are among the first n.
    """

    text: str
    clause_ends: Ints
    sentence_ends: Ints
    line_ends: Ints
    units: Ints
    unit_ends: Ints
    seen: Ints
    predicate: Ints
    subject: Ints
    subject_end: Ints
    object: Ints
    object_end: Ints
    subject_type: Ints
    object_type: Ints
    title: Ints
    title_end: Ints
    evidence: tuple[tuple[Span, ...], ...]

    def clause(self, offsets: Ints) -> Ints:
        """The number of the clause at each offset."""
        return np.searchsorted(self.clause_ends, offsets, "right")

    def sentence(self, offsets: Ints) -> Ints:
        """The number of the sentence at each offset."""
        return np.searchsorted(self.sentence_ends, offsets, "right")

    def line(self, offsets: Ints) -> Ints:
        """The number of the line at each offset."""
        return np.searchsorted(self.line_ends, offsets, "right")

    def bounds(self, ends: Ints, offsets: Ints) -> tuple[Ints, Ints]:
        """Where the clauses, sentences or lines that end at `ends` start and end around offsets."""
        number = np.searchsorted(ends, offsets, "right")
        edges = np.concatenate([[0], ends, [len(self.text)]])
        return edges[number], edges[number + 1]

    def holds(self, offsets: Ints) -> NDArray[np.bool_]:
        """Whether the clauses of a claim hold offsets: (claims, offsets)."""
        first, second = self._evidence()
        held: NDArray[np.bool_] = (offsets >= first[:, :1]) & (offsets < first[:, 1:])
        return held | (offsets >= second[:, :1]) & (offsets < second[:, 1:])

    def _evidence(self) -> tuple[Ints, Ints]:
        """The one or two stretches of each claim's clauses; of one, twice the same."""
        spans = [(*e, *e[-1:])[:2] for e in self.evidence]
        first, second = (np.array([s[n] for s in spans], np.int64).reshape(-1, 2) for n in (0, 1))
        return first, second

    def between(self, start: Ints, end: Ints) -> Ints:
        """How many units of each type start in stretches: (stretches, types)."""
        first, last = np.searchsorted(self.units, start), np.searchsorted(self.units, end)
        return self.seen[np.maximum(first, last)] - self.seen[first]


@functools.cache
def predicate_numbers() -> dict[str, int]:
    """The number of each predicate, posts included."""
    return {p: n for n, p in enumerate(sorted(ontology().predicates))}


def locate(reading: Reading, claims: Sequence[Claim], evidence: Sequence[tuple[Span, ...]]) -> Places:
    """The arrays of a reading and its claims."""
    text, units = reading.text, reading.units
    seen = np.zeros((len(units) + 1, len(TYPES)), np.int64)
    seen[np.arange(1, len(units) + 1), [TYPES.index(u.type) for u in units]] = 1
    titles = [_title(reading, c) for c in claims]
    column = functools.partial(np.array, dtype=np.int64)
    return Places(
        text, column(reading.clause_ends), column(reading.sentence_ends),
        column([n + 1 for n, c in enumerate(text) if c == "\n"]), column([u.start for u in units]),
        column([u.end for u in units]), np.cumsum(seen, axis=0), column([predicate_numbers()[c.predicate] for c in claims]),
        column([c.subject.start for c in claims]), column([c.subject.end for c in claims]),
        column([c.object.start for c in claims]), column([c.object.end for c in claims]),
        column([TYPES.index(c.subject.type) for c in claims]), column([TYPES.index(c.object.type) for c in claims]),
        column([s for s, _ in titles]), column([e for _, e in titles]), tuple(evidence),
    )  # fmt: skip


def _title(reading: Reading, claim: Claim) -> Span:
    """Where the title of a post stands; the object of other claims."""
    if claim.title >= 0:
        return claim.title, claim.title + len(claim.position)
    if claim.position:
        start = reading.text.find(claim.position, max(claim.at[0], 0))
        if start >= 0:
            return start, start + len(claim.position)
    return claim.object.start, claim.object.end
