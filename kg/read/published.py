"""When an article was published: said by a source line, a dateline or the text; better no date than a wrong one."""

import re
from collections.abc import Sequence

from kg.model import When
from kg.read.dates import full_dates, month_alone
from kg.read.implied import implied_date
from kg.read.kinds import is_byline, is_date, is_dateline, is_meta

_EDGE = 6
_DATELINE_END = re.compile("[电讯]")
_COPYRIGHT = re.compile("(?i)版权|copyright|备案|ICP|©")
_CLOSED_BY_DATE = re.compile("[（(\\s](?:19|20)\\d\\d年\\d{1,2}月\\d{1,2}日[）)]?$")


def find_published(paragraphs: Sequence[str], margins: Sequence[str] = ()) -> tuple[When | None, str]:
    """The publication date and how it was found: `metadata`, `dateline` or `text`; (None, "") where nothing says it.

    `margins` are lines of the page that are no part of the article but may bear its date.

    >>> find_published(["来源:中国高新技术产业导报 时间:2017-10-23", "今年是济宁高新区建设25周年。"])[0].iso
    '2017-10-23'
    >>> find_published(["本报济宁2021年8月11日讯 园区开工。"])[1]
    'dateline'
    """
    for text in paragraphs[:_EDGE]:
        if _is_source_line(text) and full_dates(text):
            return full_dates(text)[0], "metadata"
    for text in paragraphs:
        match = is_dateline(text) and _DATELINE_END.search(text)
        dates = full_dates(text[: match.start()]) if match else []
        if dates:
            return dates[0], "dateline"
    for text in reversed(paragraphs[-_EDGE:]):
        time = _closing_date(text)
        if time:
            return time, "metadata"
    for text in margins:
        if full_dates(text) and not _COPYRIGHT.search(text):
            return full_dates(text)[0], "metadata"
    found = implied_date(paragraphs)
    return (found, "text") if found else (None, "")


def _closing_date(text: str) -> When | None:
    if is_date(text) or is_meta(text):
        dates = full_dates(text)
        return dates[0] if dates else month_alone(text)
    dates = full_dates(text[-24:]) if _CLOSED_BY_DATE.search(text[-40:]) else []
    return dates[-1] if dates else None


def _is_source_line(text: str) -> bool:
    return is_meta(text) or is_date(text) or is_byline(text)
