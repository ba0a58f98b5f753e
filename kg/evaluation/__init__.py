"""How well a graph agrees with gold annotations: matching, precision, recall and F1, and the misses with their text.

The rules are those of `seeds/gold/GUIDELINES.md`, section Scoring.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.evaluation.gold import Gold, GoldEntity, GoldRelation, parse_gold, read_gold
from kg.evaluation.report import Finding, Report, Tally, misses
from kg.evaluation.scoring import score

__all__ = [
    "Finding",
    "Gold",
    "GoldEntity",
    "GoldRelation",
    "Report",
    "Tally",
    "evaluate",
    "misses",
    "parse_gold",
    "read_gold",
    "score",
]


def evaluate(gold: Path, documents: Iterable[Mapping[str, Any]]) -> Report:
    """Score the rows of a documents export against the gold files at a path."""
    return score(read_gold(gold), parse_gold(documents))
