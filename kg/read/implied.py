"""The publication date that running text implies: 2021年是“十四五”开局之年, 刚刚过去的2023年, 2020年…将努力."""

import re
from collections.abc import Sequence

from kg.model import When
from kg.read.dates import when

_JUST_PAST = re.compile("(?:刚刚|刚)过去的(20\\d\\d)年")
_YEAR_IS = re.compile("(20\\d\\d)年是(?!.{0,6}(?:成立|建立|组建))[^。]{0,30}(?:之年|关键一年|第一年|周年)")
_PLAN = re.compile("(?<!到)(?<!至)(?<![\\d—-])(20\\d\\d)年[,，][^。]{0,40}?(?:将|要|力争|计划)")
_DAY = re.compile("(?<!年)(?<!\\d)(\\d{1,2})月(\\d{1,2})日")


def implied_date(paragraphs: Sequence[str]) -> When | None:
    """The year, with the month where a news day stands beside it, that the text implies; None where it does not."""
    text = "\n".join(paragraphs)
    past = _JUST_PAST.search(text)
    if past:
        return when(past[0], int(past[1]) + 1)
    years = sorted({int(m[1]) for p in (_YEAR_IS, _PLAN) for m in p.finditer(text)})
    if not years:
        return None
    days = [(int(m[1]), m[0]) for m in _DAY.finditer(text)]
    if days:
        month, said = max(days)
        return when(f"{years[-1]}年 {said}", years[-1], month)
    return when(f"{years[-1]}年", years[-1])
