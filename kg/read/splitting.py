"""Several articles on one page taken apart, so that the names of one do not leak into the other."""

import itertools
from collections.abc import Sequence

from kg.read.kinds import is_byline, is_caption, is_dateline, is_item, is_meta
from kg.read.lines import Line, columns, ends_sentence, has_inner_end, is_open

_BODY_BEFORE_DATELINE = 60
_BODY_BEFORE_BYLINE = 300
_BODY_BEFORE_LIKE = 120
_BODY_AFTER = 60
_NEAR = 12
_HEADLINES = 3


def split_articles(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each article: a cut needs a headline after a finished article and then a dateline or byline."""
    running = list(itertools.accumulate((_running(line.text) for line in lines), initial=0))
    parts: list[list[Line]] = []
    start = 0
    for i in range(1, len(lines)):
        if _begins_article(lines, start, i, running):
            parts.append(list(lines[start:i]))
            start = i
    parts.append(list(lines[start:]))
    return parts


def _begins_article(lines: Sequence[Line], start: int, i: int, running: Sequence[int]) -> bool:
    """Whether line `i` is the headline of another article than the one that begins at line `start`."""
    before, body = lines[i - 1].text, running[i] - running[start]
    if body < _BODY_BEFORE_DATELINE or not (ends_sentence(before) or is_byline(before)):
        return False
    head = next((k for k in range(_HEADLINES + 1) if not _is_headline(lines, i + k)), 0)
    if head == 0 or i + head >= len(lines):
        return False
    sign = lines[i + head].text
    if is_dateline(sign):
        return True
    after = running[min(i + head + _NEAR, len(lines))] - running[i + head + 1]
    if not (is_byline(sign) or is_meta(sign)) or after < _BODY_AFTER:
        return False
    alike = any(is_byline(line.text) or is_meta(line.text) for line in lines[start : start + _HEADLINES + 1])
    return body >= (_BODY_BEFORE_LIKE if alike else _BODY_BEFORE_BYLINE)


def _is_headline(lines: Sequence[Line], i: int) -> bool:
    """By its looks a headline, title or subtitle: short, not a sentence, not a caption, item or byline."""
    if i >= len(lines):
        return False
    text = lines[i].text
    if not 6 <= len(text) <= 60 or text.endswith("。") or has_inner_end(text) or is_open(text):
        return False
    return not any(test(text) for test in (is_byline, is_meta, is_caption, is_item, is_dateline))


def _running(text: str) -> int:
    """Characters of running text in a line."""
    return columns(text) // 2 if len(text) > 8 and not is_meta(text) else 0
