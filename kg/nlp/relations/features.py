"""What the boosted trees see of a candidate: two things and a predicate, with their best pair of units.

Candidates are what a rule claims, and what neither the linear scores nor the network find hopeless. Everything is computed
for all candidates of a document at once.
"""

import dataclasses
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.claims import Claim
from kg.nlp.relations.context import Context
from kg.nlp.relations.layout import (
    THING_FEATURES,
    TYPES,
    WORDS,
    Floats,
    Ints,
    Layout,
    allowed,
    brought_together,
    first_in,
    predicates,
    symmetric,
)
from kg.nlp.relations.survey import Survey
from kg.vocabulary import ontology

# Of pairs whose linear score or whose log-odds by the network are below hardly any is right.
_TOO_LOW, _DENIED = -4.0, -7.0
FIRED = -5  # column: a rule claims the candidate


@dataclasses.dataclass(frozen=True, slots=True)
class Candidates:
    """Parallel arrays: predicate number, subject and object (rows of `things`), the best pair of units, its scores."""

    predicate: Ints
    subject: Ints
    object: Ints
    subject_unit: Ints
    object_unit: Ints
    best: Floats
    second: Floats
    pairs: Ints
    features: Floats


def find_candidates(known: Survey, scores: Floats) -> Candidates:
    """The candidates of a document with their features; `scores` are the linear ones of pairs of units."""
    groups = _group(known.layout, scores)
    fired = _fired(known.layout, known.claims)
    claimed = fired[groups.predicate, groups.subject, groups.object] > 0
    likely = known.log_odds[groups.subject, groups.object, groups.predicate] > _DENIED
    kept = np.flatnonzero(claimed | (groups.best > _TOO_LOW) & likely)
    return _describe(known, scores, groups, groups.chosen(kept), fired)


@dataclasses.dataclass(frozen=True, slots=True)
class _Groups:
    predicate: Ints
    subject: Ints
    object: Ints
    subject_unit: Ints
    object_unit: Ints
    best: Floats
    second: Floats
    pairs: Ints

    def chosen(self, rows: Ints) -> "_Groups":
        """Some of the groups."""
        return _Groups(*(getattr(self, field.name)[rows] for field in dataclasses.fields(self)))


def _group(layout: Layout, scores: Floats) -> _Groups:
    """One row per predicate, subject and object: its best pair of units by the linear scores."""
    of, types = layout.of, layout.type
    rows, columns = np.nonzero((of[:, None] != of[None, :]) & (of[:, None] >= 0) & (of[None, :] >= 0))
    admitted = allowed()[:, types[rows], types[columns]]
    predicate, at = np.nonzero(admitted)
    rows, columns = rows[at], columns[at]
    both = np.isin(predicate, symmetric()) & allowed()[predicate, types[columns], types[rows]]
    keep = ~both | (of[rows] < of[columns])
    predicate, rows, columns = predicate[keep], rows[keep], columns[keep]
    value = scores[rows, columns, predicate]
    count = len(layout.things)
    key = (predicate * count + of[rows]) * count + of[columns]
    order = np.lexsort((columns, rows, -value, key))
    key = key[order]
    first = np.flatnonzero(first_in(key)) if len(key) else key
    pairs = np.diff(np.append(first, len(key)))
    values = np.append(value[order], -20.0).astype(np.float32)
    second = np.where(pairs > 1, values[np.minimum(first + 1, len(key))], -20.0).astype(np.float32)
    chosen = order[first]
    return _Groups(
        predicate[chosen],
        of[rows[chosen]],
        of[columns[chosen]],
        rows[chosen],
        columns[chosen],
        value[chosen],
        second,
        pairs,
    )


def _closest(layout: Layout, context: Context) -> tuple[Ints, Ints, Ints]:
    """For every two things: the fewest sentences and letters between them, and how many clauses they share."""
    named = np.flatnonzero(layout.of >= 0)
    order, first = brought_together(layout.of[named])
    order = named[order]
    apart = [np.abs(np.subtract.outer(at[order], at[order])) for at in (layout.sentence, context.place)]
    near, gap = (np.minimum.reduceat(np.minimum.reduceat(a, first, axis=0), first, axis=1) for a in apart)
    shared = np.equal.outer(layout.clause[order], layout.clause[order])
    return near, gap, np.add.reduceat(np.add.reduceat(shared, first, axis=0, dtype=np.int64), first, axis=1)


