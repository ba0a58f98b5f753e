"""Dates as articles print them, checked against the calendar, with their first and last day."""

import calendar
import datetime as dt
import re

from kg.model import When

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
FULL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(?:年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]|[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,2})(?!\d)"
    r"|([01]\d)/([0-3]\d)(?=\s?\d\d:\d\d))"  # a stamp with the year apart: 2023 08/14 07:48:31
)


_HAN_DATE = re.compile(
    "([二一][〇○零Ｏ九一二三四五六七八]{3})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?"
)
_HAN_DIGITS = {**{c: 0 for c in "〇○零Ｏ"}, **{c: n for n, c in enumerate("一二三四五六七八九", start=1)}}
_MONTH_ONLY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月")


def when(text: str, year: int, month: int | None = None, day: int | None = None) -> When | None:
    """The time a year, a month or a day spans; None where the calendar has no such day.

    >>> when("2021年5月", 2021, 5).iso, when("2021年2月30日", 2021, 2, 30)
    ('2021-05', None)
    """
    try:
        first = dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month is None:
        return When(text, f"{year:04}", first, dt.date(year, 12, 31))
    if day is None:
        return When(text, f"{year:04}-{month:02}", first, dt.date(year, month, calendar.monthrange(year, month)[1]))
    return When(text, first.isoformat(), first, first)


def parse_iso(text: str) -> When | None:
    """`2021`, `2021-05` or `2021-05-12`; None for anything else.

    >>> parse_iso("2021-5-12").iso, parse_iso("2021-02-30")
    ('2021-05-12', None)
    """
    match = _ISO.fullmatch(text.strip())
    if not match or not 1900 <= int(match[1]) <= 2100:
        return None
    year, month, day = (int(g) if g else None for g in match.groups())
    return when(text.strip(), year or 0, month, day)


def full_dates(text: str) -> list[When]:
    """Every date with year, month and day in a text, in figures or in Chinese numerals, in order of kind and place.

    >>> [d.iso for d in full_dates("2021-05-12 二〇二一年十月二十三日 2021年2月30日")]
    ['2021-05-12', '2021-10-23']
    >>> [d.iso for d in full_dates("2023 08/14 07:48:31 202307/1915:55:52 2023 08/14")]
    ['2023-08-14', '2023-07-19']
    """
    found = [
        when(m[0], int(m[1]), int(m[2] or m[4] or m[6]), int(m[3] or m[5] or m[7])) for m in FULL_DATE.finditer(text)
    ] + [when(m[0], _han_year(m[1]), _han_number(m[2]), _han_number(m[3])) for m in _HAN_DATE.finditer(text) if m[3]]
    return [time for time in found if time is not None]


def month_alone(text: str) -> When | None:
    """A text that is nothing but a month: 2021年5月, 二〇二一年五月."""
    match = _MONTH_ONLY.fullmatch(text)
    if match:
        return when(text, int(match[1]), int(match[2]))
    match = _HAN_DATE.fullmatch(text)
    return when(text, _han_year(match[1]), _han_number(match[2])) if match and not match[3] else None


def _han_year(text: str) -> int:
    return int("".join(str(_HAN_DIGITS[c]) for c in text))


def _han_number(text: str) -> int:
    """A number below a hundred: 十, 十二, 二十三.

    >>> _han_number("三十一")
    31
    """
    tens, ten, ones = text.partition("十")
    if not ten:
        return _HAN_DIGITS.get(text, 0) if len(text) == 1 else 0
    return 10 * (_HAN_DIGITS.get(tens, 0) if tens else 1) + (_HAN_DIGITS.get(ones, 0) if ones else 0)
