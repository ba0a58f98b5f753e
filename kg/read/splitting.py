"""Several articles on one page taken apart, so that the names of one do not leak into the other."""

from collections.abc import Sequence

from kg.read.kinds import is_byline, is_caption, is_dateline, is_item, is_meta
from kg.read.lines import Line, columns, ends_sentence, has_inner_end, is_open

_BODY_BEFORE_DATELINE = 60
_BODY_BEFORE_BYLINE = 300
_BODY_AFTER = 60


def split_articles(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each article: a cut needs a headline after a finished article and then a dateline or byline."""
    parts: list[list[Line]] = []
    start = 0
    for i in range(1, len(lines)):
        if i > start and _begins_article(lines, start, i):
            parts.append(list(lines[start:i]))
            start = i
    parts.append(list(lines[start:]))
    return parts


def _begins_article(lines: Sequence[Line], start: int, i: int) -> bool:
    before = lines[i - 1].text
    if not (ends_sentence(before) or is_byline(before)) or not _is_headline(lines[i].text):
        return False
    head = 1
    while head < 4 and i + head < len(lines) and _is_headline(lines[i + head].text):
        head += 1
    if head == 4 or i + head >= len(lines):
        return False
    sign = lines[i + head].text
    body = _body(lines[start:i])
    if is_dateline(sign):
        return body >= _BODY_BEFORE_DATELINE
    after = _body(lines[i + head + 1 : i + head + 12])
    return (is_byline(sign) or is_meta(sign)) and body >= _BODY_BEFORE_BYLINE and after >= _BODY_AFTER


def _is_headline(text: str) -> bool:
    """By its looks a headline, title or subtitle: short, not a sentence, not a caption, item or byline."""
    if not 6 <= len(text) <= 60 or text.endswith("。") or has_inner_end(text) or is_open(text):
        return False
    return not (is_byline(text) or is_meta(text) or is_caption(text) or is_item(text) or is_dateline(text))


def _body(lines: Sequence[Line]) -> int:
    """Characters of running text among the lines."""
    return sum(columns(line.text) // 2 for line in lines if len(line.text) > 8 and not is_meta(line.text))
