"""What the words of a claim's clause say of it: planned or denied; of a post former, acting, concurrent, proposed, ended."""

import dataclasses
import re
from collections.abc import Sequence

from kg.model import FactStatus, When
from kg.nlp.dates import DateSpan
from kg.nlp.relations.circumstances.leaving import is_left, is_taken_over
from kg.nlp.relations.circumstances.places import Span
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.reading import Reading, Unit

_LASTING = frozenset({"part_of"})  # what a name or a structure says is no plan
_PLANNED = re.compile(
    r"拟|将(?!军|士|来|近)|计划(?:于|在|建|投|打|引|今|明|年)|规划建设|力争|争取|争创|预计|下一步|准备|筹建|筹备|即将|有望|谋划|待建|申报|申请|创建"
)
_DENIED = re.compile(
    r"未能|未被|未获|未入选|没有|取消|终止|撤销|落选|不再|否认|撤回|流产|搁置|放弃|告吹|退出|婉拒|谢绝"
)
_FORMER = re.compile(r"(?:原任?|前任?|曾任|曾经担任|曾担任|历任|先后任|先后担任|前后任|此前任|离任|卸任)[ 　]?$")
_THEN = re.compile(r"时任[ 　]?$")
_ACTING = re.compile(r"(?:代理?|[（(]代[）)]|临时|主持工作的)[ 　]?$")
_CONCURRENT = re.compile(r"(?:兼任?|兼职)[ 　]?$")
_PROPOSED = re.compile(r"(?:拟任|提名为?|提名任|推荐为|候选)[^，。；、：\n]{0,6}$")
_ENDED = re.compile(r"(?:不再担任|不再兼任|免去|免除|罢免|解聘|辞去|卸任|离任|卸去|解除|被免)[^，。；,;]{0,40}$")
_BEGAN = re.compile(r"(?:任命|当选|上任|就任|履新|出任|接任|继任|升任|起任|起担任|选举)")
# Where a notice of appointments says when they were decided: （2023年8月2日…会议通过）.
_DECIDED = re.compile(r"[^。\n]{0,50}(?:通过|决定)[）)]")
_APPOINTING = re.compile(r"(?:任命|聘任|选举|补选)$")
_BREAK = re.compile(r"[，,。；;\n]|不再|免去")
_AS = re.compile(r"(?:同志|先生|女士)?为")
_ALREADY = re.compile(r"已(?:经)?(?:担任|出任|任|兼任)$")
_TAKES_OFFICE = re.compile(r"(?:履新|出任|就任|上任|接任|继任|升任|获任|转任|调任|当选为?)[ 　]?$")
_LATELY = re.compile(r"近日|日前|今日|昨日|今天|昨天|刚刚|新近|此番")
_HOLDS_NOW = re.compile(r"现任|现为|现担任|现兼任|目前担任|目前任|目前兼任")
_ANOTHER_TIME = re.compile(
    r"曾|历任|(?<![太中草高平])原|首任|此前|先后|不再|卸任|辞去|免去|拟|[调转后年]任|当过|[至到]\d{4}"
)
_BEGAN_LATELY = re.compile(
    r"已(?:经)?于(?:本月|上月|近日|日前|近期|今年|\d{1,2}月)[^，。；]{0,8}?(?:任|担任|出任|兼任|履新|接任|升任)[^，。；]*$"
)
_COMRADE = re.compile(r"同志(?:（女）|\(女\))?，?(?:任|担任|出任|为|当选为?)")
_POINT = re.compile(r"\d{4}年|[今去前同次当]年|\d月")  # of a time that is none, 近年来 and 五年来, no post began then
_NEAR = 60
_TERM = 200  # days: a shorter stretch is no term of office


@dataclasses.dataclass(frozen=True, slots=True)
class Circumstances:
    """What is said of a claim besides its content; `qualifiers` are pairs of name and value (of a post its manner).

    `told` are the places of the text that tell its time and its sum.
    `ended` says that the words tell of a post's end: 免去, 不再担任; `begun` that it is held: 任命某某为, 已担任.
    """

    status: FactStatus = "stated"
    when: When | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    ended: bool = False
    begun: bool = False
    told: tuple[Span, ...] = ()


def read_clause(
    reading: Reading, claim: Claim, evidence: Sequence[Span], dates: Sequence[DateSpan], published: When | None
) -> Circumstances:
    """What rules read off a claim's clauses."""
    if claim.predicate == "holds_position":
        return _of_post(reading, claim, evidence, dates, published)
    return Circumstances(_status(reading, claim))


def _when(reading: Reading, unit: Unit, evidence: Sequence[Span], dates: Sequence[DateSpan]) -> When | None:
    """The date in the claim's clauses that stands nearest before the unit, else nearest after it, else in its sentence."""
    sentence = reading.sentence(unit.start)
    inside = [d for d in dates if any(s <= d.start < e for s, e in evidence) and reading.sentence(d.start) == sentence]
    same = [d for d in dates if reading.sentence(d.start) == sentence and d.start < unit.start]
    for group in (inside, same[-1:]):
        exact = [d for d in group if d.when.role == "at" and "/" not in d.when.iso]
        if exact:
            return min(exact, key=lambda d: (d.start > unit.start, abs(unit.start - d.start), d.start)).when
    return None


