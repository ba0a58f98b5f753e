"""Periods of days: what an expression can mean, before a role and the words are added to it."""

import dataclasses
import datetime as dt

from kg.model import When, calendar_span


@dataclasses.dataclass(frozen=True, slots=True)
class Period:
    """A first and a last day, and the ISO form as precise as the words are.

    >>> month(2019, 10)
    Period(iso='2019-10', first=datetime.date(2019, 10, 1), last=datetime.date(2019, 10, 31))
    """

    iso: str
    first: dt.date
    last: dt.date


def year(y: int) -> Period:
    """A calendar year."""
    return Period(*calendar_span(y))


def month(y: int, m: int) -> Period:
    """A calendar month; months beyond December run into the next years, months below 1 into those before.

    >>> month(2020, 14).iso, month(2020, 0).iso
    ('2021-02', '2019-12')
    """
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return Period(*calendar_span(y, m))


def day(y: int, m: int, d: int) -> Period | None:
    """A day, or None where the calendar has no such day.

    >>> day(2021, 2, 29) is None
    True
    """
    try:
        return Period(*calendar_span(y, m, d))
    except ValueError:
        return None


def days(first: dt.date, last: dt.date) -> Period:
    """A run of days."""
    if first == last:
        return Period(first.isoformat(), first, first)
    return Period(f"{first.isoformat()}/{last.isoformat()}", first, last)


def months(y: int, first: int, last: int) -> Period:
    """A run of months of one year; a last month beyond December lies in the next year (winter: 12 to 14).

    >>> months(2019, 1, 9).iso
    '2019-01/2019-09'
    """
    return between(month(y, first), month(y, last))


def years(first: int, last: int) -> Period:
    """A run of years."""
    return between(year(first), year(last))


def between(start: Period, end: Period) -> Period:
    """From the first day of one period to the last day of another."""
    if start.iso == end.iso:
        return start
    left, right = start.iso.partition("/")[0], end.iso.rpartition("/")[2]
    return Period(f"{left}/{right}", start.first, end.last)


def of_iso(text: str) -> Period:
    """The period of a stated year, month or day.

    >>> of_iso("2020-02").last
    datetime.date(2020, 2, 29)
    """
    return Period(*calendar_span(*(int(part) for part in text.split("-"))))


def of_when(when: When) -> Period:
    """The period of a stated time."""
    return Period(when.iso, when.earliest, when.latest)


def precision(period: Period) -> str:
    """`year`, `month` or `day` for a single one of these, `range` for a run.

    >>> precision(month(2019, 10)), precision(years(1990, 1999))
    ('month', 'range')
    """
    if "/" in period.iso:
        return "range"
    return {4: "year", 7: "month", 10: "day"}.get(len(period.iso), "range")


def part_shift(period: Period, shift: int) -> Period:
    """A day moved by some days; of a month or year only the bounds move, as the day in it is not known."""
    step = dt.timedelta(shift)
    if precision(period) == "day":
        return days(period.first + step, period.last + step)
    return Period(period.iso, period.first + step, period.last + step)
