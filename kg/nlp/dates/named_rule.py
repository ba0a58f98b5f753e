"""Periods with names: five-year plans, decades, eras, holidays (`seeds/dates.tsv`)."""

import datetime as dt
import functools
import re

from kg.nlp.dates.calendar_rule import guess_year
from kg.nlp.dates.context import Context
from kg.nlp.dates.found import Found, Rule
from kg.nlp.dates.numerals import number
from kg.nlp.dates.period import Period, days, year, years
from kg.nlp.dates.point import YEAR
from kg.vocabulary import table

_PARTS_OF_DECADE = {"初": (0, 3), "中": (3, 6), "末": (6, 9), "后": (6, 9), "": (0, 9)}
_PLAN = (
    r"[“\"]?(?P<plan>[一二三四五六七八九十]{1,2}五)[”\"]?"
    r"(?P<part>规划期间|期间|时期|以来|期末|末期|末|期初|初期|初|中期|开局之年|收官之年)"
)
_DECADE = (
    r"(?P<c>(?:20|21|二十一?)世纪|上(?:个)?世纪|本世纪)?"
    r"(?:(?<![\d.])(?P<d0>[1-9]0|[二三四五六七八九]十?)(?: ?(?:-|至|到|、) ?|(?<![\d十])))?"
    r"(?<![\d.])(?P<d>[1-9]0|[二三四五六七八九]十)年代(?![工理码表])(?P<part>初期?|中后期|中期|末期?|后期)?"
)
_TAIL = r"(?P<tail>(?:小长假|黄金周|假期|节日)(?:期间)?|节?期间|节?前夕|节?前后)?"


@functools.cache
def _plans() -> dict[str, Period]:
    return {r["name"]: years(int(r["first"]), int(r["last"])) for r in table("dates") if r["kind"] == "plan"}


@functools.cache
def _eras() -> dict[str, Period]:
    starts = {r["name"]: dt.date.fromisoformat(r["first"]) for r in table("dates") if r["kind"] == "era"}
    return {name: days(first, first) for name, first in starts.items()}


@functools.cache
def _holidays() -> dict[str, dict[int, Period]]:
    """Holiday, then year (0: every year, in 1904), to its days."""
    found: dict[str, dict[int, Period]] = {}
    for row in table("dates"):
        if row["kind"] == "holiday":
            fixed = len(row["first"]) == 5
            first, last = (dt.date.fromisoformat("1904-" + row[c] if fixed else row[c]) for c in ("first", "last"))
            found.setdefault(row["name"], {})[0 if fixed else last.year] = days(first, last)
    return found


def _holiday(name: str, y: int) -> Period | None:
    by_year = _holidays()[name]
    if 0 in by_year:
        return days(by_year[0].first.replace(year=y), by_year[0].last.replace(year=y))
    return by_year.get(y)


def _plan(match: re.Match[str], context: Context) -> Found | None:
    """A five-year plan as a time; the plan itself (“十四五”规划) is none.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("“十四五”期间新建三个平台")
    ['“十四五”期间 = 2021/2025']
    """
    whole = _plans().get(match["plan"])
    if whole is None:
        return None
    first, last = whole.first.year, whole.last.year
    part = match["part"]
    if part == "以来":
        return Found(*match.span(), year(first), role="since", closed=True)
    if part in ("末", "期末", "收官之年", "末期"):
        return Found(*match.span(), year(last))
    if part in ("初", "期初", "初期", "开局之年"):
        return Found(*match.span(), year(first))
    return Found(*match.span(), years(first + 1, last - 1) if part.startswith("中") else whole)


def _era(match: re.Match[str], context: Context) -> Found | None:
    """Since an event everybody knows.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("改革开放以来")
    ['改革开放以来 = 1978-12-18 since']
    """
    return Found(*match.span(), _eras()[match["era"]], role="since", closed=True)


def _decade(match: re.Match[str], context: Context) -> Found | None:
    """90年代, 20世纪六七十年代, 上世纪八十年代初; without a century that of 1900, from the thirties on.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("上世纪八十年代初，供销员背着样品闯市场")
    ['上世纪八十年代初 = 1980/1983']
    """
    value, century = number(match["d"]), match["c"] or ""
    if value < 30 and not century:
        return None
    start = number(match["d0"] or "") if match["d0"] else value
    start = start * 10 if start < 10 else start
    if start > value:
        return None
    base = 2000 if century.startswith(("21", "二十一", "本")) else 1900
    a, b = _PARTS_OF_DECADE[(match["part"] or "")[:1]]
    return Found(*match.span(), years(base + start + a, base + value + b), anchors=True)


def _holiday_rule(match: re.Match[str], context: Context) -> Found | None:
    """The days off of a holiday, with a year or a word such as 期间 beside it.

    >>> from kg.nlp.dates.explain import explain
    >>> explain("2020年春节期间坚守岗位")
    ['2020年春节期间 = 2020-01-24/2020-01-30']
    """
    name, tail = match["name"], (match["tail"] or "").removeprefix("节")
    if not (match["y"] or match["r"] or tail):
        return None
    if match["y"]:
        found = _holiday(name, number(match["y"]))
    elif match["r"]:
        if context.published is None:
            return None
        found = _holiday(name, context.published.last.year + {"今": 0, "去": -1, "明": 1}[match["r"][0]])
    else:
        found = guess_year(lambda y: _holiday(name, y), context, *match.span())
    if found is None:
        return None
    week = dt.timedelta(7)
    if tail == "前夕":
        found = days(found.first - week, found.first - dt.timedelta(1))
    elif tail == "前后":
        found = days(found.first - week, found.last + week)
    return Found(*match.span(), found, anchors=True)


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules, built from the seed table when first asked for."""
    eras = "|".join(sorted(_eras(), key=len, reverse=True))
    names = "|".join(sorted(_holidays(), key=len, reverse=True))
    holiday = rf"(?:(?P<y>{YEAR})年|(?P<r>[今去明])年)?[“\"]?(?P<name>{names})[”\"]?{_TAIL}"
    return (
        Rule(re.compile(_PLAN), _plan),
        Rule(re.compile(rf"自?(?P<era>{eras})以来"), _era, tuple(_eras())),
        Rule(re.compile(_DECADE), _decade, ("年代",)),
        Rule(re.compile(holiday), _holiday_rule, tuple(_holidays())),
    )
