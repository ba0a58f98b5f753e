"""An article's text cut into paragraphs of plain words and names, with the evidence of a fact marked across both."""

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Mention
from kg.query import Match
from kg.query.excerpts import Piece

Span = tuple[int, int]
_SHORT = 40
_ENDS = tuple("。！？!?；;：:，,、…")
_AFTER = " \u3000”’」』）)"


@dataclasses.dataclass(frozen=True, slots=True)
class Part(Piece):
    """A run of text within a name or between names; `first` where the first of the marks begins."""

    first: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """Words that belong together: a name with the entity it denotes, or what stands between names."""

    pieces: tuple[Part, ...]
    mention: str
    entity: Match | None


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text; a short one that ends like no sentence is a heading."""

    runs: tuple[Run, ...]
    heading: bool


def paragraphs(
    text: str, mentions: Sequence[Mention], entities: Mapping[str, Match], marks: Sequence[Span]
) -> tuple[Paragraph, ...]:
    """The text as paragraphs of runs; of names within names the longest counts."""
    names = outermost([m for m in mentions if m.id in entities])
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            heading = len(line) <= _SHORT and not line.rstrip(_AFTER).endswith(_ENDS)
            found.append(Paragraph(tuple(_runs(text, start, end, names, entities, marks)), heading))
        start = end + 1
    return tuple(found)


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """The names that do not overlap, in order of place: of overlapping ones the first and longest."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.id)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def _runs(
    text: str,
    start: int,
    end: int,
    names: Sequence[Mention],
    entities: Mapping[str, Match],
    marks: Sequence[Span],
) -> Iterator[Run]:
    at = start
    for name in names:
        if name.end <= start or name.start >= end:
            continue
        if name.start > at:
            yield Run(_pieces(text, at, name.start, marks), "", None)
        stop = min(name.end, end)
        yield Run(_pieces(text, max(at, name.start), stop, marks), name.id, entities[name.id])
        at = stop
    if at < end:
        yield Run(_pieces(text, at, end, marks), "", None)


def _pieces(text: str, start: int, end: int, marks: Sequence[Span]) -> tuple[Part, ...]:
    borders = {start, end, *(b for mark in marks for b in mark if start < b < end)}
    cuts = sorted(borders)
    first = marks[0][0] if marks else -1
    return tuple(
        Part(text[low:high], any(a <= low and high <= b for a, b in marks), low == first)
        for low, high in itertools.pairwise(cuts)
    )
