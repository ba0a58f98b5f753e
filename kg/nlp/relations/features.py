"""What the boosted trees see of a candidate: two things and a predicate, with their best pair of units.

Candidates are what a rule claims, and what the network does not find hopeless. Everything is computed for all candidates of
a document at once.
"""

import dataclasses
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.claims import Claim
from kg.nlp.relations.context import Context
from kg.nlp.relations.layout import (
    Floats,
    Ints,
    Layout,
    allowed,
    brought_together,
    first_in,
    nearest_first,
    predicates,
    symmetric,
)
from kg.nlp.relations.survey import Survey
from kg.vocabulary import ontology

_DENIED = -5.0  # of pairs whose log-odds by the network are below hardly any is right


@dataclasses.dataclass(frozen=True, slots=True)
class Candidates:
    """Parallel arrays: predicate number, subject and object (rows of `things`), the nearest pair of units.

    `apart` is how many sentences lie between the two units, `claimed` whether a rule claims the candidate.
    """

    predicate: Ints
    subject: Ints
    object: Ints
    subject_unit: Ints
    object_unit: Ints
    apart: Ints
    claimed: NDArray[np.bool_]
    features: Floats


def find_candidates(known: Survey) -> Candidates:
    """The candidates of a document with their features."""
    groups = _group(known.layout, known.context)
    fired = _fired(known.layout, known.claims)
    likely = known.log_odds[groups.subject, groups.object, groups.predicate] > _DENIED
    return _describe(known, groups.chosen(np.flatnonzero(_fires(fired, groups) | likely)), fired)


@dataclasses.dataclass(frozen=True, slots=True)
class _Groups:
    predicate: Ints
    subject: Ints
    object: Ints
    subject_unit: Ints
    object_unit: Ints
    pairs: Ints

    def chosen(self, rows: Ints) -> "_Groups":
        """Some of the groups."""
        return _Groups(*(getattr(self, field.name)[rows] for field in dataclasses.fields(self)))


def _group(layout: Layout, context: Context) -> _Groups:
    """One row per predicate, subject and object that types admit: their nearest pair of units, and how many pairs there are."""
    of, types = layout.of, layout.type
    rows, columns = np.nonzero((of[:, None] != of[None, :]) & (of[:, None] >= 0) & (of[None, :] >= 0))
    sentences = np.abs(layout.sentence[rows] - layout.sentence[columns])
    letters = np.abs(context.place[rows] - context.place[columns])
    key = of[rows] * len(layout.things) + of[columns]
    order = nearest_first(key, sentences, letters)
    first = np.flatnonzero(first_in(key[order])) if len(key) else key
    pairs = np.diff(np.append(first, len(key)))
    rows, columns = rows[order[first]], columns[order[first]]
    admitted = allowed()[:, types[rows], types[columns]]
    predicate, at = np.nonzero(admitted)
    rows, columns, pairs = rows[at], columns[at], pairs[at]
    both = np.isin(predicate, symmetric()) & allowed()[predicate, types[columns], types[rows]]
    keep = ~both | (of[rows] < of[columns])
    predicate, rows, columns, pairs = predicate[keep], rows[keep], columns[keep], pairs[keep]
    return _Groups(predicate, of[rows], of[columns], rows, columns, pairs)


def _closest(layout: Layout, context: Context) -> tuple[Ints, Ints, Ints]:
    """For every two things: the fewest sentences and letters between them, and how many clauses they share."""
    named = np.flatnonzero(layout.of >= 0)
    order, first = brought_together(layout.of[named])
    order = named[order]
    apart = [np.abs(np.subtract.outer(at[order], at[order])) for at in (layout.sentence, context.place)]
    near, gap = (np.minimum.reduceat(np.minimum.reduceat(a, first, axis=0), first, axis=1) for a in apart)
    shared = np.equal.outer(layout.clause[order], layout.clause[order])
    return near, gap, np.add.reduceat(np.add.reduceat(shared, first, axis=0, dtype=np.int64), first, axis=1)


def _describe(known: Survey, g: _Groups, fired: Floats) -> Candidates:
    context, layout = known.context, known.layout
    s, o = g.subject_unit, g.object_unit
    place = context.place
    low, high = np.minimum(s, o), np.maximum(s, o)
    near, gap, together = _closest(layout, context)
    names = layout.names
    apart = np.abs(layout.sentence[s] - layout.sentence[o])
    columns: list[NDArray[np.generic]] = [
        g.predicate, s < o, np.log1p(np.abs(place[s] - place[o])), np.abs(layout.clause[s] - layout.clause[o]),
        apart, np.abs(layout.paragraph[s] - layout.paragraph[o]),
        layout.run[s] == layout.run[o], layout.run_size[s], layout.run_size[o], g.pairs,
        near[g.subject, g.object], np.log1p(gap[g.subject, g.object]), together[g.subject, g.object],
        names[g.subject, g.object], names[g.object, g.subject],
    ]  # fmt: skip
    between = layout.counts[high] - layout.counts[np.minimum(low + 1, high)]
    columns += [
        between,
        layout.units[s],
        layout.units[o],
        layout.thing_features[g.subject],
        layout.thing_features[g.object],
    ]
    columns += _word_features(context, layout, g, low, high)
    columns += _judged(known.log_odds, g)
    columns += _siblings(layout, known.log_odds, g)
    columns += _claimed(fired, g)
    features = np.column_stack([np.asarray(c, np.float32) for c in columns])
    return Candidates(g.predicate, g.subject, g.object, s, o, apart, _fires(fired, g), features)


