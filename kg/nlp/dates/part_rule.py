"""Months and parts of years told from the publication or the date named last: 上月, 同月, 年底, 月底, 今春."""

import re

from kg.nlp.dates.context import Context, has_month
from kg.nlp.dates.found import Found, Rule
from kg.nlp.dates.numerals import number
from kg.nlp.dates.period import Period, day, month, months, years
from kg.nlp.dates.point import BEGINNING, DAY, END, part_of_year, third_of

_MONTHS = {"本": 0, "这个": 0, "上": -1, "上个": -1, "下": 1, "下个": 1, "同": 0, "当": 0, "次": 1, "翌": 1}
_OF_ANCHOR = ("同", "当", "次", "翌")
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}


def _month_word(match: re.Match[str], context: Context) -> Found | None:
    """上个月, 本月底, 本月20日, 同月.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("上月底通过验收", "2021-05-10")
    ['上月底 = 2021-04-21/2021-04-30']
    """
    base = context.anchor if match["m"] in _OF_ANCHOR else context.published
    if base is None or not has_month(base):
        return None
    found: Period | None = month(base.last.year, base.last.month + _MONTHS[match["m"]])
    if found and match["d"]:
        found = day(found.first.year, found.first.month, number(match["d"]))
    elif found and match["third"]:
        found = third_of(found, match["third"])
    return Found(*match.span(), found, anchors=True) if found else None


def _part(match: re.Match[str], context: Context) -> Found | None:
    """年底 is this year's, in January and February last year's; a year named in the sentence comes first.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("力争年底前投产", "2021-05-10")
    ['年底前 = 2021-11/2021-12 until']
    """
    near, published = context.year_in_sentence(match.start()), context.published
    if near and (published is None or near.last.year != published.last.year):
        return Found(*match.span(), part_of_year(near.last.year, match[0]), anchors=True)
    if published is None:
        return None
    early = published.last.month <= 2 and match[0][-1] in "底末"
    back = early and not context.ahead(*match.span())
    return Found(*match.span(), part_of_year(published.last.year - int(back), match[0]), anchors=True)


def _month_part(match: re.Match[str], context: Context) -> Found | None:
    """月底 of the month named in the sentence, else of the month of the publication, up to its 10th of the last one.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("月底完成设备安装", "2021-05-20")
    ['月底 = 2021-05-21/2021-05-31']
    """
    near, published = context.anchor_in_sentence(match.start()), context.published
    base = near if near and has_month(near) else published
    if base is None or not has_month(base):
        return None
    early = base is published and match["third"] != "初" and base.last.day <= 10
    back = early and not context.ahead(*match.span())
    whole = month(base.last.year, base.last.month - int(back))
    return Found(*match.span(), third_of(whole, match["third"]), anchors=True)


def _two_years(match: re.Match[str], context: Context) -> Found | None:
    """The year of the publication and the next.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("今明两年新建标准厂房30万平方米", "2021-05-20")
    ['今明两年 = 2021/2022']
    """
    if context.published is None:
        return None
    y = context.published.last.year
    return Found(*match.span(), years(y, y + 1))


def _season(match: re.Match[str], context: Context) -> Found | None:
    """今春, 去冬: three months.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("今春，园区新添两家重点实验室", "2021-05-20")
    ['今春 = 2021-03/2021-05']
    """
    if context.published is None:
        return None
    first = _SEASONS[match["s"]]
    return Found(
        *match.span(), months(context.published.last.year - (match["y"] == "去"), first, first + 2), anchors=True
    )


_NOT_AFTER = r"(?<![0-9〇一二三四五六七八九十百几多半数每同全当本去今明前后上次翌隔跨整末尾连常历届两])"
_NOT_LUNAR = "(?![一二三四五六七八九十])"
_MONTH_WORD = (
    r"(?<![以基成资根])(?P<m>本|这个|上个?|下个?|同|(?<![适相应担])当|次|翌)月(?![球亮嫂台薪均])份?"
    rf"(?: ?(?P<d>{DAY}) ?[日号]|(?P<third>上旬|中旬|下旬|{BEGINNING}|{END}))?"
)
_PART = rf"{_NOT_AFTER}年(?:{BEGINNING}{_NOT_LUNAR}|{END}|内(?=[，。将开完建投竣计新有可实]))"
RULES = (
    Rule(re.compile(_MONTH_WORD), _month_word),
    Rule(re.compile(_PART), _part),
    Rule(re.compile("今明两年"), _two_years),
    Rule(re.compile(rf"{_NOT_AFTER}(?<![个正腊])月(?P<third>{BEGINNING}{_NOT_LUNAR}|{END})"), _month_part),
    Rule(re.compile(r"(?P<y>[今去])(?P<s>[春夏秋冬])(?![节兰])"), _season),
)
