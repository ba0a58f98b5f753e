"""Points and ranges of the calendar: 2017年10月23日, 去年10月, 同年底, 2019年1月至9月, 1—11月, 3月5日至8日."""

import datetime as dt
import re
from collections.abc import Callable

from kg.nlp.dates.context import Context
from kg.nlp.dates.found import Found, Rule
from kg.nlp.dates.numerals import number
from kg.nlp.dates.period import Period, between, day, month, months, precision, year
from kg.nlp.dates.point import DAY, MONTH, NO_NUMBER, TO, Point, pattern, point

_BY_PUBLICATION = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1}
_BY_ANCHOR = {"次年": 1, "翌年": 1, "同年": 0, "当年": 0, "是年": 0, "那年": 0, "那一年": 0, "同一年": 0, "该年": 0}
_LOOSE = ("当年", "那年", "那一年")
_SOON = 92
_PATTERN = re.compile(
    r"(?=[1-9〇一二三四五六七八九十元0今去前明本上下当同次翌是那该大第])"
    rf"(?:{NO_NUMBER}|(?<=\.)(?=20\d\d ?年))(?<!每年)(?<!农历)(?<!每)"
    + pattern("a")
    + rf"(?:(?:{TO}|(?<=\d)、(?={MONTH} ?月))(?:{pattern('b')}|(?P<day>{DAY}) ?[日号]))?(?P<around>前后|左右)?"
)


def _resolve(match: re.Match[str], context: Context) -> Found | None:
    """A point, or a range of two.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("2018年6月注册，9月获批；2019年1月至9月停产", "2021-05-10")
    ['2018年6月 = 2018-06', '9月 = 2018-09', '2019年1月至9月 = 2019-01/2019-09']
    """
    first_point, last_point = point(match, "a"), point(match, "b")
    if first_point is None:
        return None
    start, end = match.span()
    if last_point is None and not match["day"]:
        only = resolve_point(first_point, context, start, end)
        if only is None:
            return None
        return _found(match, _around(only) if match["around"] else only, first_point, context)
    first = _range_start(first_point, last_point, context, start, end)
    last = first and _range_end(last_point, match["day"], first, context)
    if not first or not last or last.last <= first.first:
        return None
    return _found(match, between(first, last), first_point, context)


def _found(match: re.Match[str], period: Period, words: Point, context: Context) -> Found:
    near = context.year_in_sentence(match.start())
    shared = not words.has_year and near is not None and near.last.year == period.first.year
    return Found(*match.span(), period, anchors=True, stated=words.has_year or shared, shared=shared)


def resolve_point(words: Point, context: Context, start: int, end: int) -> Period | None:
    """The period of a point, its year taken from the words, the sentence or the publication."""
    if not words.has_year:
        return guess_year(words.within, context, start, end)
    y = _year_of(words, context, start)
    return None if y is None else words.within(y)


def _year_of(words: Point, context: Context, start: int) -> int | None:
    if words.y:
        return number(words.y)
    if words.r in _BY_PUBLICATION:
        return context.published.last.year + _BY_PUBLICATION[words.r] if context.published else None
    anchor = context.anchor_in_sentence(start)
    if words.r in _LOOSE and words.is_year:
        anchor = None if anchor and precision(anchor) == "range" else anchor
    else:
        anchor = anchor or context.anchor
    return anchor.last.year + _BY_ANCHOR[words.r] if anchor else None


def guess_year(within: Callable[[int], Period | None], context: Context, start: int, end: int) -> Period | None:
    """A date without a year: in the year of the sentence, of the heading, else the last one not after the publication.

    One that comes in the three months after the publication and in its year is meant even where no sign says so: the
    one before it would be called last year's.
    """
    near, published = context.year_in_sentence(start), context.published
    if near:
        found = within(near.last.year)
        if found and found.last >= near.first:
            return found
    told, ahead = context.year_told(), context.ahead(start, end)
    if told and not ahead and (found := within(told)):
        return found
    if published is None:
        return None
    y = published.last.year
    this, coming = within(y), within(y + 1)
    if ahead and this and this.last >= published.first:
        return this
    for found, room in ((this, 240 if ahead else _SOON), (coming, 240 if ahead else 0)):
        if found and published.last < found.first <= published.last + dt.timedelta(room):
            return found
    return this if this and _begun(this) <= published.last else within(y - 1)


def _begun(period: Period) -> dt.date:
    """The day from which on a period is meant in hindsight: a run from January when half of it is over."""
    run_from_january = precision(period) == "range" and period.first.month == 1 and period.last.month > 1
    return period.first + (period.last - period.first) / 2 if run_from_january else period.first


def _range_start(first: Point, last: Point | None, context: Context, start: int, end: int) -> Period | None:
    """The start of a range; 1—11月 without a year has to be over as a whole."""
    if last is None or first.has_year or last.has_year or not (first.m and last.m):
        return resolve_point(first, context, start, end)
    a, b = number(first.m), number(last.m)
    run = guess_year(lambda y: months(y, a, b if b >= a else b + 12), context, start, end)
    return first.within(run.first.year) if run else None


def _range_end(last: Point | None, bare_day: str | None, first: Period, context: Context) -> Period | None:
    """The end of a range takes from its start what it does not say."""
    if bare_day or last is None:
        return day(first.last.year, first.last.month, number(bare_day or ""))
    if last.r in _BY_ANCHOR:
        return last.within(first.last.year + _BY_ANCHOR[last.r])
    if last.has_year:
        y = _year_of(last, context, 0)
        return None if y is None else last.within(y)
    found = last.within(first.last.year)
    return last.within(first.last.year + 1) if found and found.last < first.first else found


def _around(period: Period) -> Period:
    """前后 and 左右 leave room of one unit on both sides."""
    first, last = period.first, period.last
    match precision(period):
        case "year":
            first, last = year(first.year - 1).first, year(last.year + 1).last
        case "month":
            first, last = month(first.year, first.month - 1).first, month(last.year, last.month + 1).last
        case "day":
            first, last = first - dt.timedelta(3), last + dt.timedelta(3)
    return Period(period.iso, first, last)


RULES = (Rule(_PATTERN, _resolve),)