def _word_features(context: Context, layout: Layout, g: _Groups, low: Ints, high: Ints) -> list[NDArray[np.generic]]:
    """Trigger words of the predicate, of others, and telling words: between, before and after the two units."""
    words, place = layout.words, context.place
    known = len(predicates())
    rows = np.arange(len(low))
    start = np.maximum(place[high] - 60, place[low] + 1)
    stretches = [
        (start, place[high]),
        (np.minimum(place[high] + 1, layout.clause_end[high]), layout.clause_end[high]),
        (layout.clause_start[low], place[low]),
        (np.minimum(place[low] + 1, layout.clause_end[low]), layout.clause_end[low]),
        (layout.clause_start[high], place[high]),
    ]
    columns: list[NDArray[np.generic]] = []
    for n, (a, b) in enumerate(stretches):
        inside = words[np.maximum(b, a)] - words[a]
        columns.append(inside[rows, g.predicate])
        columns.append(inside[:, :known].sum(axis=1) - inside[rows, g.predicate])
        if n < 3:
            columns.append(inside[:, known:])
    return columns


def _rank(others: Floats, own: Floats, place: Ints) -> Ints:
    """How many of each row are better, or as good and before."""
    before = np.arange(others.shape[1]) < place[:, None]
    rank: Ints = ((others > own[:, None]) | (others == own[:, None]) & before).sum(axis=1)
    return rank


def _siblings(layout: Layout, odds: Floats, g: _Groups) -> list[NDArray[np.generic]]:
    """The mean log-odds over the list that the subject or the object stands in: their own where they stand in none."""
    named = np.flatnonzero(layout.of >= 0)
    listed = named[layout.run_size[named] > 1]
    by_subject = odds[g.subject, g.object, g.predicate]
    by_object = by_subject.copy()
    if not len(g.predicate) or not len(listed):
        return [by_subject, by_object]
    order, first = brought_together(layout.run[listed])
    things, sizes = layout.of[listed[order]], np.diff(np.append(first, len(order)))
    number = np.full(len(layout.of), -1)
    number[listed[order]] = np.repeat(np.arange(len(first)), sizes)
    count = len(layout.things)
    total = np.add.reduceat(odds[things, :count], first, axis=0)
    other = np.add.reduceat(odds[:count, things], first, axis=1)
    mine, yours = number[g.subject_unit], number[g.object_unit]
    here, there = np.flatnonzero(mine >= 0), np.flatnonzero(yours >= 0)
    lists = mine[here], yours[there]
    by_subject[here] = total[lists[0], g.object[here], g.predicate[here]] / sizes[lists[0]]
    by_object[there] = other[g.subject[there], lists[1], g.predicate[there]] / sizes[lists[1]]
    return [by_subject, by_object]


def _fired(layout: Layout, claims: Iterable[Claim]) -> Floats:
    """How many rules claim two things: (predicates, things, things)."""
    count, size = len(layout.things), len(predicates())
    fired = np.zeros((size, count, count), np.float32)
    for claim in claims:
        if claim.predicate == "holds_position":
            continue
        p, a, b = (
            predicates().index(claim.predicate),
            layout.number[claim.subject.local],
            layout.number[claim.object.local],
        )
        fired[p, a, b] += 1
        if ontology().predicates[claim.predicate].symmetric:
            fired[p, b, a] += 1
    return fired


def _fires(fired: Floats, g: _Groups) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = fired[g.predicate, g.subject, g.object] > 0
    return found


def _claimed(fired: Floats, g: _Groups) -> list[NDArray[np.generic]]:
    """Whether rules claim the candidate, the same pair otherwise, or another subject of its object."""
    return [
        fired[g.predicate, g.subject, g.object],
        fired.sum(axis=0)[g.subject, g.object],
        fired.sum(axis=1)[g.predicate, g.object],
        fired.sum(axis=2)[g.predicate, g.subject],
        fired[g.predicate, g.object, g.subject],
    ]


def _judged(odds: Floats, g: _Groups) -> list[NDArray[np.generic]]:
    """What the network says of the candidate, of the reverse, beside others of its subject and object, of other predicates."""
    own = odds[g.subject, g.object, g.predicate]
    columns: list[NDArray[np.generic]] = [own, odds[g.object, g.subject, g.predicate]]
    for others, place in ((odds[g.subject, :, g.predicate], g.object), (odds[:, g.object, g.predicate].T, g.subject)):
        columns += [own - others.max(axis=1), _rank(others, own, place), (others > 0).sum(axis=1)]
    return [*columns, odds[g.subject, g.object, : len(predicates())]]
