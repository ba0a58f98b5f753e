"""Dates in figures: 2017-10-23, 2017/10/23, 2021.5.10, and the months of careers (2016.07-2019.03)."""

import re

from kg.nlp.dates.context import Context
from kg.nlp.dates.found import Found, Rule
from kg.nlp.dates.period import Period, between, day, month


def _pattern(p: str) -> str:
    whole = rf"(?P<{p}y>(?:19|20)\d\d)(?P<{p}s>[-/.])(?P<{p}m>1[0-2]|0?[1-9])(?P={p}s)(?P<{p}d>3[01]|[12]\d|0?[1-9])"
    short = rf"(?P<{p}y2>(?:19|20)\d\d)[-/.](?P<{p}m2>1[0-2]|0[1-9])"
    return rf"(?:{whole}|{short})"


_PATTERN = re.compile(
    rf"(?<![0-9A-Za-z_.\-/〔\[]){_pattern('a')}(?: ?(?:至|到|--?) ?(?:{_pattern('b')}))?"
    r"(?! ?[\d万亿千百元%倍家个平米公吨亩]|[.\-/年]\d|[A-Za-z])"
)
_VERSION = re.compile(r"(?:版本|版|[Vv]er\.?|编号|文号|号) ?:?$")


def _resolve(match: re.Match[str], context: Context) -> Found | None:
    """A day or a month in figures, or a range of two; not the number of a version.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("2016.07-2019.03任科长（更新时间：2021-5-1）")
    ['2016.07-2019.03 = 2016-07/2019-03', '2021-5-1 = 2021-05-01']
    """
    if _VERSION.search(context.text, max(0, match.start() - 6), match.start()):
        return None
    first, last = _period(match, "a"), _period(match, "b")
    if first is None or (last and last.last < first.first):
        return None
    return Found(match.start(), match.end(), between(first, last) if last else first, anchors=True)


def _period(match: re.Match[str], p: str) -> Period | None:
    if match[p + "y"]:
        return day(int(match[p + "y"]), int(match[p + "m"]), int(match[p + "d"]))
    return month(int(match[p + "y2"]), int(match[p + "m2"])) if match[p + "y2"] else None


RULES = (Rule(_PATTERN, _resolve),)
