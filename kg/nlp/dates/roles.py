"""Words beside a date that make it a start or an end: 自…以来, …起, 截至…, 到…, …前."""

import re

from kg.model import Role
from kg.nlp.dates.found import Found

_SINCE_AFTER = re.compile(
    r"(?:成立|设立|建立|创立|创办|获批|投产|开园|挂牌|启动|运营)?以来|起至今|至今|以后|之后"
    r"|起(?![草步飞诉火降点源初价伏码色到])|后(?![续期勤台来半三两四五年天疫面备方市补者])|开始(?=[，、])"
)
_UNTIL_AFTER = re.compile(
    r"以前|之前|前(?!提[前升高]|[后期三来往去景沿瞻列身任夕台端途述所排副主董总海\d一二两四五六七八九十])|为?止"
)
_SINCE_EVENT = re.compile(r"[^，。；：、！？\n]{1,4}?以来|开始")
_SINCE_BEFORE = re.compile(r"(?:(?<![来源出各独亲擅])自|从)$")
_UNTIL_BEFORE = re.compile(
    r"(?:截至|截止到?|直到|直至|(?:^|(?<=[，。、；：“”（）()\s推迟延期限长续任计争取即划]))(?:到|至))$"
)


def widen(text: str, found: Found) -> tuple[int, int, Role]:
    """The span with the words beside it, and the role they give to the date."""
    start, end = found.start, found.end
    if found.closed:
        return start, end, found.role
    before = text[max(0, start - 4) : start].rstrip(" ")
    since, until = _SINCE_BEFORE.search(before), _UNTIL_BEFORE.search(before)
    if until:
        tail = _UNTIL_AFTER.match(text, end)
        return _lead(text, start, until[0]), tail.end() if tail else end, "until"
    after = _SINCE_AFTER.match(text, end) or (since and _SINCE_EVENT.match(text, end))
    if after:
        return _lead(text, start, since[0]) if since else start, after.end(), "since"
    if since and since[0] == "自":
        return _lead(text, start, "自"), end, "since"
    if tail := _UNTIL_AFTER.match(text, end):
        return start, tail.end(), "until"
    return start, end, found.role


def _lead(text: str, start: int, word: str) -> int:
    return text.rindex(word, 0, start)
