"""The pair classifier at run time: candidates, boosted trees, a threshold per predicate.

Weights are in `model.npz` beside this file (made by `python -m kg.nlp.relations.training`).
"""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.claims import Claim
from kg.nlp.relations.features import Candidates, find_candidates
from kg.nlp.relations.layout import predicates
from kg.nlp.relations.parts import certain
from kg.nlp.relations.reading import Reading, Unit
from kg.nlp.relations.survey import Survey
from kg.nlp.relations.vetoes import vetoed
from kg.nlp.trees import Trees, probability

Floats64 = NDArray[np.float64]
MODEL = Path(__file__).parent / "model.npz"
_HIGHEST = 0.99
# Annotated training articles are short and tell what a whole article implies; a long page has more pairs for each true
# one. So much more evidence (in log-odds) is asked than was best on them, less where a rule claims the pair.
_CAUTION, _CAUTION_WITH_RULE = 1.1, 0.0
# What is likelier wrong than right is no fact, claimed by a rule or not; of who takes part in an event more is asked, for
# pages name many in passing.
_LEAST_OF_ANY, _LEAST = 0.45, {"participates_in": 0.6}
# So much of what speaks for the best of a list speaks for the others in it, unless they are hopeless.
_SHARED, _HOPELESS, _CLEAR = 0.5, -3.0, 8.0
_NEVER = -30.0
_SAID = frozenset({"located_in"})  # must be said in one sentence, not only follow from what the article is about


def save(path: Path, trees: Trees, limits: Mapping[str, float]) -> None:
    """Write the trees and the thresholds."""
    arrays: dict[str, Any] = {**trees.arrays(), "limits": np.array([limits[p] for p in predicates()], np.float64)}
    np.savez_compressed(path, **arrays)


@functools.cache
def load(path: Path = MODEL) -> tuple[Trees, tuple[float, ...]]:
    """The trees and the thresholds of a model file."""
    with np.load(path) as stored:
        return Trees.stored(stored), tuple(stored["limits"].tolist())


def find_pairs(known: Survey) -> list[Claim]:
    """What the classifier takes for said, with its probability as confidence.

    Of what rules claim too, the rule is named; what rules claim and the classifier denies is left out.
    """
    reading, claims = known.reading, known.claims
    trees, limits = load()
    found = find_candidates(known)
    odds = trees.scores(found.features)
    said = np.isin(found.predicate, [predicates().index(p) for p in sorted(_SAID)])
    odds[(said & (found.apart > 0)) | vetoed(known, found)] = _NEVER
    odds = _with_siblings(known, found, odds)
    chances = probability(odds)
    asked = np.array(limits)[found.predicate]
    caution = np.where(found.claimed, _CAUTION_WITH_RULE, _CAUTION)
    least = np.array([_LEAST.get(p, _LEAST_OF_ANY) for p in predicates()])[found.predicate]
    chosen = np.flatnonzero(chances >= np.maximum(probability(np.log(asked / (1 - asked)) + caution), least))
    by_key = {c.key: c for c in claims}
    result = [c for c in claims if certain(c)]
    settled = {c.key for c in result}
    for i in chosen:
        predicate = predicates()[int(found.predicate[i])]
        subject, object_ = reading.units[int(found.subject_unit[i])], reading.units[int(found.object_unit[i])]
        if (subject.local, predicate, object_.local, "") in settled:
            continue
        rule = by_key.get((subject.local, predicate, object_.local, "")) or by_key.get(
            (object_.local, predicate, subject.local, "")
        )
        confidence = min(_HIGHEST, round(float(chances[i]), 3))
        if rule is not None and (rule.subject.local, rule.object.local) == (subject.local, object_.local):
            result.append(Claim(predicate, rule.subject, rule.object, rule.rule, at=rule.at, confidence=confidence))
        else:
            subject = _nearest(reading, subject, object_)
            result.append(Claim(predicate, subject, object_, "classifier", confidence=confidence))
    return result


def _with_siblings(known: Survey, found: Candidates, odds: Floats64) -> Floats64:
    """The log-odds with a share of the best among the coordinated names: who is listed beside a host is likelier a host."""
    rows = np.flatnonzero(odds > _HOPELESS)
    result = odds.copy()
    for mine, other in ((found.subject_unit, found.object), (found.object_unit, found.subject)):
        columns = (found.predicate[rows], other[rows], known.layout.run[mine[rows]])
        best: dict[tuple[int, ...], float] = {}
        keys = list(zip(*(c.tolist() for c in columns), strict=True))
        for key, value in zip(keys, odds[rows].tolist(), strict=True):
            best[key] = max(value, best.get(key, value))
        top = np.array([best[key] for key in keys]).clip(max=_CLEAR)
        result[rows] = np.maximum(result[rows], odds[rows] + _SHARED * (top - odds[rows]))
    return result


def _nearest(reading: Reading, subject: Unit, object_: Unit) -> Unit:
    """The mention of the subject to show: its own place if both stand in one sentence, else the one nearest to the object."""
    if reading.sentence(subject.start) == reading.sentence(object_.start):
        return subject
    units = (reading.units[i] for i in reading.things[subject.local].units)
    return min(units, key=lambda u: (abs(u.start - object_.start), u.start))
