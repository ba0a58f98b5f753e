"""Dates as articles print them, checked against the calendar, with their first and last day."""

import calendar
import datetime as dt
import re

from kg.model import When

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
FULL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(?:年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]|[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,2})(?!\d))"
)


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


def full_dates(text: str) -> list[tuple[int, When]]:
    """Every date with year, month and day in a text, with its offset."""
    found = []
    for match in FULL_DATE.finditer(text):
        time = when(match[0], int(match[1]), int(match[2] or match[4]), int(match[3] or match[5]))
        if time is not None:
            found.append((match.start(), time))
    return found
