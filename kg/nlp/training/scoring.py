"""Strict span scores: a name counts when both ends and the label are right."""

import dataclasses
from collections.abc import Collection, Iterable

Name = tuple[int, int, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, found and wanted names."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of the found names that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted names that were found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Score(right=1, found=2, wanted=1).f1
        0.6666666666666666
        """
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


def score(found: Collection[Name], wanted: Collection[Name], labels: Collection[str] = ()) -> Score:
    """The counts of one text, of the given labels only or of all.

    >>> score([(0, 2, "ORG"), (3, 4, "ORG")], [(0, 2, "ORG"), (3, 5, "ORG")])
    Score(right=1, found=2, wanted=2)
    """
    a, b = ({n for n in names if not labels or n[2] in labels} for names in (found, wanted))
    return Score(len(a & b), len(a), len(b))


def total(scores: Iterable[Score]) -> Score:
    """The sum: micro-average."""
    return sum(scores, Score())


def calibration_error(confidences: list[float], right: list[bool], bins: int = 10) -> float:
    """Expected calibration error: the mean gap between confidence and share of right names, over bins of equal width.

    >>> calibration_error([0.95, 0.95], [True, False])
    0.45
    """
    gap = 0.0
    for k in range(bins):
        inside = [(c, r) for c, r in zip(confidences, right, strict=True) if min(int(c * bins), bins - 1) == k]
        gap += abs(sum(c for c, _ in inside) - sum(r for _, r in inside))
    return round(gap / max(1, len(confidences)), 4)
