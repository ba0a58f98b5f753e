"""Spans of time before the publication: 近日, 近三年, 三年来, 10年前, 截至目前."""

import datetime as dt
import functools
import re

from kg.nlp.dates.context import Context
from kg.nlp.dates.found import Found, Rule
from kg.nlp.dates.numerals import number
from kg.nlp.dates.period import Period, days, month, part_shift, year, years
from kg.nlp.dates.point import NO_NUMBER
from kg.vocabulary import table

_N = r"\d{1,2}|[一二两三四五六七八九十]{1,3}|半"
_UNIT = r"年|个月|个?星期|周|天"
_LENGTH = (
    r"(?! ?(?:的?(?:历史|经验|时间|时光|从业|工龄|工作|行医|教龄|积累|沉淀|发展历程)"
    r"|[内间]?的?[^，。]{0,2}(?:期限|合同)))"
)


def _window(match: re.Match[str], context: Context) -> Found | None:
    """近三年: from January three years before the publication, or as many months, weeks, days before it.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("近三年营收翻番", "2021-05-10")
    ['近三年 = 2018 since']
    """
    if context.published is None:
        return None
    count = _count(match["n"], more=bool(match.groupdict().get("more")))
    start = _back(context.published, count, match["u"], whole=False)
    return Found(*match.span(), start, role="since", closed=True) if start else None


def _count(text: str, *, more: bool) -> int:
    """How many units back at most: 十多年 is up to 19, 三年多 up to 4; 半 is 0."""
    value = number(text)
    if more:
        value += 9 if value % 10 == 0 else 1
    return value


def _back(published: Period, count: int, unit: str, *, whole: bool) -> Period | None:
    """The period that lies `count` units before the publication (0 years: half a year)."""
    if unit == "年" and count == 0:
        unit, count = "个月", 6
    if count == 0:
        return None
    if unit == "年":
        return year(published.last.year - count)
    if unit == "个月":
        return month(published.last.year, published.last.month - count)
    shift = count * (1 if unit == "天" else 7)
    room = dt.timedelta(3 if whole and unit != "天" else 0)
    moved = part_shift(published, -shift)
    return days(moved.first - room, moved.last + room)


def _ago(match: re.Match[str], context: Context) -> Found | None:
    """A year, month, week or day before the publication.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("十年前，这里是一片盐碱地", "2021-05-10")
    ['十年前 = 2011']
    """
    published = context.published
    if published is None:
        return None
    count = number(match["n"])
    if match["more"]:
        if match["u"] != "年" or not count:
            return None
        far = _count(match["n"], more=True)
        found: Period | None = years(published.last.year - far, published.last.year - count)
    else:
        found = _back(published, count, match["u"], whole=True)
    return Found(*match.span(), found, anchors=True, closed=True) if found else None


def _recent(match: re.Match[str], context: Context) -> Found | None:
    """近日 and its like: as many days before the publication as `seeds/dates.tsv` says.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("近日，公司发布新品", "2021-05-10")
    ['近日 = 2021-04-10/2021-05-10']
    """
    published = context.published
    if published is None or context.ahead(*match.span()):
        return None
    room = _recent_days()[match[0]]
    return Found(*match.span(), days(published.first - dt.timedelta(room), published.last), closed=True)


def _recent_years(match: re.Match[str], context: Context) -> Found | None:
    """近年来: since five years before the publication.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("近年来，该区坚持创新驱动", "2021-05-10")
    ['近年来 = 2016 since']
    """
    if context.published is None:
        return None
    return Found(*match.span(), year(context.published.last.year - 5), role="since", closed=True)


def _until_now(match: re.Match[str], context: Context) -> Found | None:
    """Until the publication.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("截至目前，已入驻213家", "2021-05-10")
    ['截至目前 = 2021-05-10 until']
    """
    if context.published is None:
        return None
    return Found(*match.span(), context.published, role="until", closed=True)


@functools.cache
def _recent_days() -> dict[str, int]:
    return {row["name"]: int(row["first"]) for row in table("dates") if row["kind"] == "recent"}


_NOT_NEAR = r"(?<![将接邻临附靠])"
_LENGTH_BEFORE = r"(?<![有了达用时过干做约满整共历停牌已隔逾等])"
_AFTER_PAUSE = r"(?:^|(?<=[，。、；：“”（）\s在从]))"
_NOT_FRONT = r"(?![往来景沿提期后三列瞻身端途述所任]|\d)"
_NOW = r"(?:以来|来(?![料自到宾了过]))"
_WINDOW = rf"{_NOT_NEAR}(?:最近|近|过去的?)?{NO_NUMBER}(?P<n>{_N})(?P<more>[多余])?(?P<u>{_UNIT})多?{_NOW}"
_BARE_WINDOW = (
    rf"(?:{_NOT_NEAR}{_LENGTH_BEFORE}(?:最近|过去的?|刚刚过去的|近(?=(?:{_N})年))|{_AFTER_PAUSE}近)"
    rf"(?P<n>{_N})(?P<u>{_UNIT})(?:里|间)?(?![半多余来新最如]){_LENGTH}"
)
_AGO = rf"{NO_NUMBER}(?<!提)(?P<n>{_N})(?P<more>[多余])?(?P<u>{_UNIT})(?:之前|以前|前){_NOT_FRONT}"
_RECENT = (
    r"(?<![\d一二三四五六七八九十生节假休作即今当末产抗昨明中])日前(?![程往去后夕途景瞻端])"
    r"|(?<![附临邻靠接最亲远])近日(?![本照式资均益])"
    r"|(?<![最附临])近期|(?<![离距相])最近(?=[，,、]|一次|举|召|完|签|刚|又|才|发|获|入)"
    r"|前几天|前些天|近几天|前不久|不久前|前段时间|近来"
)
_RECENT_YEARS = r"(?<![最附临])近(?:年(?![份度新最])来?|[几些]年来?)|(?:最近|这)[几些]年来?"
_UNTIL_NOW = (
    r"截[至止]目前(?:为止)?|到目前为止|目前为止|迄今为止"
    r"|截[至止](?:记者)?发稿时?|截[至止]今[日天]"
)
RULES = (
    Rule(re.compile(_WINDOW), _window, ("以来", "年来", "月来", "期来", "周来", "天来", "多来")),
    Rule(re.compile(_BARE_WINDOW), _window, ("近", "过去")),
    Rule(re.compile(_AGO), _ago, ("年前", "月前", "期前", "周前", "天前", "之前", "以前")),
    Rule(re.compile(_RECENT), _recent, ("日前", "近", "前几天", "前些天", "不久", "前段")),
    Rule(re.compile(_RECENT_YEARS), _recent_years, ("近年", "近几", "近些", "这几", "这些")),
    Rule(re.compile(_UNTIL_NOW), _until_now),
)
