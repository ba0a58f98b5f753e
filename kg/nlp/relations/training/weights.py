"""The linear part: one logistic regression a predicate over n-gram buckets of pairs of units, shared and per mode."""

import dataclasses
import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from kg.nlp.relations.context import BITS, Context, read_context
from kg.nlp.relations.layout import predicates
from kg.nlp.relations.linear import MODES, Linear, pair_buckets
from kg.nlp.relations.reading import Reading
from kg.nlp.relations.training.examples import Example
from kg.vocabulary import ontology

BUCKETS = 1 << BITS
_FAR_SHARE = 0.15  # of the pairs in different sentences that are not related
_LEAST = 3  # pairs that must hold a bucket for it to get a weight
_STRENGTH = 0.1


@dataclasses.dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix of pairs, which predicates they are examples of, which admit them, weights and articles."""

    matrix: sparse.csr_matrix
    labels: NDArray[np.bool_]
    admitted: NDArray[np.bool_]
    weight: NDArray[np.float64]
    article: NDArray[np.int64]


def pair_rows(examples: Sequence[Example]) -> Rows:
    """Every pair of units in one sentence, the nearest pairs of related things, and a share of the others."""
    dice = random.Random(0)
    indices: list[NDArray[np.int64]] = []
    labels, admitted, weights, articles = [], [], [], []
    for example in examples:
        context = read_context(example.reading)
        for s, o, allowed, true, weight in _pairs(example, context, dice):
            mode, buckets = pair_buckets(example.reading, context, s, o)
            here = np.array(buckets, np.int64)
            indices.append(np.concatenate([here, here + BUCKETS * (mode + 1), [BUCKETS * (MODES + 1) + mode]]))
            labels.append([p in true for p in range(len(predicates()))])
            admitted.append([p in allowed for p in range(len(predicates()))])
            weights.append(weight)
            articles.append(example.article)
    pointers = np.concatenate([[0], np.cumsum([len(i) for i in indices])])
    columns = np.concatenate(indices).astype(np.int32)
    shape = (len(indices), BUCKETS * (MODES + 1) + MODES)
    matrix = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, pointers), shape=shape)
    matrix.sum_duplicates()
    return Rows(matrix, np.array(labels), np.array(admitted), np.array(weights), np.array(articles))


def _pairs(example: Example, context: Context, dice: random.Random) -> list[tuple[int, int, set[int], set[int], float]]:
    reading = example.reading
    true: dict[tuple[int, int], set[int]] = {}
    for (p, s, o), stated in example.truth.items():
        if stated:
            true.setdefault((s, o), set()).add(p)
    unclear: dict[tuple[int, int], set[int]] = {}
    for p, s, o in example.optional:
        unclear.setdefault((s, o), set()).add(p)
    nearest = {pair: _nearest(reading, context, *pair) for pair in true}
    result = []
    for u in reading.units:
        for v in reading.units:
            if u.local < 0 or v.local < 0 or u.local == v.local:
                continue
            allowed = {n for n, p in enumerate(predicates()) if ontology().predicates[p].allows(u.type, v.type)}
            allowed -= unclear.get((u.local, v.local), set())
            related = true.get((u.local, v.local), set())
            near = context.left[u.index] == context.left[v.index]
            if not allowed or (related and (u.index, v.index) not in nearest[u.local, v.local]):
                continue
            if not related and not near and dice.random() >= _FAR_SHARE:
                continue
            result.append((u.index, v.index, allowed, related, 1.0 if related or near else 1 / _FAR_SHARE))
    return result


def _nearest(reading: Reading, context: Context, subject: int, object_: int) -> set[tuple[int, int]]:
    """The pairs of units of two things in one sentence, else the two nearest."""
    found = []
    for i in reading.things[subject].units if subject in reading.things else ():
        for j in reading.things[object_].units if object_ in reading.things else ():
            found.append(
                (bool(context.left[i] != context.left[j]), int(abs(context.place[i] - context.place[j])), i, j)
            )
    found.sort()
    same = [f for f in found if not f[0]]
    return {(i, j) for _, _, i, j in same or found[:2]}


def fit_linear(rows: Rows, chosen: NDArray[np.bool_]) -> Linear:
    """The weights from the chosen rows."""
    size = len(predicates())
    tables, bias = np.zeros((MODES, BUCKETS, size), np.float32), np.zeros((MODES, size), np.float32)
    for p in range(size):
        mask = chosen & rows.admitted[:, p]
        matrix, labels = rows.matrix[mask], rows.labels[mask, p]
        if labels.all() or not labels.any():
            continue
        kept = np.flatnonzero(np.asarray((matrix > 0).sum(axis=0)).ravel() >= _LEAST)
        model = LogisticRegression(C=_STRENGTH, solver="liblinear", max_iter=200, tol=1e-2, random_state=0)
        model.fit(matrix[:, kept], labels, sample_weight=rows.weight[mask])
        weights = np.zeros(rows.matrix.shape[1], np.float32)
        weights[kept] = model.coef_[0]
        for mode in range(MODES):
            tables[mode, :, p] = weights[:BUCKETS] + weights[BUCKETS * (mode + 1) : BUCKETS * (mode + 2)]
            bias[mode, p] = float(model.intercept_[0]) + weights[BUCKETS * (MODES + 1) + mode]
    return Linear(tables, bias)
