"""When an article was published: said by a source line or a dateline, or implied by its text; better none than wrong."""

from collections.abc import Sequence

from kg.model import When
from kg.read.dates import full_dates
from kg.read.implied import implied_date
from kg.read.kinds import is_byline, is_date, is_dateline, is_meta

_EDGE = 6


def find_published(paragraphs: Sequence[str]) -> tuple[When | None, str]:
    """The publication date and how it was found: `metadata`, `dateline` or `text`; (None, "") where nothing says it.

    >>> find_published(["来源:中国高新技术产业导报 时间:2017-10-23", "今年是济宁高新区建设25周年。"])[0].iso
    '2017-10-23'
    """
    for texts, test, how in (
        (list(paragraphs[:_EDGE]), _is_source_line, "metadata"),
        (list(paragraphs), is_dateline, "dateline"),
        (list(paragraphs[-_EDGE:])[::-1], _is_source_line, "metadata"),
    ):
        for text in texts:
            dates = full_dates(text[:60] if how == "dateline" else text) if test(text) else []
            if dates:
                return dates[0][1], how
    found = implied_date(paragraphs)
    return (found, "text") if found else (None, "")


def _is_source_line(text: str) -> bool:
    return is_meta(text) or is_date(text) or is_byline(text)
