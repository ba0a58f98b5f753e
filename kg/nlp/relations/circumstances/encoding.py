"""A document and its claims as the arrays that the network of circumstances takes in.

Letters with marks (which type of unit, which kind of time, a sum); claims by where their ends and their title stand and by
stretches of letters around them; each claim with the times and the sums near it.
"""

import dataclasses
import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.model import FactStatus, When
from kg.nlp.amounts import Amount
from kg.nlp.dates import DateSpan
from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.circumstances import spots, standing
from kg.nlp.relations.circumstances.places import Floats, Ints, Places
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.layout import TYPES
from kg.nlp.relations.reading import Reading, Unit
from kg.vocabulary import ontology

_TIME = 2 * len(TYPES) + 1  # marks: a unit's first letter and its others by type, times that are no others, …
_AHEAD, _OVER, _SUM = _TIME + 1, _TIME + 2, _TIME + 3
MARKS = _SUM + 1
STRETCHES = 18
_BEFORE, _AFTER, _HEADING, _LINE_BEFORE = 8, 12, 30, 40  # letters


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """What a document says around its claims: its times and sums of money, and when it was published."""

    dates: Sequence[DateSpan]
    amounts: Sequence[Amount]
    published: When | None


@dataclasses.dataclass(frozen=True, slots=True)
class Pairs:
    """Claims with spots near them: `first` and `last` letter of the spot, the stretches between it and the claim's
    object, title and subject.
    """

    claim: Ints
    spot: Ints
    first: Ints
    last: Ints
    start: Ints
    end: Ints
    features: Floats


@dataclasses.dataclass(frozen=True, slots=True)
class Encoding:
    """Rows of `letters` and `marks`; claims with their `start` and `end` of STRETCHES; their times and sums."""

    letters: Ints
    marks: Ints
    subject: Ints
    object: Ints
    title: Ints
    predicate: Ints
    start: Ints
    end: Ints
    features: Floats
    times: Pairs
    sums: Pairs


def encode(
    reading: Reading,
    claims: Sequence[Claim],
    places: Places,
    by_rule: Sequence[FactStatus],
    said: Said,
    alphabet: Alphabet,
) -> Encoding:
    """The arrays of a document's claims."""
    codes = np.array([ord("0") if c.isdigit() else ord(c) for c in reading.text], np.uint32)
    start, end = _stretches(places, reading, claims)
    return Encoding(
        alphabet.rows(codes), _marks(reading, said), places.subject, places.object, places.title, places.predicate, start, end,
        standing.describe(places, claims, by_rule=by_rule, dates=said.dates, published=said.published),
        _pairs(places, said.dates, spots.told_of_time(places.text, said.published), np.ones(len(claims), bool), spots.TIME_NUMBERS),
        _pairs(places, said.amounts, spots.told_of_sum(places.text), np.array([_is_paid(c) for c in claims], bool), spots.SUM_NUMBERS),
    )  # fmt: skip


def _marks(reading: Reading, said: Said) -> Ints:
    marks = np.zeros(len(reading.text), np.int64)
    for unit in reading.units:
        if not unit.refers:
            marks[unit.start : unit.end] = 2 + 2 * TYPES.index(unit.type)
            marks[unit.start] -= 1
    kinds = [(d.start, d.end, _kind(d.when, said.published)) for d in said.dates]
    for start, end, kind in (*kinds, *((a.start, a.end, _SUM) for a in said.amounts)):
        here = marks[start:end]
        here[here == 0] = kind
    return marks


def _kind(when: When, published: When | None) -> int:
    _, ahead, over, *_ = standing.kind_of_time(when, published) if published else (1, False, False)
    return _AHEAD if ahead else _OVER if over else _TIME