def _status(reading: Reading, claim: Claim) -> FactStatus:
    """Planned or denied by the words of the clause that leads to the later of the two names."""
    later = max(claim.subject, claim.object, key=lambda u: u.start)
    start, end = reading.clause_start(later.start), reading.clause_end(later.start)
    if _DENIED.search(reading.hide_names(start, end)):
        return "negated"
    if claim.predicate in _LASTING:
        return "stated"
    return "planned" if _PLANNED.search(reading.hide_names(start, later.start)) else "stated"


def _of_post(
    reading: Reading, claim: Claim, evidence: Sequence[Span], dates: Sequence[DateSpan], published: When | None
) -> Circumstances:
    """Former, acting, concurrent, proposed and ended posts by the words right before the body or the title."""
    start = claim.at[0] if claim.at[0] >= 0 else evidence[0][0]
    title = claim.title if claim.title >= 0 else reading.text.find(claim.position, start)
    before = [_lead(reading, at) for at in (claim.object.start, title) if at >= 0]
    inside = (d.when for d in dates if any(s <= d.start < e for s, e in evidence))
    said = next((w for w in inside if w.role != "at" and _POINT.search(w.text)), None)
    dated = _when(reading, claim.object, evidence, dates) if any(_THEN.search(b) for b in before) else None
    taken = is_taken_over(reading, claim)
    ended = not taken and any(_ENDED.search(b) for b in before)
    if ended:
        when = _when(reading, claim.object, evidence, dates) or _decided(reading, claim.object.start, dates)
        return Circumstances("former", dataclasses.replace(when, role="until") if when else said, ended=True)
    if any(_PROPOSED.search(b) for b in before):
        return Circumstances("planned", None, (("manner", "proposed"),))
    if any(_FORMER.search(b) for b in before) or (not taken and is_left(reading, claim)):
        return Circumstances("former", said)
    term = _term(reading, title if title >= 0 else claim.object.start, dates)
    if term and published and term.latest < published.earliest:
        return Circumstances("former", term)
    manner = "acting" if any(_ACTING.search(b) for b in before) else ""
    manner = manner or ("concurrent" if any(_CONCURRENT.search(b) for b in before) else "")
    qualifiers = (("manner", manner),) if manner else ()
    if any(_THEN.search(b) for b in before):
        return Circumstances("stated" if dated else "former", dated, qualifiers)
    began = _BEGAN.search(" ".join(reading.text[s:e] for s, e in evidence))
    appointed, when = _is_appointed(reading, claim), None
    if began or appointed:
        when = _when(reading, claim.object, evidence, dates) or _decided(reading, claim.object.start, dates)
    since = dataclasses.replace(when, role="since") if when else said
    at = title if title >= 0 else claim.object.start
    begun = appointed or any(_ALREADY.search(b) or _takes_office(b, reading, at) for b in before)
    begun = begun or _holds_now(reading, at)
    return Circumstances("stated", since, qualifiers, begun=begun)


def _takes_office(before: str, reading: Reading, at: int) -> bool:
    """Whether a headline, or a clause that says 近日, tells that somebody takes office."""
    headline = len(reading.paragraphs) > 1 and at < reading.paragraphs[0].end
    taken = bool(_TAKES_OFFICE.search(before)) and (headline or bool(_LATELY.search(before)))
    return taken or bool(_BEGAN_LATELY.search(before))


def _holds_now(reading: Reading, at: int) -> bool:
    """Whether 现任 or 目前担任 leads a title in its sentence, and nothing since tells of another time or person."""
    start = reading.sentence_start(at)
    now = max((m.end() for m in _HOLDS_NOW.finditer(reading.text, start, max(at, start))), default=-1)
    if now < 0 or _ANOTHER_TIME.search(reading.text, now, at):
        return False
    return not any(u.type == "PERSON" and now <= u.start < at for u in reading.units)


def _is_appointed(reading: Reading, claim: Claim) -> bool:
    """任命某某为某局局长, 某某同志任…: not former in 38 of 39 annotated cases of the first kind."""
    text, person, then = reading.text, claim.subject, max(claim.object.start, claim.title)
    first = _first_named(reading, person)
    named = _APPOINTING.search(text, max(0, first - 4), first) and _AS.match(text, person.end, then)
    led = named or _COMRADE.match(text, person.end, then)
    return bool(led and not _BREAK.search(text, led.end(), then))


def _first_named(reading: Reading, person: Unit) -> int:
    """Where the list of names starts that a person ends: 任命甲、乙为."""
    start = person.start
    for unit in reversed(reading.units[: person.index]):
        if unit.type != "PERSON" or reading.text[unit.end : start] not in ("、", "和", "与"):
            break
        start = unit.start
    return start


def _decided(reading: Reading, at: int, dates: Sequence[DateSpan]) -> When | None:
    """The date that a notice's heading gives for the decisions under it."""
    found = [d.when for d in dates if d.start < at and _DECIDED.match(reading.text, d.end)]
    return found[-1] if found and "/" not in found[-1].iso else None


def _term(reading: Reading, at: int, dates: Sequence[DateSpan]) -> When | None:
    """A stretch of years or months in the clause of a title: 2014年至2017年担任县长."""
    number = reading.clause(at)
    terms = [d.when for d in dates if reading.clause(d.start) == number and d.start < at and "/" in d.when.iso]
    long = [w for w in terms if w.role == "at" and (w.latest - w.earliest).days > _TERM]
    return long[0] if long else None


def _lead(reading: Reading, at: int) -> str:
    """The words of the clause before an offset."""
    return reading.text[max(reading.clause_start(at), at - _NEAR) : at]
