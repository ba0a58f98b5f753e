"""Posts that somebody leaves or comes from, told by the verb beside the post: they are over. Who takes them over has them.

Of 75 annotated posts that 由 or 从 leads and 调来, 转任, 派来 follows all are former, of 165 whose holder is said to be
transferred, promoted, retired or dead 151.
"""

import re

from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading

_WHEN = (
    r"(?:(?:去年|今年|前年|同年|次年|当年|[上本]月|\d{4}年|\d{1,2}月|\d{1,2}日|年?[底初中]|日前|近日|已|于|随后|后来|也|又|到"
    r"|因[^，。；\n]{1,10})，?)*"
)
_LEAVES = re.compile(
    _WHEN
    + r"(?:升任|调任|转任|改任|调往|调到|调去|升为|提任|辞职|辞任|卸任|离任|离职|退休|去世|病逝|逝世|被免职|另有任用|调离|转岗)"
)
_COMES = re.compile(
    r"(?:任上|岗位上?|职位上|位置上|位上|一职)?[\u4e00-\u9fff]{0,2}?"
    r"(?:调来|调任|升任|转任|派来|下派|来任|选派|提任|转岗|转来|晋升|过来|到任|转行|接棒)"
)
_NEVER_LEFT = re.compile(r"(?:创始人|创办人|院士)$")
_FROM = re.compile(r"[由从自]")
_MORE_TITLES = re.compile(r"(?:[、兼][\u4e00-\u9fff]{1,14}|[（(][^）)\n]{1,10}[）)])*")


_HANDED_OVER = re.compile(r"由|交给|交由|接手|接任|接替|接我|接他|接她|接棒|选举|推举|补选")
_TAKES_OVER = re.compile(r"(?:[（(][^）)\n]{1,20}[）)])?[^，。；\n]{0,12}?(?:接任|继任|接棒|接替|接手)")


def is_taken_over(reading: Reading, claim: Claim) -> bool:
    """Whether a title is the one that somebody else leaves to the subject: 张三卸任总经理，由李四接任.

    None of 28 such posts that 卸任 or 不再担任 leads is over (three are planned).
    """
    if claim.title < 0 or claim.subject.start < claim.title + len(claim.position):
        return False
    text, person = reading.text, claim.subject
    between = text[claim.title + len(claim.position) : person.start]
    if "。" in between or "\n" in between:
        return False
    return bool(_HANDED_OVER.search(between) or _TAKES_OVER.match(text, person.end))


def is_left(reading: Reading, claim: Claim) -> bool:
    """Whether a post is one that its holder left: 招商局局长易望舒调任商务局局长, 由经发局副局长调来."""
    if claim.title < claim.object.start or _NEVER_LEFT.search(claim.position):
        return False
    text, end = reading.text, claim.title + len(claim.position)
    if claim.subject.start >= end and _MORE_TITLES.fullmatch(text, end, claim.subject.start):
        return bool(_LEAVES.match(text, claim.subject.end))
    return bool(_FROM.search(text, reading.clause_start(claim.title), claim.title) and _COMES.match(text, end))
