"""Days, weeks and months told from the publication or from the date named last: 昨日, 上周五, 本月, 当天, 9日."""

import datetime as dt
import re

from kg.nlp.dates.context import Context, has_month
from kg.nlp.dates.found import Found, Rule
from kg.nlp.dates.numerals import number
from kg.nlp.dates.period import Period, day, days, month, months, part_shift, precision, year
from kg.nlp.dates.point import DAY, TO, part_of_year, third_of

_REACH, _NEAR = 300, 80
_DAYS = {"今": 0, "昨": -1, "前": -2, "明": 1}
_MONTHS = {"本": 0, "这个": 0, "上": -1, "上个": -1, "下": 1, "下个": 1, "同": 0, "当": 0, "次": 1, "翌": 1}
_WEEKDAY = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}


def _day_word(match: re.Match[str], context: Context) -> Found | None:
    published = context.published
    if published is None:
        return None
    shift = _DAYS[match[0][0]]
    return Found(*match.span(), part_shift(published, shift), anchors=precision(published) == "day")


def _same_day(match: re.Match[str], context: Context) -> Found | None:
    anchor = context.anchor
    if anchor is None or precision(anchor) != "day" or match.start() - context.anchor_end > _REACH:
        return None
    shift = 1 if match[0][0] in "次翌" else 0
    date = anchor.first + dt.timedelta(shift)
    return Found(*match.span(), days(date, date), anchors=True)


def _month_word(match: re.Match[str], context: Context) -> Found | None:
    base = context.anchor if match["m"] in ("同", "当", "次", "翌") else context.published
    if base is None or not has_month(base):
        return None
    whole = month(base.last.year, base.last.month + _MONTHS[match["m"]])
    return _within_month(whole, match)


def _within_month(whole: Period, match: re.Match[str]) -> Found | None:
    found: Period | None = whole
    if match["d"]:
        found = day(whole.first.year, whole.first.month, number(match["d"]))
    elif match["third"]:
        found = third_of(whole, match["third"])
    return found and Found(*match.span(), found, anchors=True)


def _week(match: re.Match[str], context: Context) -> Found | None:
    published = context.published
    if published is None or precision(published) != "day":
        return None
    weeks = {"本": 0, "这": 0, "上": -1, "下": 1}[match["w"]]
    monday = published.first - dt.timedelta(published.first.weekday()) + dt.timedelta(7 * weeks)
    if match["d"] == "末":
        found = days(monday + dt.timedelta(5), monday + dt.timedelta(6))
    elif match["d"]:
        date = monday + dt.timedelta(_WEEKDAY[match["d"]])
        found = days(date, date)
    else:
        found = days(monday, monday + dt.timedelta(6))
    return Found(*match.span(), found, anchors=True)


def _lone_day(match: re.Match[str], context: Context) -> Found | None:
    whole = _month_of_day(number(match["d"]), context, match.start(), match.end())
    if whole is None:
        return None
    first = day(whole.first.year, whole.first.month, number(match["d"]))
    if first is None or not match["to"]:
        return first and Found(*match.span(), first, anchors=True)
    last = day(whole.first.year, whole.first.month, number(match["to"]))
    if last is None or last.last <= first.first:
        return None
    return Found(*match.span(), days(first.first, last.last), anchors=True)


def _month_of_day(d: int, context: Context, start: int, end: int) -> Period | None:
    """The month of a day said alone: that of the dates around it, else of the publication."""
    near = context.anchor if start - context.anchor_end <= _REACH else None
    if near and (near.last - near.first).days < 20 and has_month(near) and near.first.day <= d:
        return month(near.last.year, near.last.month)
    published = context.published
    if published is None or not has_month(published):
        return None
    if precision(published) == "day" and d > published.last.day and not context.ahead(start, end):
        return month(published.last.year, published.last.month - 1)
    return month(published.last.year, published.last.month)


