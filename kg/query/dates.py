"""Dates in questions and answers: a year, a month or a day."""

import calendar
import dataclasses
import datetime as dt
import re
from collections.abc import Iterable

from kg.errors import QueryError
from kg.model import When

_MOMENT = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")


@dataclasses.dataclass(frozen=True, slots=True)
class Moment:
    """A time that was asked for, with its first and last day."""

    iso: str
    earliest: dt.date
    latest: dt.date


def parse_moment(text: str) -> Moment:
    """A date as people type it; raises QueryError for anything else.

    >>> parse_moment("2020-06").latest, parse_moment("2020年6月1日").iso
    (datetime.date(2020, 6, 30), '2020-06-01')
    """
    found = _MOMENT.fullmatch(text.strip())
    try:
        if not found:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        earliest = dt.date(year, month or 1, day or 1)
    except ValueError:
        raise QueryError(
            f"日期“{text}”应写成 2020、2020-06 或 2020-06-30", f"write the date {text!r} as 2020, 2020-06 or 2020-06-30"
        ) from None
    if day:
        return Moment(earliest.isoformat(), earliest, earliest)
    if month:
        last = dt.date(year, month, calendar.monthrange(year, month)[1])
        return Moment(f"{year:04}-{month:02}", earliest, last)
    return Moment(f"{year:04}", earliest, dt.date(year, 12, 31))


def stated_bounds(
    first: dt.date | None, last: dt.date | None, windows: Iterable[When]
) -> tuple[str | None, str | None]:
    """Two bounds in the precision of the observations they come from.

    A bound that no observation explains is given as a full date.

    >>> month = When("2021年5月", "2021-05", dt.date(2021, 5, 1), dt.date(2021, 5, 31))
    >>> stated_bounds(dt.date(2021, 5, 1), dt.date(2021, 5, 31), [month])
    ('2021-05', '2021-05')
    """
    ordered = sorted(windows, key=lambda w: (w.latest - w.earliest, w.iso))
    starts = (w.iso.partition("/")[0] for w in ordered if w.earliest == first)
    ends = (w.iso.rpartition("/")[2] for w in ordered if w.latest == last)
    return (
        next(starts, first.isoformat() if first else None),
        next(ends, last.isoformat() if last else None),
    )
