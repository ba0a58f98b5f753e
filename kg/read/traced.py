"""Text that remembers where each of its characters stands in the raw file, through any number of edits."""

import dataclasses
from collections.abc import Iterable
from typing import Any

import numpy as np

Edit = tuple[int, int, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Traced:
    """A text and, for each character, its offset in the raw text (-1: put there by a repair)."""

    text: str
    origin: Any

    def piece(self, start: int, end: int) -> "Traced":
        """The text from `start` to `end`, with its origins."""
        return Traced(self.text[start:end], self.origin[start:end])

    def runs(self) -> tuple[int, ...]:
        """Flat (text offset, raw offset, length) triples of the unbroken runs.

        >>> edit(trace("刘章\\n箭"), [(2, 3, "")]).runs()
        (0, 0, 2, 2, 3, 1)
        """
        if not len(self.origin):
            return ()
        breaks = np.flatnonzero((np.diff(self.origin) != 1) | (self.origin[1:] < 0)) + 1
        starts = np.concatenate(([0], breaks))
        lengths = np.diff(np.concatenate((starts, [len(self.origin)])))
        raws = self.origin[starts]
        kept = raws >= 0
        return tuple(int(v) for v in np.stack((starts[kept], raws[kept], lengths[kept]), axis=1).ravel())


def trace(text: str) -> Traced:
    """A raw text, each character its own origin."""
    return Traced(text, np.arange(len(text), dtype=np.int64))


def blank() -> Traced:
    """One space without origin."""
    return Traced(" ", np.full(1, -1, dtype=np.int64))


def edit(traced: Traced, edits: Iterable[Edit]) -> Traced:
    """Replace the spans (start, end, replacement), which are ascending and do not overlap.

    >>> edit(trace("6 4"), [(1, 2, "")]).text
    '64'
    """
    texts: list[str] = []
    origins: list[Any] = []
    last = 0
    for start, end, replacement in edits:
        texts += (traced.text[last:start], replacement)
        origins += (traced.origin[last:start], np.full(len(replacement), -1, dtype=np.int64))
        last = end
    if not texts:
        return traced
    texts.append(traced.text[last:])
    origins.append(traced.origin[last:])
    return Traced("".join(texts), np.concatenate(origins))


def join(pieces: Iterable[Traced], separator: str) -> Traced:
    """The pieces in order with a separator between them, which has no origin."""
    parts = list(pieces)
    if not parts:
        return trace("")
    gap = np.full(len(separator), -1, dtype=np.int64)
    origins = [parts[0].origin]
    for part in parts[1:]:
        origins += (gap, part.origin)
    return Traced(separator.join(p.text for p in parts), np.concatenate(origins))


def raw_span(raw_offsets: tuple[int, ...], start: int, end: int) -> tuple[int, int] | None:
    """The raw offsets that the characters `start` to `end` of a repaired text come from, or None for none at all.

    >>> raw_span((0, 0, 2, 2, 3, 1), 1, 3)
    (1, 4)
    """
    triples = list(zip(raw_offsets[::3], raw_offsets[1::3], raw_offsets[2::3], strict=True))
    covered = [
        (raw + max(start - at, 0), raw + min(end - at, length))
        for at, raw, length in triples
        if at < end and start < at + length
    ]
    return (covered[0][0], covered[-1][1]) if covered else None
