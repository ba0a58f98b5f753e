"""What a comparison of names gives back."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """A way in which one name can stand for another: `how` in words, `score` from 0 to 1 (the names' own weight)."""

    how: str
    score: float


def subsequence(short: str, full: str) -> bool:
    """Whether the characters of one stand in the other in the same order."""
    rest = iter(full)
    return all(c in rest for c in short)
