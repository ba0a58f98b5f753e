"""Days and weeks told from the publication or from the date named last: 昨日, 上周五, 当天, 9日, 四年后."""

import datetime as dt
import re

from kg.nlp.dates.context import Context, has_month
from kg.nlp.dates.found import Found, Rule
from kg.nlp.dates.numerals import number
from kg.nlp.dates.period import Period, day, days, month, part_shift, precision, year
from kg.nlp.dates.point import NO_NUMBER, TO

_REACH, _NEAR = 300, 80
_DAYS = {"今": 0, "昨": -1, "前": -2, "明": 1}
_WEEKS = {"本": 0, "这": 0, "上": -1, "下": 1}
_WEEKDAY = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}


def _day_word(match: re.Match[str], context: Context) -> Found | None:
    """昨日, 今晚: told from the publication; of a month or year only its bounds are known.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("昨日，园区举行开工仪式", "2021-05-10")
    ['昨日 = 2021-05-09']
    """
    published = context.published
    if published is None:
        return None
    shifted = part_shift(published, _DAYS[match[0][0]])
    return Found(*match.span(), shifted, anchors=precision(published) == "day")


def _same_day(match: re.Match[str], context: Context) -> Found | None:
    """当日, 次日: told from the day named last.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("4月20日签约，当天召开推进会", "2021-05-10")
    ['4月20日 = 2021-04-20', '当天 = 2021-04-20']
    """
    anchor = context.anchor
    if anchor is None or precision(anchor) != "day" or match.start() - context.anchor_end > _REACH:
        return None
    return Found(*match.span(), part_shift(anchor, int(match[0][0] in "次翌")), anchors=True)


def _week(match: re.Match[str], context: Context) -> Found | None:
    """A week from Monday to Sunday, or a day of it.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("合同上周五签订", "2021-05-12")
    ['上周五 = 2021-05-07']
    """
    published = context.published
    if published is None or precision(published) != "day":
        return None
    monday = published.first + dt.timedelta(7 * _WEEKS[match["w"]] - published.first.weekday())
    first, last = 0, 6
    if match["d"] == "末":
        first = 5
    elif match["d"]:
        first = last = _WEEKDAY[match["d"]]
    return Found(*match.span(), days(monday + dt.timedelta(first), monday + dt.timedelta(last)), anchors=True)


def _lone_day(match: re.Match[str], context: Context) -> Found | None:
    """9日, 9日至12日: in the month of the day named last, else of the heading, else of the publication.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("9日上午，市长到园区调研", "2021-05-10")
    ['9日 = 2021-05-09']
    """
    whole = _month_of_day(number(match["d"]), context, match.start(), match.end())
    first = whole and day(whole.first.year, whole.first.month, number(match["d"]))
    if whole is None or first is None:
        return None
    if not match["to"]:
        return Found(*match.span(), first, anchors=True)
    last = day(whole.first.year, whole.first.month, number(match["to"]))
    if last is None or last.last <= first.first:
        return None
    return Found(*match.span(), days(first.first, last.last), anchors=True)


def _month_of_day(d: int, context: Context, start: int, end: int) -> Period | None:
    near = context.anchor if start - context.anchor_end <= _REACH else None
    if near and (near.last - near.first).days < 20 and has_month(near) and near.first.day <= d:
        return month(near.last.year, near.last.month)
    if context.heading and has_month(context.heading):
        return context.heading
    published = context.published
    if published is None or not has_month(published):
        return None
    back = precision(published) == "day" and d > published.last.day and not context.ahead(start, end)
    return month(published.last.year, published.last.month - int(back))


def _later(match: re.Match[str], context: Context) -> Found | None:
    """四年后 after 2016年: told from the date named last, if that is as precise as the unit.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("1996年，工程室成立。四年后，升格为研究所", "2021-05-10")
    ['1996年 = 1996', '四年后 = 2000']
    """
    near, count = context.anchor_in_paragraph(match.start()), number(match["n"])
    if near is None or not count or context.ahead(*match.span()) or match.start() - context.anchor_end > _NEAR:
        return None
    found: Period | None = None
    if match["u"] == "年" and precision(near) != "range":
        found = year(near.last.year + count)
    elif match["u"] == "个月" and precision(near) in ("month", "day"):
        found = month(near.last.year, near.last.month + count)
    elif match["u"] == "天" and precision(near) == "day":
        found = part_shift(near, count)
    if found is None or (context.published and found.first > context.published.last):
        return None
    return Found(*match.span(), found, anchors=True, stated=True, closed=True)


_DAY_WORDS = (
    r"(?<![如到至的])今天(?!的)|(?<![如到至的])今[日晨早晚](?!头条|快讯|关注|观察|事|说|毕)|(?<!的)昨[天日晚夜晨]|(?<![\d一二两三四五六七八九十])前天"
    r"|(?<![说光聪的向望护“])明天(?!的|会|系)|明日(?!之|星)"
)
_DAY_NAMES = ("今天", "今日", "今晨", "今早", "今晚", "昨", "前天", "明天", "明日")
_LONE_DAY = (
    r"(?<![\d.月年第每近过满约达共为\-])(?P<d>3[01]|[12]\d|0?[1-9])"
    rf"(?:日?{TO}(?P<to>3[01]|[12]\d|0?[1-9]))?日(?![内间游龄均产处]|以内|以上|之内|后|个)"
)
_LATER = rf"{NO_NUMBER}(?P<n>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})(?P<u>年|个月|天)(?:之|以)?后(?=[，,]|又|再|的)"
RULES = (
    Rule(re.compile(_DAY_WORDS), _day_word, _DAY_NAMES),
    Rule(re.compile(r"(?<![以即成])(?:当[天日晚]|同日|同一天|次日|翌日)(?![制元])"), _same_day),
    Rule(re.compile(r"(?P<w>[本这上下])周(?![边围期年转])(?:周?(?P<d>[一二三四五六日天末]))?"), _week),
    Rule(re.compile(_LONE_DAY), _lone_day),
    Rule(re.compile(_LATER), _later, ("年后", "月后", "天后", "之后", "以后")),
)
