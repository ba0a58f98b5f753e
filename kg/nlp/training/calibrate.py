"""Confidences that mean something, fitted on predictions for articles that training did not see."""

import collections
import math
from collections.abc import Sequence

from kg.nlp.recogniser.calibration import Calibration

Judged = tuple[str, float, bool]
"""Label, the network's probability, whether the span was right."""

_PRIOR = 1.0


def fit_calibration(rows: Sequence[Judged], steps: int = 60) -> Calibration:
    """Logistic regression on the log odds: one slope, an offset for every label, drawn towards their mean by a prior.

    >>> rows = [("ORG", 0.9, i % 4 > 0) for i in range(400)]
    >>> fit_calibration(rows).confidence(0.9, "ORG")
    0.75
    """
    points = [(label, _odds(p), float(right)) for label, p, right in rows]
    slope, offsets = 1.0, {label: 0.0 for label in sorted({r[0] for r in rows})}
    for _ in range(steps):
        slope = _better_slope(points, slope, offsets)
        offsets = _better_offsets(points, slope, offsets)
    return Calibration(round(slope, 4), {k: round(v, 4) for k, v in offsets.items()})


def _odds(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _better_slope(points: Sequence[tuple[str, float, float]], slope: float, offsets: dict[str, float]) -> float:
    gradient = curve = 1e-9
    for label, odds, right in points:
        p = _chance(slope * odds + offsets[label])
        gradient += (right - p) * odds
        curve += p * (1 - p) * odds * odds
    return slope + gradient / curve


def _better_offsets(
    points: Sequence[tuple[str, float, float]], slope: float, offsets: dict[str, float]
) -> dict[str, float]:
    gradient: dict[str, float] = collections.defaultdict(float)
    curve: dict[str, float] = collections.defaultdict(float)
    for label, odds, right in points:
        p = _chance(slope * odds + offsets[label])
        gradient[label] += right - p
        curve[label] += p * (1 - p)
    mean = sum(offsets.values()) / len(offsets)
    return {
        label: value + (gradient[label] + _PRIOR * (mean - value)) / (curve[label] + _PRIOR)
        for label, value in offsets.items()
    }
