"""Programmes, events and honours in quotation marks: “6501”培育工程, “外企入区”活动.

What follows the closing mark decides: a head word such as 工程 or 计划 makes the phrase a name; without one it may be
anything.
"""

import re
from collections.abc import Iterator

from kg.nlp.names.candidates import Candidate

_HEAD = (
    r"(?:三年|五年|百日|专项|培育|人才|引才|招商|行动|攻坚|建设|发展|体制|机制|管理|工作|服务|创新|支持|培养|评估|改革|总体)*"
    r"(?P<head>工程|计划|行动|战略|改革|机制|模式|制度|规划|方案|办法|工作法|新政|框架|布局)"
)
_PHRASE = re.compile(rf"“(?P<inner>[^“”\n。！？；]{{2,16}})”(?:的)?{_HEAD}")
_DRIVE = re.compile(r"“(?P<inner>[^“”\n。！？；，]{2,12})”(?P<head>活动|专项行动)")


def find_in_quotes(text: str) -> Iterator[Candidate]:
    """Quoted names with a head word behind the closing mark.

    >>> text = "深入实施“6501”培育工程。"
    >>> [text[c.start:c.end] for c in find_in_quotes(text)]
    ['“6501”培育工程']
    """
    for pattern in (_PHRASE, _DRIVE):
        for match in pattern.finditer(text):
            yield Candidate(match.start(), match.end(), "PROGRAMME", "rules.names.quoted", 0.7)


_CARRIED_OUT = re.compile(
    r"(?:实施|推进|开展|启动|推出|推行|深化|出台|落实|打造|组织|发起|探索|实行|推动|执行|举办|构建|按照|围绕|践行|通过|以)[^，,。；;]{0,6}$"
)


def is_carried_out(text: str, start: int, end: int) -> bool:
    """Whether a phrase, with or without quotation marks of its own, follows a word that it is carried out.

    >>> text = "提升“软实力”，深入实施“双百工程”"
    >>> is_carried_out(text, 3, 6), is_carried_out(text, 13, 17)
    (False, True)
    """
    quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
    return bool(_CARRIED_OUT.search(text, max(0, start - 13), start - quoted))


_THEME_BEFORE = re.compile(r"(?:主题|题目|口号|标语|宗旨|理念)(?:为|是|：|:|就是|定为)?[“《]?$")
_THEME_AFTER = re.compile(r"[”》]?为(?:主题|题|口号|宗旨|理念)")


def is_theme(text: str, start: int, end: int) -> bool:
    """Whether a phrase is what a meeting or campaign is about: of 206 quoted themes four are names of programmes.

    >>> is_theme("主题为“新旧动能转换助推三次创业”", 4, 15), is_theme("实施“双百工程”", 3, 7)
    (True, False)
    """
    return bool(_THEME_BEFORE.search(text, max(0, start - 8), start) or _THEME_AFTER.match(text, end))
