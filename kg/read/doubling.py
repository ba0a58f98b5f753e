"""Doubled characters of headings undone: bold print that a PDF draws twice comes out as 济济宁宁高高新新区区."""

import re

from kg.read.traced import Edit, Traced, edit

_HAN = re.compile("[\u4e00-\u9fff]")
_PAIRS = re.compile(r"(?:([^\s])\1){3,}")
_RULES = re.compile(r"[\s…—─·.。~_=*+-]")


def undouble(traced: Traced) -> tuple[Traced, int]:
    """A line without doubled characters, and how many runs were undone.

    A run counts where it is the whole line (or all of its words), or long; reduplication (高高兴兴, 天天) stays.

    >>> from kg.read.traced import trace
    >>> undouble(trace("向向““高高””而而立立  向向““新新””而而行行"))[0].text
    '向“高”而立 向“新”而行'
    >>> undouble(trace("干干净净、高高兴兴"))[0].text
    '干干净净、高高兴兴'
    """
    count = 0
    while True:
        edits = _whole_line(traced.text) or _long_runs(traced.text)
        if not edits:
            return traced, count
        traced, count = edit(traced, edits), count + 1


def _whole_line(text: str) -> list[Edit]:
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    if not words or not all(_is_doubled(text[s:e]) for s, e in words) or not _enough(text, 3):
        return []
    edits: list[Edit] = []
    last = words[0][0]
    for start, end in words:
        if start - last > 1:
            edits.append((last + 1, start, ""))
        edits += [(i, i + 1, "") for i in range(start + 1, end, 2)]
        last = end
    return edits


def _long_runs(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for match in _PAIRS.finditer(text):
        if _enough(match[0], 5):
            edits += [(i, i + 1, "") for i in range(match.start() + 1, match.end(), 2)]
    return edits


def _is_doubled(word: str) -> bool:
    return len(word) % 2 == 0 and word[::2] == word[1::2]


def _enough(text: str, least: int) -> bool:
    """At least so many different doubled characters, two of them Chinese: rules, dots and AABB words do not count."""
    return len({c for c in text if _HAN.match(c)}) >= 2 and len(set(_RULES.sub("", text))) >= least
