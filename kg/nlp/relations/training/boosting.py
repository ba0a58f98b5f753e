"""The boosted trees over candidates, and the thresholds from held-back articles."""

import dataclasses
from collections import Counter
from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.features import find_candidates
from kg.nlp.relations.layout import predicates
from kg.nlp.relations.network import Network
from kg.nlp.relations.survey import survey
from kg.nlp.relations.training.examples import Example

Floats = NDArray[np.float32]
ROUNDS = 400
_SETTINGS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 20, "feature_fraction": 0.3,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 2, "seed": 1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_DEFAULT = 0.5


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """Candidates of many documents: features, truth, predicate and article of each; what is there to be found."""

    features: Floats
    label: NDArray[np.bool_]
    predicate: NDArray[np.int64]
    article: NDArray[np.int64]
    total: Counter[int]


def candidate_table(examples: Sequence[Example], judge: Network) -> Table:
    """The candidates of the examples with the scores of a network that has not seen them."""
    parts, labels, kinds, articles = [], [], [], []
    total: Counter[int] = Counter()
    for example in examples:
        reading = example.reading
        total += example.total
        if not reading.units:
            continue
        known = survey(reading, judge)
        found = find_candidates(known)
        things = list(reading.things)
        ends = zip(found.predicate.tolist(), found.subject.tolist(), found.object.tolist(), strict=True)
        keys = [(p, things[s], things[o]) for p, s, o in ends]
        counts = np.array([key not in example.optional for key in keys], bool)
        parts.append(found.features[counts])
        labels.append(np.array([example.truth.get(key, False) for key in keys], bool)[counts])
        kinds.append(found.predicate[counts])
        articles.append(np.full(int(counts.sum()), example.article))
    joined = [np.concatenate(c) for c in (parts, labels, kinds, articles)]
    return Table(joined[0], joined[1], joined[2], joined[3], total)


def join(tables: Sequence[Table]) -> Table:
    """Several tables as one."""
    columns = [np.concatenate([getattr(t, n) for t in tables]) for n in ("features", "label", "predicate", "article")]
    return Table(columns[0], columns[1], columns[2], columns[3], sum((t.total for t in tables), Counter()))


def boost(features: Floats, label: NDArray[np.bool_]) -> Any:
    """A LightGBM booster; the same for the same input."""
    return lightgbm.train(_SETTINGS, lightgbm.Dataset(features, label), ROUNDS)


def thresholds(table: Table, probabilities: NDArray[np.float64]) -> list[float]:
    """For each predicate the probability from which on F1 over the held-back articles is best."""
    result = []
    for p in range(len(predicates())):
        mask = table.predicate == p
        order = np.argsort(-probabilities[mask], kind="stable")
        right = np.cumsum(table.label[mask][order])
        if not len(order) or not right[-1]:
            result.append(_DEFAULT)
            continue
        f1 = 2 * right / (np.arange(1, len(order) + 1) + table.total[p])
        result.append(round(float(probabilities[mask][order][int(f1.argmax())]), 4))
    return result


def figures(table: Table, probabilities: NDArray[np.float64], limits: Sequence[float]) -> dict[str, list[float]]:
    """Precision, recall and F1 per predicate and in all."""
    chosen = probabilities >= np.array(limits)[table.predicate]
    rows = {}
    for name, mask in [*((p, table.predicate == n) for n, p in enumerate(predicates())), ("all", table.predicate >= 0)]:
        total = table.total[predicates().index(name)] if name != "all" else sum(table.total.values())
        hits, found = int(table.label[mask & chosen].sum()), int((mask & chosen).sum())
        precision, recall = hits / max(found, 1), hits / max(total, 1)
        f1 = 2 * hits / max(found + total, 1)
        rows[name] = [round(precision, 3), round(recall, 3), round(f1, 3), total]
    return rows