def _lone_part(match: re.Match[str], context: Context) -> Found | None:
    """年底 is this year's, in January and February last year's; a year in the sentence comes first."""
    near, published = context.year_in_sentence(match.start()), context.published
    part = match[0]
    if near and near.last.year < (published.last.year if published else 9999):
        return Found(*match.span(), part_of_year(near.last.year, part), anchors=True)
    if published is None:
        return None
    y = published.last.year
    early = published.last.month <= 2 and part[-1] in "底末"
    if early and not context.ahead(*match.span()):
        y -= 1
    return Found(*match.span(), part_of_year(y, part), anchors=True)


def _lone_month_part(match: re.Match[str], context: Context) -> Found | None:
    near, published = context.anchor_in_sentence(match.start()), context.published
    base = near if near and has_month(near) else published
    if base is None or not has_month(base):
        return None
    back = base is published and match["third"] != "初" and published.last.day <= 10
    back = back and not context.ahead(*match.span())
    whole = month(base.last.year, base.last.month - int(back))
    return Found(*match.span(), third_of(whole, match["third"]), anchors=True)


def _later(match: re.Match[str], context: Context) -> Found | None:
    """四年后 after 2016年: counted from the date named last in the paragraph, if that is as precise as the unit."""
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


def _season(match: re.Match[str], context: Context) -> Found | None:
    if context.published is None:
        return None
    y = context.published.last.year - (match["y"] == "去")
    first = {"春": 3, "夏": 6, "秋": 9, "冬": 12}[match["s"]]
    return Found(*match.span(), months(y, first, first + 2), anchors=True)


_NOT_BEFORE = r"(?<![0-9〇一二三四五六七八九十百几多半数每同全当本去今明前后上次翌隔跨整末尾连常历届两])"
_THIRD = rf"(?: ?(?P<d>{DAY}) ?[日号]|(?P<third>上旬|中旬|下旬|初|底|末))?"
RULES = (
    Rule(re.compile(r"(?<![如到至])今天(?!的)|今[日晨早晚](?!头条|事|说|毕)|昨[天日晚夜晨]|(?<![\d一二两三四五六七八九十])前天|(?<![说光聪])明天(?!的|会)|明日(?!之|星)"), _day_word),
    Rule(re.compile(r"(?<![以即成])(?:当[天日晚]|同日|同一天|次日|翌日)(?![制元])"), _same_day),
    Rule(re.compile(rf"(?<![以基成资根])(?P<m>本|这个|上个?|下个?|同|(?<![适相应担])当|次|翌)月(?![球亮嫂台薪均])份?{_THIRD}"), _month_word),
    Rule(re.compile(r"(?P<w>[本这上下])周(?!边|围|期|年|转|末[^，。]{0,1}端)(?:周?(?P<d>[一二三四五六日天末]))?"), _week),
    Rule(
        re.compile(
            rf"(?<![\d.月年第每近过满约达共为\-])(?P<d>3[01]|[12]\d|0?[1-9])(?:日?{TO}(?P<to>3[01]|[12]\d|0?[1-9]))?日"
            r"(?![内间游龄均产处]|以内|以上|之内|后|个)"
        ),
        _lone_day,
    ),
    Rule(re.compile(rf"{_NOT_BEFORE}年(?:初(?![中级次步创始心审选赛衷])|底(?![薪价])|末(?![位端])|内(?=[，。将开完建投竣计新有可实]))"), _lone_part),
    Rule(re.compile(rf"{_NOT_BEFORE}(?<![个正腊])月(?P<third>初|底|末)"), _lone_month_part),
    Rule(
        re.compile(
            r"(?<![\d.〇一二三四五六七八九十百千几多两数第余])(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})(?P<u>年|个月|天)(?:之|以)?后(?=[，,]|又|再|的)"
        ),
        _later,
    ),
    Rule(re.compile(r"(?P<y>[今去])(?P<s>[春夏秋冬])(?![节兰])"), _season),
)
