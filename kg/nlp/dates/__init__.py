"""Times in Chinese text, with the first and last day they can mean.

`find_dates` reads a text once from left to right. Times of the publication (去年, 近日) need its date, times of the
text (同年, 当日) the date named last; what cannot be anchored is left out, never guessed. Conventions:

| words | bounds |
|---|---|
| 2019年, 2019年10月, 2019年10月5日 | the year, month, day |
| 去年, 今年, 明年; 上月, 本月 | the whole year, month, also where part of it lies ahead of the publication |
| 9月29日, 10月, 一季度 (no year) | in the year of the sentence; else the coming one if within three months and the year
  of the publication, or if 将, 预计, 计划, …前 say so; else the last one not after the publication |
| the same under a heading (【3月】, 2003年 alone in a line), in a review (2021年大事记) | in that month, that year |
| 9日 (day alone) | after the last day named in the paragraph, else the last such day before the publication |
| 年初, 年中, 年底 or 年末 | January-February, June-July, November-December |
| 上旬 or 初, 中旬, 下旬 or 底 or 末 of a month | days 1-10, 11-20, 21 to the end |
| 春, 夏, 秋, 冬 | March-May, June-August, September-November, December to February of the next year |
| 日前, 近日 …; 近期, 最近, 前不久 … | 30 and 90 days before the publication up to it (`seeds/dates.tsv`) |
| 近三年, 三年来, 过去三年 | since 1 January three years before the publication; months, weeks and days likewise |
| 近年来, 近几年 | since five years before the publication |
| 三年前, 十多年前, 三个月前 | that year (19 to 10 years before), that month |
| 四年后 | four years after the date named last in the paragraph, if not after the publication |
| 2015年前后 | one year (month; three days) to both sides |
| “十四五”期间, …末, …初 | the five years, the last, the first |
| 20世纪90年代, 初, 中期, 末 | ten years, the years 0-3, 3-6, 6-9 of it |
| 春节期间, 前夕, 前后 | the days off, the week before, a week to both sides (`seeds/dates.tsv`) |
| 自…, …以来, …起, …后 | role since: from the first day of the bound to the publication |
| 截至…, 到…, …前 | role until: the bounds of the named time |

Left out: lengths and ordinals (5年内, 第3天, 三年行动计划), times inside 《》, the years of a plan's title in brackets,
bases of comparison (比2019年增长, 去年同期).
"""

import bisect
import dataclasses
import functools
import re

from kg.model import When
from kg.nlp.dates import calendar_rule, named_rule, numeric_rule, part_rule, relative_rule, window_rule
from kg.nlp.dates.context import Context
from kg.nlp.dates.found import Found, Rule
from kg.nlp.dates.numerals import fold
from kg.nlp.dates.period import of_when
from kg.nlp.dates.roles import widen

_TITLE = re.compile(r"《[^《》\n]{1,80}》|(?<=计划|规划|方案|纲要|意见|办法|行动)[（(][^（）()\n]{1,20}[）)]")
_COMPARED_AFTER = re.compile(r"同期|相比|持平")
_COMPARED = re.compile(r"(?:[比较]|相比|对比)$")


@dataclasses.dataclass(frozen=True, slots=True)
class DateSpan:
    """A time at a place in a text: character offsets and what it means."""

    start: int
    end: int
    when: When


def find_dates(text: str, published: When | None) -> list[DateSpan]:
    """The times of a text in order, not overlapping.

    >>> published = When("", "2021-05-10", *[__import__("datetime").date(2021, 5, 10)] * 2)
    >>> [(s.when.text, s.when.iso, s.when.role) for s in find_dates("去年10月签约，自今年3月起投产", published)]
    [('去年10月', '2020-10', 'at'), ('自今年3月起', '2021-03', 'since')]
    """
    folded = fold(text)
    context = Context(folded, of_when(published) if published else None)
    titles = [m.span() for m in _TITLE.finditer(folded)]
    spans: list[DateSpan] = []
    done = 0
    for start, _, rule, match in _matches(folded):
        if start < done or _inside(titles, start):
            continue
        found = rule.resolve(match, context)
        if found is None or _is_base(folded, start, found.end):
            continue
        span = _span(text, folded, found, context)
        if span.start < done:
            span = dataclasses.replace(span, start=start)
        spans.append(span)
        done = span.end
        if found.anchors:
            at = span.when.role == "at"
            forgets = found.stated and not found.shared
            context.head(found.period, found.start, found.end)
            context.remember(found.period, span.end, carries=found.stated and at, forgets=forgets)
    return spans


def _is_base(folded: str, start: int, end: int) -> bool:
    """Whether a time is only what something is compared with."""
    return bool(_COMPARED.search(folded, max(0, start - 2), start) or _COMPARED_AFTER.match(folded, end))


def _matches(folded: str) -> list[tuple[int, int, Rule, re.Match[str]]]:
    found = [(m.start(), -m.end(), rule, m) for rule in _rules() for m in rule.matches(folded)]
    return sorted(found, key=lambda item: item[:2])


@functools.cache
def _rules() -> tuple[Rule, ...]:
    return (
        *calendar_rule.RULES, *numeric_rule.RULES, *relative_rule.RULES,
        *part_rule.RULES, *window_rule.RULES, *named_rule.rules()
    )  # fmt: skip


def _inside(titles: list[tuple[int, int]], at: int) -> bool:
    index = bisect.bisect_right(titles, (at, len(titles) + at)) - 1
    return index >= 0 and at < titles[index][1]


def _span(text: str, folded: str, found: Found, context: Context) -> DateSpan:
    start, end, role = widen(folded, found)
    period, published = found.period, context.published
    latest = period.last
    if role == "since" and published and published.last >= period.first:
        latest = published.last
    return DateSpan(start, end, When(text[start:end], period.iso, period.first, latest, role))