def _stretches(places: Places, reading: Reading, claims: Sequence[Claim]) -> tuple[Ints, Ints]:
    """Around each claim: the clauses and sentences of its ends, the sentence before, its line's beginning, … and far off."""
    low, high = np.minimum(places.subject, places.object), np.maximum(places.subject, places.object)
    size = len(places.text)
    clauses = [places.bounds(places.clause_ends, at) for at in (places.object, places.subject)]
    sentences = [places.bounds(places.sentence_ends, at) for at in (places.object, places.subject)]
    before = places.bounds(places.sentence_ends, np.maximum(sentences[1][0] - 1, 0))
    line = places.bounds(places.line_ends, low)[0]
    line_before = places.bounds(places.line_ends, np.maximum(line - 1, 0))
    stretches = [
        *clauses, *sentences, before, (line, line + _HEADING), (low, high),
        (np.maximum(places.title - _BEFORE, 0), places.title), (places.title, places.title + _AFTER),
        (line_before[0], np.minimum(line_before[1], line_before[0] + _LINE_BEFORE)),
        *_far(places, reading, claims),
    ]  # fmt: skip
    start, end = (np.stack([s[n] for s in stretches], axis=1) for n in (0, 1))
    return start, np.minimum(np.maximum(start, end), size)


def _far(places: Places, reading: Reading, claims: Sequence[Claim]) -> list[tuple[Ints, Ints]]:
    """What is said farther away: the document's first line, the heading above, the next sentence, the line, the whole
    document, and the sentences that name the object again (next, last) and the subject (next).
    """
    size, none = len(places.text), np.zeros(len(claims), np.int64)
    first = places.bounds(places.line_ends, none)
    end = places.bounds(places.sentence_ends, places.object)[1]
    said = [
        (first[0], np.minimum(first[1], _LINE_BEFORE)), _headings(places),
        places.bounds(places.sentence_ends, np.minimum(end, size - 1)), places.bounds(places.line_ends, places.object),
        (none, none + size),
    ]  # fmt: skip
    objects = [_later(reading, c.object) for c in claims]
    subjects = [_later(reading, c.subject) for c in claims]
    for later, which in ((objects, 0), (objects, -1), (subjects, 0)):
        at = np.array([spots[which] if spots else -1 for spots in later], np.int64)
        start, end = places.bounds(places.sentence_ends, np.maximum(at, 0))
        said.append((np.where(at < 0, 0, start), np.where(at < 0, 0, end)))
    return said


def _later(reading: Reading, unit: Unit) -> list[int]:
    """Where the same thing is named after a unit."""
    starts = (reading.units[i].start for i in reading.things[unit.local].units)
    return sorted(start for start in starts if start > unit.start)


def _headings(places: Places) -> tuple[Ints, Ints]:
    """The nearest short line without a full stop above each claim's object, or nothing."""
    edges = [0, *places.line_ends.tolist(), len(places.text)]
    found, last = [], (0, 0)
    for start, end in itertools.pairwise(edges):
        found.append(last)
        words = places.text[start:end].strip()
        if 1 < len(words) <= _HEADING and words[-1] not in "。！？；，、":
            last = (start, end)
    at = places.line(places.object)
    rows = np.array(found, np.int64).reshape(-1, 2)[np.minimum(at, len(found) - 1)]
    return rows[:, 0], rows[:, 1]


def _pairs(
    places: Places, found: Sequence[spots.Spot], told: spots.Told, asked: NDArray[np.bool_], numbers: int
) -> Pairs:
    claim, spot = spots.near(places, found if asked.any() else [])
    taken = asked[claim]
    claim, spot = claim[taken], spot[taken]
    first = np.array([s.start for s in found], np.int64)[spot]
    last = np.array([s.end - 1 for s in found], np.int64)[spot]
    ends = np.stack([places.object[claim], places.title[claim], places.subject[claim]], axis=1)
    features = np.zeros((0, numbers), np.float32)
    if len(claim):
        features = spots.describe(places, found, claim, spot, told)
    return Pairs(claim, spot, first, last, np.minimum(first[:, None], ends), np.maximum(first[:, None], ends), features)


def _is_paid(claim: Claim) -> bool:
    return "amount" in ontology().predicates[claim.predicate].qualifiers
