"""Names that a text itself declares to be one: 以下简称, 又称, 更名为, 前身, brackets."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Mention
from kg.names import abbreviates, parse

_QUOTE = r"[“‘《「]?"
_BREAK = r"[”’》」）)]?[，,、；;\s]?"
_OTHER = r"(?:“[^”]{1,6}”[或、])?"
_SHORT = (
    r"(?:以下|下文|下)?(?:[合统]?简称|下称|统称|又称|又名|也称|亦称|也叫|又叫|别称|别名|俗称|人称|称|全称|即|大名叫|"
    r"(?:英文|中文)?名为|"
    r"也就是[^，。；“]{0,8}的|是[^，。；“]{0,6}的(?=“))"
)
_DATED = r"(?:于|自|在)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?"
_RENAMED = (
    r"(?:现|又|再|已|后|今日|今天|近日|正式|整体|统一|同时)*(?:更名|改名|改称|改制|变更|升格|易名|更改|改组)(?:为|成)?"
)
_FORMER = r"(?:的)?(?:前身|原名|曾用名|旧称|旧名|古称|原称)(?:分别)?(?:[是为系叫：])[^，。；！？由等\n]{0,14}?"
_CALLED = r"[^。！？\n]{0,28}?(?:称作|称之为|称为|誉为|唤作|叫它|叫作|叫做|唤它|口中的|人称|昵称|雅称)(?:是|为)?"
_FORWARD = tuple(
    re.compile(p)
    for p in (
        rf"{_BREAK}[（(]?[^，。；：（(\n]{{0,4}}?{_SHORT}(?:为|是)?[：:]?{_OTHER}{_QUOTE}",
        rf"{_BREAK}{_FORMER}{_QUOTE}",
        rf"{_BREAK}{_CALLED}[“‘「]",
    )
)
_RENAMING = re.compile(rf"{_BREAK}{_DATED}{_RENAMED}{_QUOTE}")
_BACKWARD = re.compile(r"[”’》」](?:之称|美誉|之誉|美称)的|的(?:新名|新名称|全称|大名)(?:是|为|叫)?")
_PREDECESSOR = re.compile(r"的前身[，,]?[“‘「]?")
_TICKER = re.compile(r"(?:证券|股票)简称(?:为|是)?[：:]?[“‘「]?$")
_OPEN = re.compile(r"[”’》」]?[（(](?:原|现|即|原名|现名|又名)?[：:]?[“《]?")
_CLOSE = re.compile(r"^[”’》」]?[）)]")
_LONGEST = 60


def declared_pairs(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Index pairs of mentions of one type that the text calls the same thing; mentions are in order of the text.

    “武汉东湖新技术开发区（又称光谷）”, “甲厂，1984年改称乙厂”, “甲公司的前身是乙厂”, “素有‘乙谷’之称的甲园”.

    >>> text = "武汉东湖新技术开发区（又称光谷）"
    >>> a = Mention("m1", "d", 0, 10, "PARK", "", text[:10], text[:10], "", -1, "", 1.0)
    >>> b = Mention("m2", "d", 13, 15, "PARK", "", "光谷", "光谷", "", -1, "", 1.0)
    >>> list(declared_pairs(text, [a, b]))
    [(0, 1)]
    """
    last: dict[str, int] = {}
    registered = -1
    for i, m in enumerate(mentions):
        before = last.get(m.type, -1)
        if m.type not in ("PERSON", "PLACE", "INDUSTRY") and before >= 0 and _declared(text, mentions[before], m):
            yield before, i
        elif m.type == "ORG" and registered >= 0 and _TICKER.search(text, max(0, m.start - 8), m.start):
            yield registered, i
        last[m.type] = i
        registered = i if m.type == "ORG" and m.text.endswith("公司") else registered


def same_sort(a: str, b: str) -> bool:
    """Whether two bodies are of one sort, as far as their names tell: a firm does not turn into a government."""
    kinds = {parse(a).last.kind, parse(b).last.kind} - {""}
    return len(kinds) < 2 or not kinds & {"government", "party"}


def _declared(text: str, a: Mention, b: Mention) -> bool:
    if not a.end <= b.start <= a.end + _LONGEST:
        return False
    gap = text[a.end : b.start]
    if _RENAMING.fullmatch(gap):
        return a.type != "ORG" or same_sort(a.text, b.text)
    if any(p.fullmatch(gap) for p in _FORWARD):
        return True
    if _OPEN.fullmatch(gap) and _CLOSE.match(text[b.end : b.end + 2]):
        return len(gap.strip("”’》」（(“《")) > 0 or abbreviates(b.text, a.text) or abbreviates(a.text, b.text)
    return bool(_BACKWARD.fullmatch(gap) or _PREDECESSOR.fullmatch(gap))
