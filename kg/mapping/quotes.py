"""Evidence as quotations: what an article says, verbatim, with a little of what stands around it."""

import dataclasses
import re
from collections.abc import Iterator

from kg.mapping.clean import clean_text
from kg.model import Document, Fact

LIMIT = 400
CONTEXT = 16
_BORDER = re.compile(r"[，。；！？、：,;!?\n]")


@dataclasses.dataclass(frozen=True, slots=True)
class Quote:
    """A quoted place: `start` orders quotes of one document, the rest is what a text quote selector needs."""

    document_id: str
    start: int
    exact: str
    prefix: str
    suffix: str


def quotes(document: Document, fact: Fact, names: tuple[tuple[int, int], ...] = ()) -> Iterator[Quote]:
    """The evidence of a fact; `names` are the spans of its two names, which a cut tries to keep."""
    for start, end in fact.evidence:
        begin, stop = cut(document.text, start, end, names)
        exact = clean_text(document.text[begin:stop])
        if exact:
            prefix = document.text[max(0, begin - CONTEXT) : begin].rpartition("\n")[2]
            suffix = document.text[stop : stop + CONTEXT].partition("\n")[0]
            yield Quote(document.id, begin, exact, clean_text(prefix), clean_text(suffix))


def cut(text: str, start: int, end: int, names: tuple[tuple[int, int], ...] = ()) -> tuple[int, int]:
    """The place without outer white space and, if longer than the limit, cut at clause borders around the names.

    >>> text = "很长，" * 200 + "甲位于乙。" + "还有，" * 200
    >>> begin, stop = cut(text, 0, len(text), ((600, 601), (603, 604)))
    >>> text[begin:begin + 5], stop - begin <= 400, text[stop - 1]
    ('甲位于乙。', True, '，')
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start <= LIMIT:
        return start, end
    inside = [span for span in names if start <= span[0] and span[1] <= end]
    first = min((a for a, _ in inside), default=start)
    begin = max((m.end() for m in _BORDER.finditer(text, start, first)), default=start)
    begin = begin if end - begin >= LIMIT or first == start else max(start, end - LIMIT, begin - LIMIT)
    begin = min(begin, first)
    return begin, _stop(text, begin, end, max((b for _, b in inside), default=begin))


def _stop(text: str, begin: int, end: int, last: int) -> int:
    if end - begin <= LIMIT:
        return end
    borders = [m.end() for m in _BORDER.finditer(text, begin + 1, begin + LIMIT)]
    if not borders or borders[-1] < last <= begin + LIMIT:
        return begin + LIMIT
    return borders[-1]
