"""Names that a text itself declares to be one: 以下简称, 又称, 更名为, brackets."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Mention
from kg.names import abbreviates

_DECLARED = re.compile(
    r"[，,；;]?\s*[（(]?\s*(?:以下|下文|下|现)?(?:统|合|也|又|亦|并|被|俗|人|简|全|英文)?(?:简称|全称|统称|下称|又称|又名|也称|亦称|也叫|又叫|别称|俗称|人称|"
    r"誉为|被誉为|称为|称作|称之为|美誉为|号称|即|原名|原称|曾用名|前身为|前身是|的前身|前身|更名为|改名为|升格为|现更名为|现已更名为|现为|现名|名为|"
    r"正式更名为|整体更名为|正式改名为)(?:是|为|做|作)?[:：]?\s*[“‘《「]?"
)
_OPEN = re.compile(r"[”’》」]?[（(][“《]?")
_CLOSE = re.compile(r"^[”’》」]?[）)]")


def declared_pairs(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Index pairs of neighbouring mentions of one type that the text calls the same thing; in order of the text.

    “武汉东湖新技术开发区（又称光谷）”, “甲公司更名为乙公司”, “中国（上海）自贸区（上海自贸区）”.
    """
    for i in range(len(mentions) - 1):
        a, b = mentions[i], mentions[i + 1]
        if a.type != b.type or a.type == "PERSON" or b.start < a.end:
            continue
        gap = text[a.end : b.start]
        if _DECLARED.fullmatch(gap.lstrip("”’》」")) or (_OPEN.fullmatch(gap) and _in_brackets(text, a, b)):
            yield i, i + 1


def _in_brackets(text: str, a: Mention, b: Mention) -> bool:
    """“A（B）” with nothing else in the brackets, where one can abbreviate the other."""
    return bool(_CLOSE.match(text[b.end : b.end + 2])) and (abbreviates(a.text, b.text) or abbreviates(b.text, a.text))
