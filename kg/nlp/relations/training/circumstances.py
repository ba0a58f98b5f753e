"""Trees for times, sums and statuses, from what the annotation says of its relations."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from kg.model import When
from kg.nlp.amounts import find_amounts
from kg.nlp.dates import find_dates
from kg.nlp.dates.period import of_iso
from kg.nlp.relations.circumstances import TAKEN, Said, near_sums, spots, standing
from kg.nlp.relations.circumstances.places import Span, locate
from kg.nlp.relations.circumstances.rules import read_clause
from kg.nlp.relations.circumstances.weights import NAMES
from kg.nlp.relations.claims import Claim, span
from kg.nlp.relations.facts import evidence_of
from kg.nlp.relations.reading import Reading, Unit
from kg.nlp.relations.training.boosting import to_trees
from kg.nlp.relations.training.examples import Example
from kg.nlp.relations.training.titles import title_truth
from kg.nlp.relations.trees import Trees

TIMES = ("at", "start", "end")
WITHOUT_STATUS = "abcdefghi"  # batches whose relations do not tell start, end and status
_SETTINGS = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 15, "min_data_in_leaf": 15, "feature_fraction": 0.4,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_FEW = {**_SETTINGS, "learning_rate": 0.06, "num_leaves": 12, "min_data_in_leaf": 8, "feature_fraction": 0.25}
_ROUNDS = {"at": 100, "start": 80, "end": 80, "amount": 80, "planned": 120, "former": 120, "negated": 120}


@dataclasses.dataclass(frozen=True, slots=True)
class Rows:
    """What one kind of trees learns from: features, truth, and for each row its article and its claim."""

    features: NDArray[np.float32]
    label: NDArray[np.bool_]
    article: NDArray[np.int64]
    claim: NDArray[np.int64]


def lessons(examples: Sequence[Example]) -> dict[str, Rows]:
    """The rows of every kind of trees from annotated articles with their annotated names."""
    parts: dict[str, list[tuple[Any, ...]]] = {name: [] for name in NAMES}
    done = 0
    for example in examples:
        claims, truth = zip(*_claims(example), strict=True) if example.annotation.relations else ((), ())
        if claims:
            for name, (features, label, claim) in _rows(example, claims, truth).items():
                parts[name].append((features, label, np.full(len(label), example.article), claim + done))
        done += len(claims)
    return {name: Rows(*(np.concatenate(c) for c in zip(*found, strict=True))) for name, found in parts.items()}


def fit(rows: Mapping[str, Rows]) -> dict[str, Trees]:
    """The trees of every kind, from all rows."""
    return {name: to_trees(_booster(name, r, np.ones(len(r.label), bool))) for name, r in rows.items()}


def held_back(rows: Rows, name: str, folds: int) -> NDArray[np.float64]:
    """The probability of each row by trees that have not seen its article."""
    result = np.zeros(len(rows.label))
    for fold in range(folds):
        mine = rows.article % folds == fold
        result[mine] = _booster(name, rows, ~mine).predict(rows.features[mine])
    return result


def figures(rows: Mapping[str, Rows], folds: int) -> dict[str, list[float]]:
    """Of every kind, over held-back articles: precision and recall at the shipped threshold, and how many are annotated."""
    result = {}
    for name, r in rows.items():
        chances = held_back(r, name, folds)
        best = np.full(int(r.claim.max()) + 1, -1, np.int64)
        best[r.claim[np.argsort(chances, kind="stable")]] = np.argsort(chances, kind="stable")
        best = best[best >= 0]
        told = best[chances[best] > TAKEN[name]]
        hits, wanted = int(r.label[told].sum()), len(np.unique(r.claim[r.label]))
        result[name] = [round(hits / max(len(told), 1), 3), round(hits / max(wanted, 1), 3), wanted]
    return result


def _booster(name: str, rows: Rows, keep: NDArray[np.bool_]) -> Any:
    settings = _FEW if name in standing.STATUSES else _SETTINGS
    return lightgbm.train(settings, lightgbm.Dataset(rows.features[keep], rows.label[keep]), _ROUNDS[name])


def _claims(example: Example) -> Iterator[tuple[Claim, dict[str, str]]]:
    """The annotated relations at the units that are nearest to each other."""
    reading = example.reading
    titles: dict[tuple[int, int, str], Unit] = {}
    for index, posts in title_truth(example).items():
        for person, place in posts:
            unit = reading.units[index]
            titles.setdefault((person, place, unit.mention.text), unit)
    for r in example.annotation.relations:
        subject, object_ = example.local.get(r.subject, -1), example.local.get(r.object, -1)
        if r.optional or subject not in reading.things or object_ not in reading.things or subject == object_:
            continue
        position = r.qualifiers.get("position", "")
        title = titles.get((subject, object_, position))
        if position and title is None:
            continue
        a, b = _nearest(reading, subject, object_, title)
        at = span(a, b, title) if title else (-1, -1)
        yield Claim(r.predicate, a, b, "annotated", position=position, at=at), r.qualifiers


def _nearest(reading: Reading, subject: int, object_: int, title: Unit | None) -> tuple[Unit, Unit]:
    units = [[reading.units[i] for i in reading.things[n].units] for n in (subject, object_)]
    if title:
        return tuple(min(u, key=lambda x: (_apart(reading, x, title), x.start)) for u in units)  # type: ignore[return-value]
    return min(((a, b) for a in units[0] for b in units[1]), key=lambda p: (_apart(reading, *p), p[0].start))


def _apart(reading: Reading, a: Unit, b: Unit) -> tuple[int, int]:
    return abs(reading.sentence(a.start) - reading.sentence(b.start)), abs(a.start - b.start)


def _rows(
    example: Example, claims: Sequence[Claim], truth: Sequence[dict[str, str]]
) -> dict[str, tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.int64]]]:
    """Features, truth and claim number of each row, by the kind of trees that learn from them."""
    reading, article = example.reading, example.annotation
    published = published_on(article.published)
    evidence: list[tuple[Span, ...]] = [evidence_of(reading, c) for c in claims]
    said = Said(find_dates(reading.text, published), find_amounts(reading.text), published)
    places = locate(reading, claims, evidence)
    late = article.id[0] not in WITHOUT_STATUS
    found: dict[str, Any] = {}
    pairs, at = spots.near(places, said.dates)
    if len(pairs):
        features = spots.describe(places, said.dates, pairs, at, spots.told_of_time(places.text, published))
        for name in TIMES if late else ("at",):
            found[name] = features, _right_times(name, truth, said, pairs, at), pairs
    pairs, at = near_sums(places, claims, said.amounts)
    if len(pairs):
        features = spots.describe(places, said.amounts, pairs, at, spots.told_of_sum(places.text))
        right = [truth[c].get("amount") == said.amounts[s].text for c, s in zip(pairs, at, strict=True)]
        found["amount"] = features, np.array(right, bool), pairs
    if late:
        clauses = zip(claims, evidence, strict=True)
        by_rule = [read_clause(reading, c, e, said.dates, published).status for c, e in clauses]
        features = standing.describe(places, claims, by_rule=by_rule, dates=said.dates, published=published)
        for name in standing.STATUSES[1:]:
            right = [t.get("status", "stated") == name for t in truth]
            found[name] = features, np.array(right, bool), np.arange(len(claims))
    return found


def _right_times(
    name: str, truth: Sequence[dict[str, str]], said: Said, pairs: NDArray[np.int64], at: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether each time is the annotated one: of a start only a stretch's beginning counts, of an end its end."""
    rows = zip(pairs.tolist(), at.tolist(), strict=True)
    return np.array([same_time(name, truth[c].get(name, ""), said.dates[d].when) for c, d in rows], bool)


def same_time(name: str, annotated: str, when: When) -> bool:
    """Whether a time is the annotated `at`, `start` or `end`.

    >>> when = When("", "2019-01/2019-09", *[__import__("datetime").date(2019, 1, 1)] * 2)
    >>> same_time("start", "2019-01", when), same_time("at", "2019-01", when), same_time("end", "", when)
    (True, False, False)
    """
    if not annotated:
        return False
    if name == "start":
        return when.iso.partition("/")[0] == annotated
    if name == "end":
        return when.iso.rpartition("/")[2] == annotated
    return when.iso == annotated or (of_iso(annotated).first, of_iso(annotated).last) == (when.earliest, when.latest)


def published_on(stated: str) -> When | None:
    """The date of publication as an annotated article gives it."""
    return When(stated, stated, of_iso(stated).first, of_iso(stated).last) if stated else None