def _describe(known: Survey, scores: Floats, groups: _Groups, g: _Groups, fired: Floats) -> Candidates:
    """The features of `g`, some of all `groups`."""
    context, layout = known.context, known.layout
    s, o = g.subject_unit, g.object_unit
    place = context.place
    low, high = np.minimum(s, o), np.maximum(s, o)
    near, gap, together = _closest(layout, context)
    names = layout.names
    columns: list[NDArray[np.generic]] = [
        g.predicate, s < o, np.log1p(np.abs(place[s] - place[o])), np.abs(layout.clause[s] - layout.clause[o]),
        np.abs(layout.sentence[s] - layout.sentence[o]), np.abs(layout.paragraph[s] - layout.paragraph[o]),
        layout.run[s] == layout.run[o], layout.run_size[s], layout.run_size[o], g.best, g.second, g.best - g.second, g.pairs,
        near[g.subject, g.object], np.log1p(gap[g.subject, g.object]), together[g.subject, g.object],
        names[g.subject, g.object], names[g.object, g.subject],
    ]  # fmt: skip
    between = layout.counts[high] - layout.counts[np.minimum(low + 1, high)]
    columns += [between[:, t] for t in range(len(TYPES))]
    columns += [layout.units[s][:, c] for c in range(layout.units.shape[1])]
    columns += [layout.units[o][:, c] for c in range(layout.units.shape[1])]
    columns += [layout.thing_features[g.subject][:, c] for c in range(len(THING_FEATURES))]
    columns += [layout.thing_features[g.object][:, c] for c in range(len(THING_FEATURES))]
    columns += _word_features(context, layout, g, low, high)
    columns += _rivals(layout, groups, g)
    columns += _siblings(layout, scores, g)
    columns += _judged(known.log_odds, g)
    columns += _claimed(fired, g)
    features = (
        np.stack([np.asarray(c, np.float32) for c in columns], axis=1)
        if len(s)
        else np.zeros((0, len(columns)), np.float32)
    )
    return Candidates(g.predicate, g.subject, g.object, s, o, g.best, g.second, g.pairs, features)


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
            columns += [inside[:, known + c] for c in range(len(WORDS))]
    return columns


def _rivals(layout: Layout, groups: _Groups, g: _Groups) -> list[NDArray[np.generic]]:
    """How the candidate stands among others of its object and of its subject, and the other predicates."""
    count, size = len(layout.things), len(predicates())
    table = np.full((size, count, count), -20.0, np.float32)
    table[groups.predicate, groups.subject, groups.object] = groups.best
    of_object, of_subject = table[g.predicate, :, g.object], table[g.predicate, g.subject]
    columns: list[NDArray[np.generic]] = []
    for others, own in ((of_object, g.subject), (of_subject, g.object)):
        columns.append(g.best - others.max(axis=1, initial=-20.0))
        columns.append(_rank(others, g.best, own))
    columns += [(others > 0).sum(axis=1) for others in (of_object, of_subject)]
    columns += [table[p, g.subject, g.object] for p in range(size)]
    columns.append(table[g.predicate, g.object, g.subject])
    return columns


def _rank(others: Floats, best: Floats, own: Ints) -> Ints:
    """How many of each row are better, or as good and before."""
    before = np.arange(others.shape[1]) < own[:, None]
    rank: Ints = ((others > best[:, None]) | (others == best[:, None]) & before).sum(axis=1)
    return rank


def _siblings(layout: Layout, scores: Floats, g: _Groups) -> list[NDArray[np.generic]]:
    """The mean and best linear score over the list that the subject or the object stands in."""
    if not len(g.predicate):
        return [np.zeros(0, np.float32)] * 2
    order, first = brought_together(layout.run)
    sizes = np.diff(np.append(first, len(order)))
    lists = np.repeat(np.arange(len(first)), sizes)[np.argsort(order, kind="stable")]
    total = np.add.reduceat(scores[order], first, axis=0)
    other = np.add.reduceat(scores[:, order], first, axis=1)
    mine, yours = lists[g.subject_unit], lists[g.object_unit]
    by_subject = total[mine, g.object_unit, g.predicate] / sizes[mine]
    by_object = other[g.subject_unit, yours, g.predicate] / sizes[yours]
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
    best_of_subject, best_of_object = odds.max(axis=1)[g.subject, g.predicate], odds.max(axis=0)[g.object, g.predicate]
    own = odds[g.subject, g.object, g.predicate]
    columns = [own, odds[g.object, g.subject, g.predicate], own - best_of_subject, own - best_of_object]
    return [*columns, *odds[g.subject, g.object, : len(predicates())].T]
