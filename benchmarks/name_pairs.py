"""Pairs of names in context: each side becomes a small article, both are resolved, one entity or two?"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.annotations import AnnotatedArticle
from kg.model import Document, Fact, Mention, When, name_key
from kg.names import find_setting, fold, identifies_alone
from kg.nlp.coreference import assign_locals
from kg.resolve import resolve
from kg.vocabulary import read_table

Side = tuple[Document, list[Mention], list[Fact]]


def written_pairs(path: Path) -> Iterator[tuple[str, Side, Side, bool]]:
    """The pairs of the table: label, the two articles, whether the names are of one thing."""
    for row in read_table(path):
        left = _article("d1", row["left"], row["type"], row["left_context"])
        right = _article("d2", row["right"], row["type"], row["right_context"])
        label = f"{row['left']} / {row['right']} ({row['why']}; {row['left_context']} / {row['right_context']})"
        yield label, left, right, row["same"] == "1"
