"""The sentence around a place in a text."""

import re
from typing import NamedTuple

_END = re.compile(r"[。！？!?；;\n]")
_CLOSING = "”’」』）)"
_WIDEST = 160


class Sentence(NamedTuple):
    """Where a sentence stands, and whether it was cut for its length before and after."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


def sentence_at(text: str, start: int, end: int) -> Sentence:
    """The sentence or sentences that hold a span, not much longer than the span.

    >>> text = "会议召开。“局长王运华介绍情况。”散会。"
    >>> found = sentence_at(text, 6, 11)
    >>> text[found.start : found.end]
    '“局长王运华介绍情况。”'
    """
    before = max((m.end() for m in _END.finditer(text, 0, start)), default=0)
    while before < start and text[before] in _CLOSING:
        before += 1
    closing = _END.search(text, max(start, end - 1))
    after = closing.end() if closing else len(text)
    while after < len(text) and text[after] in _CLOSING:
        after += 1
    room = max(_WIDEST - (end - start), 0)
    low, high = max(before, start - room // 2), min(after, end + room // 2)
    return Sentence(low, high, low > before, high < after)
