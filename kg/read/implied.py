"""The publication date that a text implies: 2021年是“十四五”开局之年, 刚刚过去的2023年, 2020年…将努力.

Each row of `seeds/reading/date_cues.tsv` is a turn of phrase that ties a year to the time of writing, with a
weight; the year with the most weight wins, if it has enough, no other comes near and no later year is told as past.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from kg import vocabulary
from kg.model import When
from kg.read.dates import when

_ENOUGH = 2.0
_LEAD = 2
_WELL_INTO_MONTH = 25
_WELL_INTO_YEAR = 4
_TOP = 4
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?=[“《\u4e00-\u9fff]))")
_AHEAD = re.compile("(?:到|至|截至|力争|计划|预计|争取|有望|拟|—|-|将于|订到|排到)[^。，；]{0,12}$")
_AHEAD_AFTER = re.compile("年?(?:年?[底末初内]|\\d{1,2}月(?:\\d{1,2}日|底)?|[上下]半年)?(?:前|之前|届)")
_DAY = re.compile("(?<![年\\d])(\\d{1,2})月(\\d{1,2})日")
_NOT_NEWS = re.compile("(?:去年|前年|截至|预计|计划|将于|定于|至|到|前|—)[^，。]{0,6}$")


def implied_date(paragraphs: Sequence[str]) -> When | None:
    """The year, with the month where a day of news stands beside it, that the text implies; None where unsure.

    >>> implied_date(["济宁高新区开会", "5月10日，读书班开班。", "2021年是“十四五”开局之年，站在新的起点上。"]).iso
    '2021-05'
    >>> implied_date(["公司简介", "公司1998年成立，2010年将总部迁入高新区。"]) is None
    True
    """
    votes: dict[int, float] = {}
    found: dict[int, When] = {}
    for time, weight in _cued(paragraphs):
        year = time.earliest.year
        votes[year] = votes.get(year, 0.0) + weight
        if year not in found or len(time.iso) > len(found[year].iso):
            found[year] = time
    text = "\n".join(paragraphs)
    for year in votes:
        votes[year] += 1.0 if f"{year - 1}年" in text else 0.0
    ranked = sorted(votes, key=lambda year: (-votes[year], -year))
    if not ranked or votes[ranked[0]] < _ENOUGH:
        return None
    best = ranked[0]
    rival = votes[ranked[1]] if len(ranked) > 1 else 0.0
    if rival + 1 > votes[best] or latest_past_year(text) > best:
        return None
    return _with_month(found[best], paragraphs)


def _cued(paragraphs: Sequence[str]) -> Iterator[tuple[When, float]]:
    scopes = {
        "lead": [p for p in paragraphs if "。" in p][:_LEAD],
        "top": list(paragraphs[:_TOP]),
        "text": list(paragraphs),
    }
    for pattern, where, grain, shift, weight in _cues():
        for text in scopes[where]:
            match = pattern.search(text)
            time = _time(match, grain, shift) if match else None
            if time:
                yield time, weight
                break


def _time(match: re.Match[str], grain: str, shift: int) -> When | None:
    """The year or month of a cue; late in a month, the next may be meant, and early in a year, the one before."""
    groups = match.groupdict()
    year, month, day = (int(groups[g]) if groups.get(g) else None for g in "ymd")
    if year is None or when(match[0], year, month, day) is None:
        return None
    if grain == "year":
        return when(match[0], year + shift) if month is None or month >= _WELL_INTO_YEAR else None
    return when(match[0], year, month if day is None or day <= _WELL_INTO_MONTH else None)


@functools.cache
def _cues() -> tuple[tuple[re.Pattern[str], str, str, int, float], ...]:
    year, month, day = r"(?<!\d)(?P<y>20\d\d)", r"年\s?(?P<m>\d{1,2})月", r"(?P<d>\d{1,2})"
    parts = {"Y": year, "YM": year + month, "YMD": year + month + day}
    rows = []
    for row in vocabulary.table("reading/date_cues"):
        pattern = re.sub("YMD|YM|Y", lambda m: parts[m[0]], row["pattern"])
        rows.append((re.compile(pattern), row["where"], row["grain"], int(row["shift"]), float(row["weight"])))
    return tuple(rows)


def latest_past_year(text: str) -> int:
    """The latest year that a text mentions without looking ahead to it.

    >>> latest_past_year("2019年启用，到2025年产值破千亿，2022年10月投产")
    2022
    """
    latest = 0
    for match in _YEAR.finditer(text):
        ahead = _AHEAD.search(text[max(0, match.start() - 16) : match.start()])
        if not ahead and not _AHEAD_AFTER.match(text[match.end(1) : match.end(1) + 24]):
            latest = max(latest, int(match[1]))
    return latest


def _with_month(time: When, paragraphs: Sequence[str]) -> When:
    """A year made a month where the text opens with a day of news and later days stay in that month."""
    lead = next((p for p in paragraphs if "。" in p), "")
    if len(time.iso) != 4 or not _DAY.match(lead):
        return time
    days = []
    for paragraph in paragraphs:
        for match in _DAY.finditer(paragraph):
            if not _NOT_NEWS.search(paragraph[: match.start()][-12:]):
                days.append((int(match[1]), int(match[2])))
    month, day = max(days)
    closer = when(f"{time.text} {lead[: lead.index('日') + 1]}", time.earliest.year, month, day)
    if closer is None or day > _WELL_INTO_MONTH:
        return time
    return when(closer.text, time.earliest.year, month) or time
