"""A point of the calendar in words: its pattern, and its period once the year is known."""

import dataclasses
import re

from kg.nlp.dates.numerals import number
from kg.nlp.dates.period import Period, day, days, month, months, year

YEAR = r"(?:(?:1[89]|20)\d\d|一[八九][〇零一二三四五六七八九]{2}|二[〇零][〇零一二三四五六七八九]{2})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
NO_NUMBER = r"(?<![\d.〇零一二三四五六七八九十百千两几数多余第])"
BEGINNING = r"初(?![中级次步创始心审选赛衷])"
END = r"(?:底(?![薪价])|末(?![位端]))"
TO = r" ?(?:--?|至|到) ?"
_RELATIVE = (
    r"大前年|今年|去年(?!同期)|(?<![之此以提年月日])前年(?![产均销营收薪轻龄])|(?<!光)明年|(?<!一)本年(?!级)"
    r"|上年(?![纪岁])|"
    r"当年|同一?年(?![级龄代])|次年|翌年|是年|那一?年|该年"
)
_SEASONS = (
    r"春(?:季|天|(?![节兰城运晚光风耕晖秋蕾雨笋招雷芽]))|夏(?:季|天|(?![普令利威津县邑粮]))"
    r"|秋(?:季|天|(?![林招粮]))|冬(?:季|天|(?![奥虫笋训]))"
)
_PARTS = rf"年?(?:{BEGINNING}|{END}|中(?=[，。；期])|内)"
_SEASON_MONTHS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}


def pattern(p: str) -> str:
    """The regular expression of a point; its groups have the prefix `p`."""
    words = rf"(?P<{p}y>{YEAR})(?: ?年(?!版|级|历史|文化|间)|(?={TO}{YEAR} ?年))|(?P<{p}r>{_RELATIVE})"
    month_day = (
        rf"(?P<{p}m>{MONTH})(?:(?=(?:{TO}|、){MONTH} ?月)"
        r"| ?(?:月份|月(?![薪息租均供报刊产球饼台龄嫂子亮光票销坛湖花]|一[调通次例报季评考结会]))(?: ?(?:"
        rf"(?P<{p}d>{DAY})(?: ?(?:日|号(?![楼线厅馆院路门文]))|(?={TO}{DAY} ?[日号]))"
        rf"|(?P<{p}third>上旬|中旬|下旬|{BEGINNING}|{END}|中(?=[旬，。；]))))?)"
    )
    runs = (
        rf"(?P<{p}half>[上下])半年|第?(?P<{p}q>[一二三四1234]) ?季度(?P<{p}qpart>初|末|底)?"
        rf"|前(?P<{p}fq>[二三两23])个?季度"
        rf"|前(?P<{p}fm>\d\d?|[二三四五六七八九十两]{{1,2}}) ?个?月(?![前免租补按为]|内)"
    )
    with_year = rf"(?({p}word)(?:(?P<{p}season>{_SEASONS})|(?P<{p}part>{_PARTS})|)|(?!))"
    return rf"(?:(?P<{p}word>(?:{words})度? ?))?(?:{month_day}|{runs}|{with_year})"


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """The words of a point: `y` a stated year, `r` a relative one, the others what follows it (each may be empty)."""

    y: str
    r: str
    m: str
    d: str
    third: str
    half: str
    q: str
    fq: str
    fm: str
    season: str
    part: str
    qpart: str

    @property
    def has_year(self) -> bool:
        """Whether the words name a year, stated or relative."""
        return bool(self.y or self.r)

    @property
    def is_year(self) -> bool:
        """Whether the words name a year and nothing below it."""
        return not (self.m or self.half or self.q or self.fq or self.fm or self.season or self.part)

    def within(self, y: int) -> Period | None:
        """The period in a given year, or None where the calendar has no such day."""
        if self.m and self.d:
            return day(y, number(self.m), number(self.d))
        if self.m:
            whole = month(y, number(self.m))
            return third_of(whole, self.third) if self.third else whole
        return self._run(y)

    def _run(self, y: int) -> Period | None:
        if self.half:
            return months(y, 1, 6) if self.half == "上" else months(y, 7, 12)
        if self.q:
            last = number(self.q) * 3
            if self.qpart:
                return month(y, last - 2 if self.qpart == "初" else last)
            return months(y, last - 2, last)
        if self.fq:
            return months(y, 1, number(self.fq) * 3)
        if self.fm:
            return months(y, 1, number(self.fm)) if 1 < number(self.fm) < 12 else None
        if self.season:
            return months(y, *_SEASON_MONTHS[self.season[0]])
        return part_of_year(y, self.part) if self.part else year(y)


def point(match: re.Match[str], p: str) -> Point | None:
    """The point of a match of `pattern(p)`, or None where that part of the expression is absent."""
    groups = match.groupdict(default="")
    words = {f.name: groups[p + f.name] for f in dataclasses.fields(Point)}
    return Point(**words) if any(words.values()) else None


def part_of_year(y: int, part: str) -> Period:
    """年初, 年中, 年底 and 年末 as runs of months; 年内 is the year.

    >>> part_of_year(2020, "底").iso
    '2020-11/2020-12'
    """
    spans = {"初": (1, 2), "中": (6, 7), "期": (6, 7), "底": (11, 12), "末": (11, 12)}
    return months(y, *spans[part[-1]]) if part[-1] in spans else year(y)


def third_of(whole: Period, third: str) -> Period:
    """上旬 and 初, 中旬, 下旬 and 底 of a month.

    >>> third_of(month(2020, 2), "下旬").iso
    '2020-02-21/2020-02-29'
    """
    first, last = {"上": (1, 10), "初": (1, 10), "中": (11, 20)}.get(third[0], (21, whole.last.day))
    return days(whole.first.replace(day=first), whole.first.replace(day=last))
