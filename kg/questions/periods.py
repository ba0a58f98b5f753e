"""Times in questions: 2020年6月, 二〇二三年, 去年, 2020年以来, “十三五”期间."""

import dataclasses
import datetime as dt
import re

from kg.model import calendar_span
from kg.vocabulary import table

_DIGITS = "〇零○一二三四五六七八九"
_YEAR = rf"(?:(?:19|20)\d\d|[二一][〇零○九][{_DIGITS}]{{2}})"
_TIME = re.compile(rf"(?P<year>{_YEAR})(?:年度?|(?=[-/.]\d))(?P<rest>.*)")
_MONTH = re.compile(r"(?:[-/.]?)(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月份?|(?=[-/.]\d)|$)")
_DAY = re.compile(r"(?:[-/.]?)(?P<day>[12]\d|3[01]|0?[1-9])(?:日|号|(?!\d))")
_HALF = {"上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12)}
_PART = {"年初": (1, 1), "初": (1, 1), "年底": (12, 12), "年末": (12, 12), "底": (12, 12), "末": (12, 12)}
_AGO = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1}
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMBERS |= {"十一": 11, "十二": 12}


@dataclasses.dataclass(frozen=True, slots=True)
class Period:
    """A time that a question names, with its first and last day; `text` is as asked."""

    text: str
    earliest: dt.date
    latest: dt.date

    @property
    def iso(self) -> str:
        """The period in ISO form: 2020, 2020-06, 2020-06-30, or first/last with `..` at an open end."""
        low, high = self.earliest, self.latest
        if low == high:
            return low.isoformat()
        if (low.month, low.day, high.month, high.day, low.year) == (1, 1, 12, 31, high.year):
            return f"{low.year:04}"
        if low == _month(low.year, low.month)[0] and high == _month(low.year, low.month)[1]:
            return f"{low.year:04}-{low.month:02}"
        return f"{'..' if low == dt.date.min else low}/{'..' if high == dt.date.max else high}"

    def since(self) -> "Period":
        """From its first day on."""
        return Period(self.text, self.earliest, dt.date.max)

    def after(self) -> "Period":
        """From the day after it on."""
        return Period(self.text, self.latest + dt.timedelta(days=1), dt.date.max)

    def before(self) -> "Period":
        """Up to the day before it."""
        return Period(self.text, dt.date.min, self.earliest - dt.timedelta(days=1))


class Undated(Exception):
    """去年 and the like, where nobody said what day it is."""


def period_at(text: str, start: int, today: dt.date | None) -> Period | None:
    """The longest time that starts at a place of a text; raises Undated for a relative one without a today.

    >>> period_at("2020年6月科技创新局局长", 0, None).iso, period_at("二〇二三年", 0, None).iso
    ('2020-06', '2023')
    >>> period_at("去年获奖", 0, dt.date(2024, 5, 1)).iso, period_at("2019年上半年", 0, None).iso
    ('2023', '2019-01-01/2019-06-30')
    """
    if found := _TIME.match(text, start):
        return _in_year(text, start, found.start("rest"), int(_digits(found["year"])))
    word = text[start : start + 2]
    if word in _AGO:
        if today is None:
            raise Undated(word)
        return _in_year(text, start, start + 2, today.year + _AGO[word])
    return _plan(text, start)


def _in_year(text: str, start: int, at: int, year: int) -> Period | None:
    """The year, or the part of it that follows."""
    for word, (low, high) in (_HALF | _PART).items():
        if text.startswith(word, at):
            return Period(text[start : at + len(word)], dt.date(year, low, 1), _month(year, high)[1])
    month = _MONTH.match(text, at)
    if not month:
        return Period(text[start:at], dt.date(year, 1, 1), dt.date(year, 12, 31))
    number = _NUMBERS.get(month["month"]) or int(month["month"])
    first, last = _month(year, number)
    day = _DAY.match(text, month.end())
    if day and int(day["day"]) <= last.day:
        first = last = first.replace(day=int(day["day"]))
        return Period(text[start : day.end()], first, last)
    return Period(text[start : month.end()], first, last)


def _plan(text: str, start: int) -> Period | None:
    """“十三五”, whose quotes are gone already."""
    plans = [r for r in table("dates") if r["kind"] == "plan" and text.startswith(r["name"], start)]
    for row in sorted(plans, key=lambda r: -len(r["name"])):
        if text.startswith(("期间", "时期"), start + len(row["name"])):
            end = start + len(row["name"]) + 2
            return Period(text[start:end], dt.date(int(row["first"]), 1, 1), dt.date(int(row["last"]), 12, 31))
    return None


def _digits(year: str) -> str:
    return "".join(str(max(_DIGITS.index(c) - 2, 0)) if c in _DIGITS else c for c in year)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    _, first, last = calendar_span(year, month)
    return first, last
