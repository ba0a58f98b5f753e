"""What surrounds an expression: the publication, the date named last, signs of the future."""

import dataclasses
import re

from kg.nlp.dates.period import Period, precision

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CLOSED = re.compile(r"[^（(]*[）)]|(?:出)?生")
# What stands around a date that is the heading of what follows: 【1月】, 二、2003年
_BEFORE_HEADING = re.compile(
    r"(?:^|\n)[ 　]*(?:[一二三四五六七八九十]{1,3}、|[（(]?\d{1,2}[）).、])?[【\[（(“◆■●▲※★·—\-]*$"
)
_AFTER_HEADING = re.compile(r"份?[】\]）)”：:·—\-]*[ 　]*(?:\n|$)")
_CHRONICLE = re.compile(r"大事记|大事|纪事|回顾|回眸|盘点|总结|这一年|(?<=的)\d{4} ?年$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年(?!度)")
_AHEAD = re.compile(
    r"(?:(?<!即)将(?!近|军)|拟|预计|计划|规划|力争|有望|可望|争取|确保|定于|定在|定档|届时|预期|目标是|准备|要在|安排在|预定|限期|约定"
    r"|承诺|明确|排到|持续[到至]|延至|推迟"
    r"|要求)[^，。；：！？、\n]{0,10}$"
)
_AHEAD_AFTER = re.compile(
    r"[^，。；：！？、\n]{0,2}(?:将(?!近|军)|拟|要|计划|有望|可望|力争|争取|前(?!后|期|三|来|往|夕))"
)


@dataclasses.dataclass(slots=True)
class Context:
    """The reading position in a folded text: grows with every date that is read.

    `anchor` is the calendar date named last and `anchor_end` where it ends; same-day and same-year words lean on it.
    `carried` is the date whose year the months after it, in its sentence, share, and `carried_end` where it ends.
    `heading` is the month or year that stands alone in a line before what happened in it, `told_year` the year that a
    review or chronicle is about by its title.
    """

    text: str
    published: Period | None
    anchor: Period | None = None
    anchor_end: int = 0
    carried: Period | None = None
    carried_end: int = 0
    heading: Period | None = None
    told_year: int | None = None

    def __post_init__(self) -> None:
        title = self.text.partition("\n")[0].rstrip(" 　”》」")
        years = set(_YEAR.findall(title)) if _CHRONICLE.search(title) else set()
        if len(years) == 1 and self.published and (told := int(*years)) < self.published.last.year:
            self.told_year = told

    def head(self, period: Period, start: int, end: int) -> None:
        """Takes a month or year as the heading of what follows if it stands alone in its line."""
        alone = _AFTER_HEADING.match(self.text, end) and _BEFORE_HEADING.search(self.text[max(0, start - 12) : start])
        if alone and precision(period) in ("year", "month"):
            self.heading = period

    def year_told(self) -> int | None:
        """The year of the heading, else the one that the whole text is about."""
        return self.heading.first.year if self.heading else self.told_year

    def remember(self, period: Period, end: int, *, carries: bool, forgets: bool) -> None:
        """Takes a calendar date as the one named last; `carries` also as the one whose year months share."""
        self.anchor, self.anchor_end = period, end
        if carries:
            self.carried, self.carried_end = period, end
        elif forgets:
            self.carried = None

    def anchor_in_sentence(self, start: int) -> Period | None:
        """The date named last, if in the sentence of `start`."""
        if self.anchor is None or _SENTENCE_END.search(self.text, self.anchor_end, start):
            return None
        return self.anchor

    def year_in_sentence(self, start: int) -> Period | None:
        """The date whose year the months at `start` share: not one in closed brackets, nor of a birth."""
        end = self.carried_end
        if self.carried is None or _SENTENCE_END.search(self.text, end, start):
            return None
        return None if _CLOSED.match(self.text, end, start) else self.carried

    def anchor_in_paragraph(self, start: int) -> Period | None:
        """The date named last, if in the paragraph of `start`."""
        if self.anchor is None or self.text.find("\n", self.anchor_end, start) >= 0:
            return None
        return self.anchor

    def ahead(self, start: int, end: int) -> bool:
        """Whether the words around say that the date lies ahead: 将于…, 预计…, …前."""
        before = self.text[max(0, start - 16) : start]
        return bool(_AHEAD.search(before) or _AHEAD_AFTER.match(self.text, end))


def has_month(period: Period) -> bool:
    """Whether a period lies in one known month."""
    return precision(period) in ("month", "day") or period.first.replace(day=1) == period.last.replace(day=1)
