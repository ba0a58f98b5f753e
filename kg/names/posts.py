"""Titles of posts: which of them lead a body, and which are the same post under two titles."""

import functools
import re

from kg.vocabulary import table

_DEPUTY = re.compile(r"副|助理|秘书(?!长$)|名誉|荣誉|候任|候选人|委员$|成员$")
_PASSING = re.compile(r"^(?:代理?|时任|现任|首任|历任|新任|拟任|原|前|曾任|兼任?)+")
_JOINTS = "、兼|暨/及和"


@functools.lru_cache(maxsize=1 << 14)
def is_head(title: str, body: str = "") -> bool:
    """Whether the holder of a title leads the body: its tail decides, 副 and the like make a deputy.

    What stands before the tail must not name a part of the body (办公室主任), and with the body's name given the title
    must fit it: a 处长 leads a 处, not the 厅 it belongs to.

    >>> [is_head(t) for t in ("局长", "党组书记", "党组书记、局长", "副局长", "董事长助理", "研究员", "办公室主任")]
    [True, True, True, False, False, False, False]
    >>> is_head("处长", "山东省科技厅"), is_head("处长", "山东省科技厅高新处"), is_head("主任", "济宁高新区管委会")
    (False, True, True)
    """
    if _DEPUTY.search(title):
        return False
    tail = head_tail(title)
    if not tail or not _qualifiers().fullmatch(title[: -len(tail)]):
        return False
    ends = _heads()[tail]
    return not body or ends == ("*",) or body.endswith(ends)


@functools.lru_cache(maxsize=1 << 14)
def head_tail(title: str) -> str:
    """The tail of a title that makes it a head's, or the empty string.

    >>> head_tail("党工委书记"), head_tail("研究员")
    ('书记', '')
    """
    return next((title[-n:] for n in range(min(6, len(title)), 0, -1) if title[-n:] in _heads()), "")


@functools.lru_cache(maxsize=1 << 14)
def post_of(title: str) -> str:
    """The post that a title denotes: without 代, 原, 时任 and the like.

    >>> post_of("代局长"), post_of("原党委书记"), post_of("执行院长")
    ('局长', '党委书记', '执行院长')
    """
    return _PASSING.sub("", title) or title


@functools.cache
def _heads() -> dict[str, tuple[str, ...]]:
    """Titles of heads and the ends of the names of bodies they lead (`*`: any)."""
    return {r["title"]: tuple(r["bodies"].split("|")) for r in table("names/head_titles") if r["role"] == "head"}


@functools.cache
def _qualifiers() -> re.Pattern[str]:
    words = [r["title"] for r in table("names/head_titles") if r["role"] in ("flag", "head")]
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(map(re.escape, ordered))}|[{_JOINTS}])*")
