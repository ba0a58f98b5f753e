"""What surrounds an expression: the publication, the date named last, signs of the future."""

import dataclasses
import re

from kg.nlp.dates.period import Period, precision

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CLOSED = re.compile(r"[^（(]*[）)]|(?:出)?生")
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
    """

    text: str
    published: Period | None
    anchor: Period | None = None
    anchor_end: int = 0
    carried: Period | None = None
    carried_end: int = 0

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
