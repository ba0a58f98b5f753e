"""Why names of several articles were taken for one entity, told in Chinese; other languages get it as recorded."""

import re

_TOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"same name (.+) in articles on (.+)"), r"多篇讲\2的文章里有相同的名称：\1"),
    (re.compile(r"same name (.+) in (\d+) documents"), r"\2 篇文章里有相同的名称：\1"),
    (re.compile(r"same name (.+)"), r"名称相同：\1"),
    (re.compile(r"(.+): posts at one body, (.+)"), r"\1：都在\2任职"),
    (re.compile(r"(.+): bylines of articles on (.+)"), r"\1：都是讲\2的文章的作者"),
    (re.compile(r"(.+): posts at units of (.+) in one career \((.+)\)"), r"\1：先后在\2的单位任职（\3）"),
    (re.compile(r"judged the same by (.+)"), r"\1 判断为同一个"),
    (re.compile(r"(.+) may shorten (.+) or (.+): kept apart"), r"\1可能是\2或\3的简称，不能确定，没有合并"),
)


def reason(recorded: str, lang: str) -> str:
    """A recorded reason in the language of the reader.

    >>> reason("same name 招商推介会 in articles on 济宁高新区", "zh")
    '多篇讲济宁高新区的文章里有相同的名称：招商推介会'
    """
    if lang != "zh":
        return recorded
    for pattern, told in _TOLD:
        if found := pattern.fullmatch(recorded):
            return found.expand(told)
    return recorded
